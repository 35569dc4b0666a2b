using System.Globalization;
using Dpemt.Portal.Contract.Tickets;

namespace Dpemt.Portal.Web.Features.Contract.Incidents;

/// <summary>Incidents and clocks in words.</summary>
internal static class IncidentText
{
    /// <summary>As in "2 dias 03 h", "4 h 05 min", "12 min 30 s".</summary>
    internal static string Duration(TimeSpan span) => span.Duration() switch
    {
        { TotalDays: >= 2 } d => string.Create(CultureInfo.InvariantCulture, $"{(int)d.TotalDays} dias {d.Hours:00} h"),
        { TotalHours: >= 1 } d => string.Create(CultureInfo.InvariantCulture, $"{(int)d.TotalHours} h {d.Minutes:00} min"),
        var d => string.Create(CultureInfo.InvariantCulture, $"{d.Minutes} min {d.Seconds:00} s"),
    };

    /// <summary>How a clock stands, without the seconds that run on the screen.</summary>
    internal static string State(TicketClock clock, DateTimeOffset now) => clock.At(now) switch
    {
        ClockState.Met => $"no prazo, {Duration(clock.Stopped!.Value - clock.From)} depois da abertura",
        ClockState.Missed => $"fora do prazo, {Duration(clock.Left(now))} além do limite",
        ClockState.Breached => "prazo estourado",
        ClockState.Closing => "perto do limite",
        _ => "correndo",
    };

    /// <summary>The look of a clock.</summary>
    internal static string Class(TicketClock clock, DateTimeOffset now) => clock.At(now) switch
    {
        ClockState.Met => "met",
        ClockState.Missed or ClockState.Breached => "broken",
        ClockState.Closing => "closing",
        _ => "running",
    };

    internal static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
