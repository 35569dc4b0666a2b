using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Contract.Papers;

/// <summary>How papers write instants, durations, money and percentages.</summary>
internal static class PaperText
{
    internal static string Instant(DateTimeOffset at) => ContractTime.Local(at).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    internal static string Money(decimal value) => value.ToString("'R$ '#,##0.00", PortalCulture.Brazil);

    internal static string Percent(decimal value, int decimals) => value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), PortalCulture.Brazil) + " %";

    /// <summary>Hours, minutes and seconds; a fraction of a second only where there is one.</summary>
    internal static string Length(TimeSpan length)
    {
        var seconds = length.Seconds + ((decimal)(length.Ticks % TimeSpan.TicksPerSecond) / TimeSpan.TicksPerSecond);
        var text = seconds.ToString("0.#######", PortalCulture.Brazil) + " s";
        if (length.TotalMinutes >= 1)
            text = $"{length.Minutes} min {text}";
        return length.TotalHours >= 1 ? $"{(long)length.TotalHours} h {text}" : text;
    }
}
