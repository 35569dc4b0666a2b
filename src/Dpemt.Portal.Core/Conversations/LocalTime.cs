namespace Dpemt.Portal.Conversations;

/// <summary>The local time of the office: America/Cuiaba, UTC-4 without daylight saving.</summary>
internal static class LocalTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Cuiaba");

    internal static DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
