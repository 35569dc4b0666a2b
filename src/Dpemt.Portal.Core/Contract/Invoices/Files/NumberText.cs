using System.Globalization;
using System.Text.RegularExpressions;

namespace Dpemt.Portal.Contract.Invoices.Files;

/// <summary>Reads numbers as people and systems here write them: <c>1.234,56</c>, <c>1234.56</c>, <c>R$ 0,0636</c>. Never by guess: what can be read two ways follows the Brazilian one.</summary>
public static partial class NumberText
{
    /// <summary>The number, or null for anything else: exponents, signs after the number, letters, more than fifteen digits before the decimals.</summary>
    public static decimal? Read(string? text)
    {
        if (text is null || text.Length > 60)
            return null;
        var plain = Spaces().Replace(text.Replace("R$", "", StringComparison.OrdinalIgnoreCase), "").Replace('−', '-');
        var negative = plain.StartsWith('-');
        if (negative)
            plain = plain[1..];
        if (Brazilian().IsMatch(plain))
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        else if (Pointed().IsMatch(plain))
            plain = plain.Replace(",", "", StringComparison.Ordinal);
        else
            return null;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? negative ? -value : value : null;
    }

    /// <summary>A whole number, also when it is written with zero decimals; null for anything else.</summary>
    public static long? ReadWhole(string? text) => Read(text) is { } value && decimal.Truncate(value) == value && Math.Abs(value) < 1_000_000_000_000_000m ? (long)value : null;

    /// <summary>Thousands by points, decimals by a comma. A group of thousands never begins with a zero, so <c>0.064</c> is none.</summary>
    [GeneratedRegex(@"^([1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]{1,15})(,[0-9]{1,10})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Brazilian();

    /// <summary>As systems write it: decimals by a point.</summary>
    [GeneratedRegex(@"^([1-9][0-9]{0,2}(,[0-9]{3})+|[0-9]{1,15})\.[0-9]{1,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pointed();

    [GeneratedRegex(@"[\s\u00A0\u202F]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
