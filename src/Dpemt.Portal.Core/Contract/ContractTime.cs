namespace Dpemt.Portal.Contract;

/// <summary>Local time of the contract: America/Cuiaba, UTC-4 without daylight saving (<c>contract.json</c> "timeZone").</summary>
public static class ContractTime
{
    /// <summary>The zone in which months, days and deadlines count.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Cuiaba");

    /// <summary>An instant as people see it.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The local calendar day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The first instant of a local day, in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => StartOf(day, Zone);

    /// <summary>The first instant of a day in another zone, in UTC: to show what a reading in Brasília or UTC would change.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
