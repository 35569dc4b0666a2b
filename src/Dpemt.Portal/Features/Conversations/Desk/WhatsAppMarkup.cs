using System.Text.RegularExpressions;

namespace Dpemt.Portal.Web.Features.Conversations.Desk;

/// <summary>How a piece of a message is shown.</summary>
public enum TextStyle
{
    Plain,
    Bold,
    Italic,
    Struck,
    Code,
    Link,
}

/// <summary>A piece of a message.</summary>
public sealed record TextPiece(string Text, TextStyle Style);

/// <summary>
/// WhatsApp's marks (*bold*, _italic_, ~struck~, ```code```) and web addresses, as the citizen's phone shows them. One level, as marks
/// within marks are rare; what is no mark stays as it is.
/// </summary>
public static partial class WhatsAppMarkup
{
    public static IReadOnlyList<TextPiece> Parse(string text)
    {
        var pieces = new List<TextPiece>();
        var at = 0;
        foreach (Match match in Mark().Matches(text))
        {
            if (match.Index > at)
                pieces.Add(new(text[at..match.Index], TextStyle.Plain));
            pieces.Add(PieceOf(match));
            at = match.Index + match.Length;
        }

        if (at < text.Length)
            pieces.Add(new(text[at..], TextStyle.Plain));
        return pieces;
    }

    private static TextPiece PieceOf(Match match)
    {
        if (match.Groups["code"] is { Success: true } code)
            return new(code.Value, TextStyle.Code);
        if (match.Groups["bold"] is { Success: true } bold)
            return new(bold.Value, TextStyle.Bold);
        if (match.Groups["italic"] is { Success: true } italic)
            return new(italic.Value, TextStyle.Italic);
        return match.Groups["struck"] is { Success: true } struck ? new(struck.Value, TextStyle.Struck) : new(match.Value, TextStyle.Link);
    }

    // A mark stands between words, touches its text on both sides and does not cross a line.
    [GeneratedRegex("""
        ```(?<code>[^`]+)```
        |(?<![\w*])\*(?<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])
        |(?<![\w_])_(?<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])
        |(?<![\w~])~(?<struck>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])
        |https?://[^\s<>"']*[^\s<>"'.,;:!?)\]*_~]
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace, 200)]
    private static partial Regex Mark();
}
