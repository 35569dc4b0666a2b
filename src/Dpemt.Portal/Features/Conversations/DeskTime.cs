using System.Globalization;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Conversations;

/// <summary>How much of the 24 h window is left, as a grade: the screen shows it by word and icon, and by colour besides.</summary>
public enum WindowGrade
{
    Open,

    /// <summary>Less than two hours.</summary>
    Closing,
    Closed,
}

/// <summary>Times of the desk in words: how long somebody waits, how long free text may still be sent.</summary>
public static class DeskTime
{
    /// <summary>From here on the window is shown as closing.</summary>
    public static readonly TimeSpan ClosingSoon = TimeSpan.FromHours(2);

    /// <summary>"menos de 1 min", "12 min", "3 h 05 min", "2 dias e 4 h". Negative spans (clocks that differ) count as none.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "menos de 1 min",
        { TotalHours: < 1 } => Text($"{(int)span.TotalMinutes} min"),
        { TotalDays: < 1 } => Text($"{(int)span.TotalHours} h {span.Minutes:00} min"),
        { TotalDays: < 2 } => Text($"1 dia e {span.Hours} h"),
        _ => Text($"{(int)span.TotalDays} dias e {span.Hours} h"),
    };

    public static WindowGrade Grade(DateTimeOffset? until, DateTimeOffset now) => (until - now) switch
    {
        { } left when left > ClosingSoon => WindowGrade.Open,
        { } left when left > TimeSpan.Zero => WindowGrade.Closing,
        _ => WindowGrade.Closed,
    };

    /// <summary>The window in words.</summary>
    public static string Window(DateTimeOffset? until, DateTimeOffset now) => Grade(until, now) switch
    {
        WindowGrade.Closed when until is null => "Sem janela aberta",
        WindowGrade.Closed => "Janela fechada",
        _ => "Fecha em " + Span(until!.Value - now),
    };

    /// <summary>The heading of a day of the history: "hoje", "ontem", or the date.</summary>
    public static string Day(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        0 => "Hoje",
        1 => "Ontem",
        < 7 and > 0 => day.ToString("dddd, dd/MM", PortalCulture.Brazil),
        _ => day.ToString("dd/MM/yyyy", PortalCulture.Brazil),
    };

    public static DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(PortalCulture.ToLocal(instant).DateTime);

    /// <summary>The exact instant, for a tooltip.</summary>
    public static string Exact(DateTimeOffset instant) =>
        PortalCulture.ToLocal(instant).ToString("dd/MM/yyyy HH:mm:ss", PortalCulture.Brazil) + " · " + PortalCulture.ZoneName;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
