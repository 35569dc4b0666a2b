using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Glosas;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>What one glosa takes off an invoice.</summary>
/// <param name="Glosa">Its id: the number of the correction in the credit notice (TR 16.5).</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Month">The month that it is about.</param>
/// <param name="Amount">What it takes off this invoice, R$.</param>
/// <param name="Rest">What is left for a later invoice, R$.</param>
/// <param name="Move">The move that deducts it; null when it is deducted already.</param>
/// <param name="Act">The act of that move.</param>
public sealed record SettlementLine(long Glosa, GlosaKind Kind, BillingMonth Month, decimal Amount, decimal Rest, GlosaMove? Move = null, GlosaAct.Apply? Act = null);

/// <summary>What an invoice pays: its value less the glosas that it bears, never below zero (TR 5.8.2, 16.1).</summary>
/// <param name="Total">What it bills, R$.</param>
/// <param name="Lines">What is taken off: those of this invoice first, then those of earlier months, the oldest first.</param>
/// <param name="Waiting">Glosas that find no room and go to a later invoice, with what is left of them, R$.</param>
public sealed record Settlement(decimal Total, IReadOnlyList<SettlementLine> Lines, IReadOnlyList<(long Glosa, decimal Amount)> Waiting)
{
    /// <summary>All that is taken off, R$.</summary>
    public decimal Deducted => Lines.Sum(l => l.Amount);

    /// <summary>What is to be paid, R$; never below zero.</summary>
    public decimal Net => Total - Deducted;

    /// <summary>Settles an invoice with the glosas that are ripe. Pure.</summary>
    /// <param name="number">Number of the invoice.</param>
    /// <param name="month">Its month.</param>
    /// <param name="total">What it bills, R$.</param>
    /// <param name="glosas">Every glosa that may bear on it; those that cannot are passed over.</param>
    /// <param name="periods">Periods of glosas.</param>
    /// <param name="deadlines">The state's calendar.</param>
    /// <param name="now">When; only its local day counts.</param>
    public static Settlement Of(
        string number, BillingMonth month, decimal total, IEnumerable<(long Id, GlosaFacts Facts)> glosas, GlosaPeriods periods, Deadlines deadlines, DateTimeOffset now)
    {
        var ordered = glosas.OrderBy(g => g.Facts.OwnInvoice == number ? 0 : 1).ThenBy(g => g.Facts.Month).ThenBy(g => g.Id).ToList();
        var lines = ordered.Where(g => DeductedFrom(g.Facts, number) is not null)
            .Select(g => new SettlementLine(g.Id, g.Facts.Kind, g.Facts.Month, DeductedFrom(g.Facts, number)!.Amount, g.Facts.Outstanding)).ToList();
        var waiting = new List<(long, decimal)>();
        foreach (var (id, facts) in ordered.Where(g => g.Facts.Outstanding > 0 && DeductedFrom(g.Facts, number) is null))
        {
            var act = new GlosaAct.Apply(number, month, total, lines.Sum(l => l.Amount), $"Atesto da fatura {number}.");
            var move = GlosaLife.Move(facts, act, periods, deadlines, now);
            if (move.Refusal is null)
                lines.Add(new(id, facts.Kind, facts.Month, move.Facts.Deducted - facts.Deducted, move.Facts.Outstanding, move, act));
            else if (move.Refusal.Code == "fatura-esgotada")
                waiting.Add((id, facts.Outstanding));
        }

        return new(total, lines, waiting);
    }

    private static Deduction? DeductedFrom(GlosaFacts facts, string number) => facts.Deductions.FirstOrDefault(d => d.InvoiceNumber == number);
}
