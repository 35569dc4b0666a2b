using System.Globalization;
using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Contract.Forecasts;

/// <summary>How balances and their ends are said on the screen.</summary>
internal static class ForecastText
{
    private static readonly string[] Ordinals =
        ["primeiro", "segundo", "terceiro", "quarto", "quinto", "sexto", "sétimo", "oitavo", "nono", "décimo", "décimo primeiro", "décimo segundo"];

    internal static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    internal static string Number(decimal count) => decimal.Round(count, 0, MidpointRounding.AwayFromZero).ToString("N0", PortalCulture.Brazil);

    /// <summary>With one decimal where it matters: <c>781,3</c>, <c>24.425,7</c>.</summary>
    internal static string Rate(decimal perDay) => perDay.ToString("#,##0.#", PortalCulture.Brazil);

    internal static string Percent(decimal percent) => percent.ToString("0.#", PortalCulture.Brazil) + "\u00A0%";

    /// <summary>A month of the contract year: <c>décimo mês</c>.</summary>
    internal static string Month(int number) => Ordinals[number - 1] + " mês";

    /// <summary>The expected end in a few words.</summary>
    internal static string End(BalanceForecast balance) => balance switch
    {
        { ExhaustedOn: { } day } => "esgotado em " + Day(day),
        { EndsOn: { } day } => Day(day),
        _ => "dura o ano contratual",
    };

    /// <summary>The range around it; null when all methods say the same.</summary>
    internal static string? Range(BalanceForecast balance) => balance switch
    {
        { ExhaustedOn: not null } or { Earliest: null } => null,
        { Latest: null } => $"entre {Day(balance.Earliest.Value)} e depois do fim do ano",
        { Earliest: { } first, Latest: { } last } when first != last => $"entre {Day(first)} e {Day(last)}",
        _ => null,
    };

    /// <summary>A projection by its window.</summary>
    internal static string Window(Projection projection, bool widest) => widest ? $"todos os {projection.Days} dias contados" : $"últimos {projection.Days} dias";

    internal static string Name(ForecastMethod method) => method == ForecastMethod.Pace ? "ritmo" : "sazonalidade de 2025";

    /// <summary>How urgent a balance is, for its colour.</summary>
    internal static string Tone(BalanceForecast balance) => balance.AlertLevel switch
    {
        100 => "over",
        80 or 90 => "high",
        _ => balance.EndsOn is null ? "calm" : "ending",
    };
}
