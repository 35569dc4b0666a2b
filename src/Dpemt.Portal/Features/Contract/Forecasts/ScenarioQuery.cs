using System.Globalization;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Contract.Forecasts;

/// <summary>A scenario as the address of its page: whoever gets the address sees the same. What cannot be read is as the contract has it.</summary>
public static class ScenarioQuery
{
    /// <summary>Where the page is.</summary>
    public const string Path = "contrato/consumo/cenarios";

    /// <summary>Reads <c>?servico=</c> (R$), <c>&amp;mensagens=</c>, <c>&amp;faixas=ano</c>, <c>&amp;leitura=volume</c>, <c>&amp;crescimento=</c> (percent).</summary>
    public static Scenario Read(string? servico, string? mensagens, string? faixas, string? leitura, string? crescimento) => new(
        Number(servico, 4, 0, Scenario.MaxPrice),
        Number(mensagens, 2, 1, Scenario.MaxMessages) ?? 1,
        faixas == "ano" ? TierPeriod.Year : TierPeriod.Month,
        leitura == "volume" ? TierReading.WholeVolume : TierReading.Graduated,
        Number(crescimento, 2, 0, Scenario.MaxGrowth));

    /// <summary>The address of a scenario.</summary>
    public static string AddressOf(Scenario scenario)
    {
        var parts = new List<string>();
        if (scenario.ServicePrice is { } price)
            parts.Add("servico=" + Text(price));
        if (scenario.MessagesPerAttendance != 1)
            parts.Add("mensagens=" + Text(scenario.MessagesPerAttendance));
        if (scenario.Tiers == TierPeriod.Year)
            parts.Add("faixas=ano");
        if (scenario.Reading == TierReading.WholeVolume)
            parts.Add("leitura=volume");
        if (scenario.GrowthPercent is { } growth)
            parts.Add("crescimento=" + Text(growth));
        return parts.Count == 0 ? Path : Path + "?" + string.Join('&', parts);
    }

    /// <summary>A number as people here write it, within its limits and with so many decimals; null for anything else.</summary>
    public static decimal? Number(string? text, int decimals, decimal least, decimal most) =>
        decimal.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most && decimal.Round(value, decimals) == value
            ? value
            : null;

    /// <summary>As it stands in a field: <c>0,0636</c>.</summary>
    public static string Field(decimal? value) => value?.ToString("0.####", PortalCulture.Brazil) ?? "";

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
