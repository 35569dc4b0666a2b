using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Contract.Consumption;

/// <summary>How consumption is written on its screens.</summary>
public static class UseWords
{
    /// <summary>A whole number; a true minus sign.</summary>
    public static string Count(long value) => (value < 0 ? "−" : "") + Math.Abs(value).ToString("N0", PortalCulture.Brazil);

    /// <summary>A unit price with four decimals.</summary>
    public static string Price(decimal value) => "R$\u00A0" + value.ToString("N4", PortalCulture.Brazil);

    /// <summary>A template by its name.</summary>
    public static string Template(ItemKind category, string name) => name.Length > 0 ? name : category == ItemKind.Service ? "(mensagem livre)" : "(sem nome)";

    /// <summary>The colour class of a category in charts.</summary>
    public static string Tone(ItemKind category) => category switch
    {
        ItemKind.Service => "use-service",
        ItemKind.Marketing => "use-marketing",
        ItemKind.Utility => "use-utility",
        _ => "use-authentication",
    };
}
