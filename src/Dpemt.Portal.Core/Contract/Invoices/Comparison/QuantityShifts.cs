using System.Globalization;
using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>Explains the quantities of an invoice: with single messages exactly, with sums by search. What is explained and what is left add up to the difference.</summary>
internal sealed class QuantityShifts
{
    private readonly List<(QuantityShift Shift, Quantities Part)> _parts = [];
    private readonly List<string> _notes = [];

    internal IReadOnlyList<(QuantityShift Shift, Quantities Part)> Parts => _parts;

    internal IReadOnlyList<string> Notes => _notes;

    internal static QuantityShifts Of(OwnCount own, ReportClaim? report, IReadOnlyList<NewInvoiceLine> known, Quantities billed)
    {
        var shifts = new QuantityShifts();
        shifts.Fixed(own, billed);
        var repeated = Repeated(own.Prices, known);
        var (evident, searched, above) = (Quantities.None, Quantities.None, Quantities.None);
        var exact = new HashSet<ItemKind>();
        foreach (var kind in Quantities.Messages)
        {
            var (all, reported) = (billed[kind] - own.Used[kind], report is null ? billed[kind] : report.Claimed[kind]);
            var (first, second) = (reported - own.Used[kind], billed[kind] - reported);
            // A report that errs where the invoice does not follow it explains nothing about the invoice.
            var follows = second == 0 || first == 0 || (first > 0) == (second > 0);
            if (report?.Evidence is not null && follows)
            {
                exact.Add(kind);
                evident += Quantities.Of((kind, first));
            }
            else
            {
                searched += Quantities.Of((kind, follows ? first : all));
            }

            if (follows)
                above += Quantities.Of((kind, second));
            else
                shifts._notes.Add(string.Create(CultureInfo.GetCultureInfo("pt-BR"), $"Em {kind.InText()}, o relatório traz {reported:N0} e a fatura {billed[kind]:N0}: a fatura não segue o relatório, e os motivos dele não a explicam."));
        }

        shifts.Exactly(evident, report?.Evidence ?? [], exact);
        shifts.Search(searched, [.. report?.Evidence ?? own.Readings, .. repeated, .. Franchises(own, own.Used + searched, own.Used)]);
        if (report is not null)
            shifts.Search(above, [.. report.Failed, .. repeated, .. Franchises(own, billed, report.Claimed)], true);
        return shifts;
    }

    private void Fixed(OwnCount own, Quantities billed)
    {
        foreach (var kind in new[] { ItemKind.Setup, ItemKind.Subscription })
        {
            var extra = billed[kind] - own.Used[kind];
            if (extra == 0)
                continue;
            var what = kind == ItemKind.Setup ? "Instalação" : "Assinatura mensal";
            var (reason, name) = extra < 0 ? (DifferenceReason.BelowCount, $"{what} não cobrada")
                : kind == ItemKind.Setup && own.SetupBilledIn is { } before ? (DifferenceReason.FixedTwice, $"{what} já cobrada na fatura {before}")
                : own.Used[kind] > 0 ? (DifferenceReason.FixedTwice, $"{what} cobrada mais de uma vez no mês")
                : (DifferenceReason.FixedWrongMonth, $"{what} cobrada fora do mês em que é devida");
            _parts.Add((new(reason, kind, null, Quantities.Of((kind, extra)), name), Quantities.Of((kind, extra))));
        }
    }

    /// <summary>With ids: every part is known, kind by kind; what is left is for nobody to guess.</summary>
    private void Exactly(Quantities target, IReadOnlyList<QuantityShift> evidence, HashSet<ItemKind> kinds)
    {
        var left = target;
        foreach (var shift in evidence)
        {
            var part = Quantities.None;
            foreach (var kind in shift.Extra.Touched.Where(kinds.Contains))
                part += shift.Extra.Only(kind);
            if (part.IsNone)
                continue;
            _parts.Add((shift, part));
            left -= part;
        }

        Rest(left, new Dictionary<ItemKind, string>());
    }

    private void Search(Quantities target, IReadOnlyList<QuantityShift> candidates, bool aboveReport = false)
    {
        if (target.IsNone)
            return;
        var search = new QuantitySearch([.. candidates.Where(c => !c.Extra.IsNone)]);
        var left = search.Explain(target);
        foreach (var (shift, part) in search.Chosen)
            _parts.Add((shift, part));
        Rest(left, search.Ambiguous, aboveReport);
    }

    private void Rest(Quantities left, IReadOnlyDictionary<ItemKind, string> ambiguous, bool aboveReport = false)
    {
        foreach (var kind in left.Touched)
        {
            var (reason, name) = left[kind] < 0 ? (DifferenceReason.BelowCount, "Cobrado a menos do que contamos")
                : ambiguous.TryGetValue(kind, out var readings) ? (DifferenceReason.Unexplained, $"Mais de uma leitura dá esta diferença ({readings})")
                : aboveReport ? (DifferenceReason.AboveReport, "A fatura cobra mais do que o próprio relatório comprova")
                : (DifferenceReason.Unexplained, "Sem explicação");
            _parts.Add((new(reason, kind, null, left.Only(kind), name), left.Only(kind)));
        }
    }

    /// <summary>A line that stands twice on the invoice, whole.</summary>
    private static IReadOnlyList<QuantityShift> Repeated(PriceList prices, IReadOnlyList<NewInvoiceLine> known) =>
    [
        .. known.GroupBy(l => (l.Item, l.Quantity, l.UnitPrice, l.Value)).Where(g => g.Count() > 1 && g.Key.Quantity > 0)
            .Select(g => (Item: prices.Items.First(i => i.Number == g.Key.Item), Extra: g.Key.Quantity * (g.Count() - 1)))
            .Where(r => r.Item.Kind is not (ItemKind.Setup or ItemKind.Subscription))
            .Select(r => new QuantityShift(DifferenceReason.Doubled, r.Item.Kind, null, Quantities.Of((r.Item.Kind, r.Extra)), $"Linha do item {r.Item.Number} repetida na fatura")),
    ];

    /// <summary>What was charged is a contracted volume: a month's part of it, or the whole.</summary>
    private static IEnumerable<QuantityShift> Franchises(OwnCount own, Quantities charged, Quantities from)
    {
        foreach (var kind in Quantities.Messages)
        {
            var contracted = own.Prices.Of(kind).Sum(i => i.Quantity);
            var month = contracted / 12m;
            var used = from[kind];
            if (charged[kind] > used && contracted > 0 && (charged[kind] == contracted || charged[kind] == (long)decimal.Floor(month) || charged[kind] == (long)decimal.Ceiling(month)))
            {
                yield return new(DifferenceReason.Franchise, kind, null, Quantities.Of((kind, charged[kind] - used)),
                    $"Cobrado o volume {(charged[kind] == contracted ? "contratado" : "mensal estimado")} de {kind.InText()}, não o usado");
            }
        }
    }
}
