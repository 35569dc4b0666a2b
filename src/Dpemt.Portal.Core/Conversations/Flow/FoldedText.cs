using System.Globalization;
using System.Text;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Citizens' text made comparable: without control characters, direction marks, accents, case and punctuation.</summary>
public static class FoldedText
{
    /// <summary>Longest text that is read, in UTF-16 units (WhatsApp's limit for a text body).</summary>
    public const int MaxLength = 4096;

    /// <summary>
    /// The text as it may be kept and shown: control and format characters (direction marks, zero-width) removed except line breaks, lone
    /// surrogates removed, cut at <see cref="MaxLength"/>, trimmed. HTML stays as written: it is text.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxLength)
                break;
            if (rune.Value is '\n')
                clean.Append('\n');
            else if (rune == Rune.ReplacementChar || IsInvisible(rune))
                continue;
            else if (Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else if (!Rune.IsControl(rune))
                clean.Append(rune.ToString());
        }
        return clean.ToString().Trim();
    }

    /// <summary>Lower-case letters a–z and digits, words apart by one blank: "Não, é às 13h!" becomes "nao e as 13h".</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var source = text.Length > MaxLength ? text[..MaxLength] : text;
        var folded = new StringBuilder(source.Length);
        foreach (var rune in source.EnumerateRunes())
        {
            if (rune.IsAscii)
                Append(folded, (char)rune.Value);
            else if (rune.Value is 0xBA or 0xAA or 0x2019 or 0xB4)
                Append(folded, '\'');
            else if (!IsInvisible(rune) && rune != Rune.ReplacementChar)
                AppendDecomposed(folded, rune);
        }
        if (folded.Length > 0 && folded[^1] == ' ')
            folded.Length--;
        return folded.ToString();
    }

    /// <summary>The words of <see cref="Fold"/>.</summary>
    public static string[] Words(string? text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void AppendDecomposed(StringBuilder folded, Rune rune)
    {
        foreach (var c in rune.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                Append(folded, c);
        }
    }

    private static void Append(StringBuilder folded, char c)
    {
        if (char.IsAsciiLetterOrDigit(c))
            folded.Append(char.ToLowerInvariant(c));
        else if (c != '\'' && folded.Length > 0 && folded[^1] != ' ')
            folded.Append(' ');
    }

    private static bool IsInvisible(Rune rune)
        => rune.Value is not 0x200D and not 0xFE0F && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse;
}
