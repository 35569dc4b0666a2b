using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Web.Features.Contract.Consumption;

/// <summary>The addresses of consumption: the month's page, its lists of messages and their file, with the filter in the address.</summary>
public static class ConsumptionQuery
{
    private const string Path = "contrato/consumo";

    /// <summary>The month's page.</summary>
    public static string AddressOf(BillingMonth month) => $"{Path}?mes={month}";

    /// <summary>The list of messages behind a figure.</summary>
    public static string ListOf(MeteredFilter filter, string? cursor = null) =>
        $"{Path}/mensagens?mes={filter.Month}{Rest(filter)}{(cursor is null ? "" : "&de=" + cursor)}";

    /// <summary>The same as a file with Meta's ids.</summary>
    public static string FileOf(MeteredFilter filter) => $"{Path}/{filter.Month}/mensagens.csv?{Rest(filter).TrimStart('&')}";

    /// <summary>Reads the filter of an address; what cannot be read counts as not given.</summary>
    public static MeteredFilter Read(BillingMonth month, Func<string, string?> value) => new(month)
    {
        Category = ConsumptionWords.CategoryOf(value("categoria")),
        Day = DateOnly.TryParseExact(value("dia"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && new BillingMonth(day) == month ? day : null,
        Template = value("modelo"),
        ReceptionId = int.TryParse(value("recepcao"), NumberStyles.None, CultureInfo.InvariantCulture, out var reception) ? reception : null,
        Reason = ConsumptionWords.ReasonOf(value("motivo")),
        Late = Flag(value("ajuste")),
        Delivered = Flag(value("entregue")),
        TemplatesOnly = Flag(value("so-modelos")) == true,
        Differing = Flag(value("diferencas")) == true,
    };

    /// <summary>The messages of a contract item; null for an item that is not counted by messages.</summary>
    public static MeteredFilter? OfItem(BillingMonth month, ItemKind kind) => kind switch
    {
        ItemKind.Service => new(month, ItemKind.Service, Delivered: true),
        ItemKind.Marketing or ItemKind.Utility or ItemKind.Authentication => new(month, kind, Reason: ChargeReason.Charged),
        ItemKind.SendSimple => new(month, ItemKind.Service, Delivered: true),
        ItemKind.SendTemplate => new(month, Delivered: true, TemplatesOnly: true),
        _ => null,
    };

    private static string Rest(MeteredFilter filter) => string.Concat(
        Part("categoria", filter.Category is { } category ? ConsumptionWords.Code(category) : null),
        Part("dia", filter.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Part("modelo", filter.Template),
        Part("recepcao", filter.ReceptionId?.ToString(CultureInfo.InvariantCulture)),
        Part("motivo", filter.Reason is { } reason ? ConsumptionWords.Code(reason) : null),
        Part("ajuste", Flag(filter.Late)),
        Part("entregue", Flag(filter.Delivered)),
        Part("so-modelos", filter.TemplatesOnly ? "1" : null),
        Part("diferencas", filter.Differing ? "1" : null));

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private static string? Flag(bool? value) => value is { } set ? set ? "1" : "0" : null;

    private static bool? Flag(string? text) => text switch { "1" => true, "0" => false, _ => null };
}
