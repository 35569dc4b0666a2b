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

    /// <summary>Reads an amount as people here write it: <c>18.904,49</c>, <c>18904,49</c>, <c>R$ 18.904</c>. Null for anything else, also for a point before the cents.</summary>
    public static decimal? ReadMoney(string? text) => text is not null && Amount().Match(text.Trim().Replace('\u00A0', ' ')) is { Success: true } match
        ? decimal.Parse(match.Groups["amount"].Value.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(@"^(R\$ ?)?(?<amount>([0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,12})(,[0-9]{1,2})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
