using System.Globalization;
using System.Text.RegularExpressions;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Contract.Glosas;

/// <summary>Reads and writes money as people here do.</summary>
public static partial class MoneyText
{
    /// <summary>As in <c>R$ 1.234,56</c>.</summary>
    public static string Write(decimal value) => (value < 0 ? "−R$ " : "R$ ") + Math.Abs(value).ToString("#,##0.00", PortalCulture.Brazil);

    /// <summary>"1.234,56", "1234,5", "1234.56", "R$ 1.234"; null for anything else. More than two decimals are read as they are, to be refused by the rule.</summary>
    public static decimal? Read(string? text)
    {
        var plain = (text ?? "").Replace("R$", "", StringComparison.OrdinalIgnoreCase).Replace(" ", "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal);
        if (Brazilian().IsMatch(plain))
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        else if (!Pointed().IsMatch(plain))
            return null;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1_000_000_000_000m ? value : null;
    }

    /// <summary>Digits with thousands by points and decimals by a comma.</summary>
    [GeneratedRegex(@"^([0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,13})(,[0-9]{1,6})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Brazilian();

    /// <summary>As spreadsheets write it: a point and one or two decimals can be no thousands.</summary>
    [GeneratedRegex(@"^[0-9]{1,13}\.[0-9]{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pointed();
}
