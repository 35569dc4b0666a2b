using System.Globalization;

namespace Dpemt.Portal.Web.Components.Localization;

/// <summary>Language and zone of everything that people read.</summary>
public static class PortalCulture
{
    public static CultureInfo Brazil { get; } = CultureInfo.GetCultureInfo("pt-BR");

    /// <summary>America/Cuiaba: UTC-4, no daylight saving.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/Cuiaba");

    public const string ZoneName = "Horário de Cuiabá (UTC−4)";

    public static DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
