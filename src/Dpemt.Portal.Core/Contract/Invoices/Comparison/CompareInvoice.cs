using System.Globalization;
using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>
/// Compares an invoice with our count and with the contractor's report, and takes the difference apart: first the quantities, reason by
/// reason, each priced by the contract; then tiers, prices, rounding and sums. Every step begins where the one before ended, so
/// that the parts are the whole difference, to the cent. Pure.
/// </summary>
public static class CompareInvoice
{
    /// <summary>Compares.</summary>
    /// <param name="own">Our side.</param>
    /// <param name="report">The contractor's report; null while none was imported.</param>
    /// <param name="lines">The invoice's lines as printed.</param>
    /// <param name="total">The invoice's total as printed, R$.</param>
    public static InvoiceComparison Of(OwnCount own, ReportClaim? report, IReadOnlyList<NewInvoiceLine> lines, decimal total)
    {
        var (known, unknown) = Split(own.Prices, lines);
        var billed = Billed(own.Prices, known);
        var shifts = QuantityShifts.Of(own, report, known, billed);
        var notes = new List<string>(shifts.Notes);
        var differences = new List<NamedDifference>();
        var state = own.Used;
        foreach (var (shift, part) in shifts.Parts.OrderBy(p => p.Shift.Reason).ThenBy(p => p.Shift.Code, StringComparer.Ordinal))
        {
            var next = state + part;
            differences.Add(Step(own.Prices, shift, part, state, next));
            state = next;
        }

        differences.AddRange(MoneySteps.Of(own, known, unknown, lines, total, notes));
        var ours = ContractMoney.Of(own.Prices, own.Used);
        return new(
            ComparedItems.Of(own, report, known, unknown), [.. differences.Where(d => d.Amount != 0)],
            ComparedItems.Readings(own, report, billed), notes, ours, total);
    }

    private static (IReadOnlyList<NewInvoiceLine> Known, IReadOnlyList<NewInvoiceLine> Unknown) Split(PriceList prices, IReadOnlyList<NewInvoiceLine> lines)
    {
        var items = prices.Items.Select(i => i.Number).ToHashSet();
        return ([.. lines.Where(l => l.Item is { } item && items.Contains(item))], [.. lines.Where(l => l.Item is not { } item || !items.Contains(item))]);
    }

    private static Quantities Billed(PriceList prices, IReadOnlyList<NewInvoiceLine> known) =>
        known.Aggregate(Quantities.None, (sum, line) => sum + Quantities.Of((prices.Items.First(i => i.Number == line.Item).Kind, line.Quantity)));

    private static NamedDifference Step(PriceList prices, QuantityShift shift, Quantities part, Quantities before, Quantities after)
    {
        var (memory, parts) = (new List<string>(), new SortedDictionary<int, decimal>());
        foreach (var kind in part.Touched)
        {
            foreach (var item in prices.Of(kind))
            {
                var (was, now) = (item.PartOf(before[kind]), item.PartOf(after[kind]));
                if (was == now)
                    continue;
                var (from, to) = (ContractMoney.Of(item, was), ContractMoney.Of(item, now));
                parts[item.Number] = to - from;
                memory.Add(string.Create(CultureInfo.GetCultureInfo("pt-BR"),
                    $"Item {item.Number}: de {was:N0} para {now:N0} × R$ {item.UnitPrice:N4}, de {ContractText.Money(from)} para {ContractText.Money(to)}."));
            }
        }

        return new(shift.Reason, shift.Code, [.. parts.Keys], parts.Values.Sum(), Text(shift, part), string.Join(" ", memory), shift.Messages) { Parts = parts };
    }

    private static string Text(QuantityShift shift, Quantities part)
    {
        var counts = string.Join(", ", part.Touched.Select(k => string.Create(CultureInfo.GetCultureInfo("pt-BR"), $"{(part[k] > 0 ? "+" : "−")}{Math.Abs(part[k]):N0} {k.InText()}")));
        return $"{shift.Name}: {counts}";
    }
}

/// <summary>Money by the contract: tiers graduated, each item rounded once, to cents, half away from zero.</summary>
internal static class ContractMoney
{
    internal static decimal Of(ContractItem item, long quantity) => Round(quantity * item.UnitPrice);

    internal static decimal Of(PriceList prices, ItemKind kind, long quantity) => prices.Of(kind).Sum(i => Of(i, i.PartOf(quantity)));

    internal static decimal Of(PriceList prices, Quantities quantities) => quantities.Touched.Sum(k => Of(prices, k, quantities[k]));

    internal static decimal Round(decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero);
}
