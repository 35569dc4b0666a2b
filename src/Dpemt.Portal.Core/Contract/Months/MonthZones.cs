namespace Dpemt.Portal.Contract.Months;

/// <summary>The zones in which somebody could cut a month. The contract's own comes first and holds.</summary>
internal static class MonthZones
{
    internal static readonly IReadOnlyList<(string Name, TimeZoneInfo Zone)> All =
    [
        ("Cuiabá (UTC−4)", ContractTime.Zone),
        ("Brasília (UTC−3)", TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")),
        ("UTC", TimeZoneInfo.Utc),
    ];

    /// <summary>A month with the hours by which zones differ on both sides.</summary>
    internal static Period Widened(BillingMonth month) => new(month.Whole.Start.AddDays(-1), month.Whole.End.AddDays(1));

    /// <summary>The contract's life, cut at the midnights of another zone.</summary>
    internal static Period Life(Period inForce, TimeZoneInfo zone) => new(
        ContractTime.StartOf(ContractTime.DayOf(inForce.Start), zone),
        inForce.End == DateTimeOffset.MaxValue ? inForce.End : ContractTime.StartOf(ContractTime.DayOf(inForce.End), zone));
}
