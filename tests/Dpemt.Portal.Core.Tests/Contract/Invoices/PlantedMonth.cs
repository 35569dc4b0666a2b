using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Comparison;

namespace Dpemt.Portal.Core.Tests.Contract.Invoices;

/// <summary>A generated month: our messages, the contractor's list of them and an invoice after it, with errors planted on purpose.</summary>
internal sealed class PlantedMonth
{
    internal static readonly BillingMonth Month = new(2026, 7);

    internal static readonly DifferenceReason[] All =
    [
        DifferenceReason.NotDelivered, DifferenceReason.Doubled, DifferenceReason.Category, DifferenceReason.MonthBorder, DifferenceReason.FreeOfMeta, DifferenceReason.Franchise,
        DifferenceReason.AboveReport, DifferenceReason.FixedTwice, DifferenceReason.UnknownMessage, DifferenceReason.Tier, DifferenceReason.ServicePriced, DifferenceReason.WrongPrice,
        DifferenceReason.Rounding, DifferenceReason.UnknownItem, DifferenceReason.SumOfLines, DifferenceReason.OtherMonth,
    ];

    private readonly Random _random;
    private readonly HashSet<DifferenceReason> _planted;
    private readonly Dictionary<UInt128, OwnMessage> _own = [];
    private readonly List<ListedMessage> _listed = [];
    private UInt128 _next = 1;

    internal PlantedMonth(int seed, IEnumerable<DifferenceReason> planted)
    {
        (_random, _planted) = (new Random(seed), [.. planted]);
        foreach (var (kind, least) in new[] { (ItemKind.Service, 20), (ItemKind.Marketing, 20), (ItemKind.Utility, 130), (ItemKind.Authentication, 20) })
            Sent(kind, _random.Next(least, least + 120), kind == ItemKind.Service ? ChargeReason.Service : ChargeReason.Charged, listed: true);
        // What is right and is not charged must never be accused.
        Sent(ItemKind.Utility, _random.Next(1, 9), ChargeReason.NotDelivered, listed: false);
        Sent(ItemKind.Authentication, _random.Next(1, 9), ChargeReason.Charged, listed: false, month: Month.Plus(-1), border: true);
        Messages();
        Evidence = new MessageEvidence(Month, _own);
        foreach (var message in _listed.OrderBy(_ => _random.Next()))
            Evidence.Add(message);
        Claim = Evidence.Claim();
        Own = new(SmallTiers, Used(), []);
        (Lines, Total) = Invoice();
    }

    internal MessageEvidence Evidence { get; }

    internal ReportClaim Claim { get; }

    internal OwnCount Own { get; }

    internal IReadOnlyList<NewInvoiceLine> Lines { get; }

    internal decimal Total { get; }

    /// <summary>The contract's items with tiers that end at a hundred messages, so that a small month reaches the second one.</summary>
    internal static PriceList SmallTiers { get; } = new([.. InvoiceFiles.Prices.Items.Select(i => i.Number switch
    {
        5 => i with { To = 100 },
        6 => i with { From = 101 },
        11 => i with { To = 1000 },
        12 => i with { From = 1001 },
        _ => i,
    })]);

    internal InvoiceComparison Compare() => CompareInvoice.Of(Own, Claim, Lines, Total);

    private void Messages()
    {
        if (_planted.Contains(DifferenceReason.NotDelivered))
            Sent(ItemKind.Marketing, _random.Next(1, 9), ChargeReason.NotDelivered, listed: true);
        if (_planted.Contains(DifferenceReason.Doubled))
            _listed.AddRange(_listed.Where(l => l.Category == ItemKind.Utility).Take(_random.Next(1, 9)).ToList());
        if (_planted.Contains(DifferenceReason.Category))
            Sent(ItemKind.Utility, _random.Next(1, 9), ChargeReason.Charged, listed: true, under: ItemKind.Marketing);
        if (_planted.Contains(DifferenceReason.MonthBorder))
            Sent(ItemKind.Authentication, _random.Next(1, 9), ChargeReason.Charged, listed: true, month: Month.Plus(-1), border: true);
        if (_planted.Contains(DifferenceReason.FreeOfMeta))
            Sent(ItemKind.Authentication, _random.Next(1, 9), ChargeReason.FreeByMeta, listed: true);
        if (_planted.Contains(DifferenceReason.OtherMonth))
            Sent(ItemKind.Marketing, _random.Next(1, 9), ChargeReason.Charged, listed: true, month: Month.Plus(-2));
        if (_planted.Contains(DifferenceReason.UnknownMessage))
            _listed.AddRange(Enumerable.Range(0, _random.Next(1, 9)).Select(_ => new ListedMessage(_listed.Count + 1, 1_000_000 + _next++, ItemKind.Authentication, true)));
    }

    private void Sent(ItemKind kind, int count, ChargeReason reason, bool listed, ItemKind? under = null, BillingMonth? month = null, bool border = false)
    {
        for (var i = 0; i < count; i++)
        {
            _own[_next] = new(month ?? Month, border, kind, reason);
            if (listed)
                _listed.Add(new(_listed.Count + 1, _next, under ?? kind, true));
            _next++;
        }
    }

    private Quantities Used() => _own.Values.Where(m => m.Month == Month).Aggregate(Quantities.Of((ItemKind.Subscription, 1)), (sum, m) => sum + m.Due);

    private (IReadOnlyList<NewInvoiceLine> Lines, decimal Total) Invoice()
    {
        var claimed = Claim.Claimed;
        var lines = new List<NewInvoiceLine>();
        foreach (var item in SmallTiers.Items)
        {
            var quantity = item.Kind == ItemKind.Subscription ? 1 : item.PartOf(claimed[item.Kind]);
            var price = item.UnitPrice;
            if (item.Kind == ItemKind.Utility && _planted.Contains(DifferenceReason.Tier))
                quantity = item.Number == 5 ? claimed[ItemKind.Utility] : 0;
            if (item.Number == 2 && _planted.Contains(DifferenceReason.FixedTwice))
                quantity = 2;
            if (item.Number == 3 && _planted.Contains(DifferenceReason.ServicePriced))
                price = 0.3m;
            if (item.Number == 17 && _planted.Contains(DifferenceReason.AboveReport))
                quantity += 7;
            if (item.Number == 17 && _planted.Contains(DifferenceReason.WrongPrice))
                price = 0.0333m;
            if (item.Number == 18 && _planted.Contains(DifferenceReason.Franchise))
                quantity = item.Quantity / 12;
            if (quantity > 0)
                lines.Add(new(item.Number, item.Label, quantity, price, ContractMoney.Round(quantity * price)));
        }

        if (_planted.Contains(DifferenceReason.Rounding))
            lines = [.. lines.Select(l => l.Item == 4 ? l with { Value = l.Quantity * 0.59m } : l)];
        if (_planted.Contains(DifferenceReason.UnknownItem))
            lines.Add(new(99, "Suporte adicional", 1, 10m, 10m));
        return (lines, lines.Sum(l => l.Value) + (_planted.Contains(DifferenceReason.SumOfLines) ? 1.23m : 0m));
    }
}
