using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>A file that goes with the next answer.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What it will be at the citizen's.</param>
public sealed record StoredFile(long Id, MessageKind Kind);

/// <summary>What became of a file that a person chose.</summary>
/// <param name="Result">Done, or why not.</param>
/// <param name="File">The file; null when refused.</param>
public sealed record AttachedFile(DeskResult Result, StoredFile? File);

/// <summary>Stores a file for an answer; allowed to who attends the conversation.</summary>
public sealed class AttachFile(DeskWork work, StoreAttachment store)
{
    /// <summary>Stores it. The kind comes from the content, not from what the browser says.</summary>
    public async Task<AttachedFile> RunAsync(Actor who, Guid conversationId, string name, string type, byte[] bytes, CancellationToken cancellation)
    {
        StoredFile? file = null;
        var result = await work.RunAsync(who, conversationId, async desk =>
        {
            if (await desk.RefuseUnlessMineAsync(cancellation) is { } refusal)
                return refusal;
            var stored = await store.RunAsync(desk.Db, name, type, bytes, cancellation);
            if (stored.File is null)
                return DeskErrors.Invalid(stored.Refusal ?? "O arquivo não pôde ser guardado.");
            file = new(stored.File.Id, stored.File.Kind);
            return DeskResult.Ok("Arquivo pronto para envio.");
        }, cancellation);
        return new(result, result.Done ? file : null);
    }
}
