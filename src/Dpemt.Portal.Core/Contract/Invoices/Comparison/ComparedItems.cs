using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>The table: each item three ways, and what other readings of the differing figures would give.</summary>
internal static class ComparedItems
{
    internal static IReadOnlyList<ComparedItem> Of(OwnCount own, ReportClaim? report, IReadOnlyList<NewInvoiceLine> known, IReadOnlyList<NewInvoiceLine> unknown)
    {
        var rows = new List<ComparedItem>();
        foreach (var item in own.Prices.Items)
        {
            var lines = known.Where(l => l.Item == item.Number).ToList();
            var ours = item.PartOf(own.Used[item.Kind]);
            var reported = report?.Lines.Where(l => l.Item == item.Number).ToList();
            long? claimed = report is null ? null : report.Lines.Count > 0 ? reported!.Sum(l => l.Quantity)
                : item.Kind is ItemKind.Setup or ItemKind.Subscription ? null : item.PartOf(report.Claimed[item.Kind]);
            if (ours == 0 && lines.Count == 0 && (claimed ?? 0) == 0)
                continue;
            rows.Add(new(
                item.Number, item.Label, item.UnitPrice, ours, ContractMoney.Of(item, ours), claimed,
                reported is { Count: > 0 } && reported.TrueForAll(l => l.Value is not null) ? reported.Sum(l => l.Value!.Value) : null,
                lines.Sum(l => l.Quantity), lines.Select(l => l.UnitPrice).Distinct().ToList() is [var price] ? price : null, lines.Sum(l => l.Value)));
        }

        rows.AddRange(unknown.Select(l => new ComparedItem(l.Item, l.Description, null, 0, 0, report is null ? null : report.Lines.Where(r => r.Item == l.Item && l.Item is not null).Sum(r => r.Quantity), null, l.Quantity, l.UnitPrice, l.Value)));
        return rows;
    }

    internal static IReadOnlyList<SupplierReading> Readings(OwnCount own, ReportClaim? report, Quantities billed)
    {
        var readings = new List<SupplierReading>();
        foreach (var kind in Quantities.Messages.Where(k => billed[k] != own.Used[k]))
        {
            void Add(string name, long quantity) => readings.Add(new(kind, name, quantity, quantity == billed[kind]));
            Add("Nossa contagem", own.Used[kind]);
            foreach (var shift in own.Readings.Where(r => r.Extra[kind] != 0).GroupBy(r => r.Name))
                Add(shift.Key, own.Used[kind] + shift.Sum(s => s.Extra[kind]));
            if (report is not null)
                Add("Relatório da contratada", report.Claimed[kind]);
            Add("Parte mensal do volume contratado", (long)decimal.Ceiling(own.Prices.Of(kind).Sum(i => i.Quantity) / 12m));
        }

        return readings;
    }
}
