namespace Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

/// <summary>A run of a message with one look.</summary>
/// <param name="Text">The text, as is: whoever shows it escapes it.</param>
/// <param name="Classes">Style classes; empty for plain text.</param>
public sealed record MessageSpan(string Text, string Classes);

/// <summary>Reads the marks that WhatsApp shows as bold, italic and struck text. A mark counts only tight around words, within one line.</summary>
public static class MessageMarkup
{
    private static readonly Dictionary<char, string> Marks = new() { ['*'] = "bold", ['_'] = "italic", ['~'] = "struck" };

    public static IReadOnlyList<MessageSpan> Read(string? text)
    {
        var spans = new List<MessageSpan>();
        Read(text ?? "", "", spans);
        return spans;
    }

    private static void Read(string text, string classes, List<MessageSpan> spans)
    {
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Marks.TryGetValue(text[i], out var look) || !Opens(text, i) || Close(text, i) is not { } close) continue;
            Add(text[plain..i], classes, spans);
            Read(text[(i + 1)..close], (classes + " " + look).Trim(), spans);
            i = close;
            plain = close + 1;
        }
        Add(text[plain..], classes, spans);
    }

    private static bool Opens(string text, int at) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]) && text[at + 1] != text[at];

    private static int? Close(string text, int open)
    {
        for (var i = open + 2; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == text[open] && !char.IsWhiteSpace(text[i - 1]) && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]))) return i;
        }
        return null;
    }

    private static void Add(string text, string classes, List<MessageSpan> spans)
    {
        if (text.Length > 0) spans.Add(new(text, classes));
    }
}
