using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Core.Tests.Contract.Forecasts;

/// <summary>Facts of the signed contract for tests of its balances.</summary>
internal static class ForecastCases
{
    internal static readonly PriceList Signed = PriceList.Read(ContractTerms.SignedDocument);
    internal static readonly AnnouncedVolumes Volumes = AnnouncedVolumes.Read(ContractTerms.SignedDocument);

    /// <summary>The year that begins on 1 June 2026.</summary>
    internal static readonly ContractYear June = ContractYear.Of(new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 1));

    internal static BalanceForecast Forecast(
        ItemKind kind, DateOnly today, IReadOnlyDictionary<DateOnly, long>? used = null, DateOnly? countedFrom = null, ContractYear? year = null) =>
        new(new(kind, [.. Signed.Of(kind)], year ?? June, today, countedFrom, used ?? new Dictionary<DateOnly, long>(), Volumes));

    /// <summary>The same number on each day from the first day of the year.</summary>
    internal static Dictionary<DateOnly, long> Daily(int days, long messages) =>
        Enumerable.Range(0, days).ToDictionary(June.First.AddDays, _ => messages);
}
