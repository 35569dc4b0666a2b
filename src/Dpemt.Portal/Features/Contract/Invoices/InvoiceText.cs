using System.Globalization;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Contract.Invoices;

/// <summary>Figures of invoices as they are written on screens.</summary>
public static class InvoiceText
{
    /// <summary><c>dd/MM/yyyy</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>Whole numbers with thousands by points.</summary>
    public static string Count(long value) => value.ToString("#,##0", PortalCulture.Brazil);

    /// <summary>The same with its sign: <c>+12</c>, <c>−3</c>, <c>0</c>.</summary>
    public static string Change(long value) => value switch { > 0 => "+" + Count(value), < 0 => "−" + Count(-value), _ => "0" };

    /// <summary>Unit prices with four decimals.</summary>
    public static string Price(decimal value) => "R$ " + value.ToString("#,##0.0000", PortalCulture.Brazil);

    /// <summary>An amount with its sign: <c>+R$ 12,00</c>.</summary>
    public static string Change(decimal value) => value > 0 ? "+" + Glosas.MoneyText.Write(value) : Glosas.MoneyText.Write(value);

    /// <summary>Colour of a state: what waits for the office stands out, what is over steps back.</summary>
    public static string? Tag(InvoiceState state) => state switch
    {
        InvoiceState.Registered or InvoiceState.Checked => "app",
        InvoiceState.Paid or InvoiceState.Replaced => "off",
        InvoiceState.Returned => "alert",
        _ => null,
    };
}
