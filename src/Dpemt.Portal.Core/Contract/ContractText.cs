using System.Globalization;
using System.Text.RegularExpressions;

namespace Dpemt.Portal.Contract;

/// <summary>How figures of the contract are written for people, on screens, in papers and in the memory of calculation.</summary>
public static partial class ContractText
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    /// <summary><c>R$ 1.234,56</c>, with a space that does not break.</summary>
    public static string Money(decimal value) => (value < 0 ? "−" : "") + "R$\u00A0" + Math.Abs(value).ToString("N2", Brazil);

    /// <summary>A unit price with its four decimals: <c>R$ 0,0636</c>.</summary>
    public static string Price(decimal value) => "R$\u00A0" + value.ToString("N4", Brazil);

    /// <summary>A limit or a discount as it stands in the contract: <c>99,7 %</c>.</summary>
    public static string Percent(decimal value) => value.ToString("0.####", Brazil) + "\u00A0%";

    /// <summary>An index with its four decimals, cut before: <c>99,4623 %</c>.</summary>
    public static string Index(decimal value) => value.ToString("0.0000", Brazil) + "\u00A0%";

    /// <summary>Seconds with as many decimals as they have: <c>8.035,2 s</c>.</summary>
    public static string Seconds(long ticks) => ((decimal)ticks / TimeSpan.TicksPerSecond).ToString("#,##0.#######", Brazil) + "\u00A0s";

    /// <summary>Minutes with one decimal, cut: <c>133,9 min</c>.</summary>
    public static string Minutes(long ticks) => (decimal.Truncate((decimal)ticks * 10 / TimeSpan.TicksPerMinute) / 10).ToString("#,##0.#", Brazil) + "\u00A0min";

    /// <summary>A length of time to the second, cut: <c>4 h 00 min</c>, <c>2 min 05 s</c>, <c>0 s</c>.</summary>
    public static string Span(long ticks)
    {
        var length = TimeSpan.FromTicks(ticks);
        var (hours, minutes, seconds) = ((long)length.TotalHours, length.Minutes, length.Seconds);
        return hours > 0 ? $"{hours.ToString("N0", Brazil)} h {minutes:00} min" + (seconds > 0 ? $" {seconds:00} s" : "")
            : minutes > 0 ? $"{minutes} min" + (seconds > 0 ? $" {seconds:00} s" : "")
            : $"{seconds} s";
    }

    /// <summary>An instant in local time to the second: <c>03/07/2026 10:00:00</c>.</summary>
    public static string Instant(DateTimeOffset instant) => ContractTime.Local(instant).ToString("dd/MM/yyyy HH:mm:ss", Brazil);

    /// <summary>A month by its name: <c>julho de 2026</c>.</summary>
    public static string Name(BillingMonth month) => month.FirstDay.ToString("MMMM 'de' yyyy", Brazil);

    /// <summary>
    /// Reads an amount as people here write it: <c>1.234,56</c>, <c>1234,5</c>, <c>R$ 18.904</c>, and <c>1234.56</c> as spreadsheets do.
    /// Null for anything else. More than two decimals are read as they are, to be refused by the rule.
    /// </summary>
    public static decimal? ReadMoney(string? text)
    {
        var plain = (text ?? "").Replace("R$", "", StringComparison.OrdinalIgnoreCase).Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
        if (Brazilian().IsMatch(plain))
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        else if (!Pointed().IsMatch(plain))
            return null;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1_000_000_000_000m ? value : null;
    }

    /// <summary>Digits with thousands by points and decimals by a comma.</summary>
    [GeneratedRegex(@"^([0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,13})(,[0-9]{1,6})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Brazilian();

    /// <summary>As spreadsheets write it: a point and one or two decimals can be no thousands.</summary>
    [GeneratedRegex(@"^[0-9]{1,13}\.[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pointed();
}
