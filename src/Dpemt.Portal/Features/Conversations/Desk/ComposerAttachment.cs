using Dpemt.Portal.Conversations.Desk;

namespace Dpemt.Portal.Web.Features.Conversations.Desk;

/// <summary>The file that goes with the next answer: being loaded, ready, or refused with its reason.</summary>
public sealed class ComposerAttachment
{
    /// <summary>Largest file that the screen takes; the rules for each kind come after it.</summary>
    public const long MostBytes = 16L * 1024 * 1024;

    public long? Id { get; private set; }
    public string? Name { get; private set; }
    public long Size { get; private set; }
    public int Percent { get; private set; }
    public string? Refusal { get; private set; }

    /// <summary>Grows with each file, so that the same file can be chosen again.</summary>
    public int Round { get; private set; }

    public bool IsLoading => Name is not null && Id is null;

    /// <summary>Longest text beside it.</summary>
    public int Limit => Name is null ? Reply.TextLength : Reply.CaptionLength;

    public void Begin(string name, long size) => (Id, Name, Size, Percent, Refusal) = (null, name, size, 0, null);

    public void Loaded(long bytes) => Percent = Size == 0 ? 100 : (int)Math.Min(100, bytes * 100 / Size);

    public void Ready(long id) => (Id, Percent) = (id, 100);

    public void Refuse(string why)
    {
        Clear();
        Refusal = why;
    }

    public void Clear()
    {
        (Id, Name, Size, Percent, Refusal) = (null, null, 0, 0, null);
        Round++;
    }
}
