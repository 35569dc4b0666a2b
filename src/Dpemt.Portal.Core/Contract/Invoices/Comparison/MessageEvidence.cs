using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>A message of ours as it was counted, with what another zone would make of it.</summary>
/// <param name="Month">The month that it counts in.</param>
/// <param name="OtherZone">True when Brasília or UTC would put it into another month.</param>
/// <param name="Category">Its category.</param>
/// <param name="Reason">Why charged or free.</param>
internal readonly record struct OwnMessage(BillingMonth Month, bool OtherZone, ItemKind Category, ChargeReason Reason)
{
    internal Quantities Due => Quantities.OfMessages(Category, Reason is ChargeReason.Charged or ChargeReason.Service ? 1 : 0, Reason == ChargeReason.NotDelivered ? 0 : 1);
}

/// <summary>A message of the report: its row, the index of its id, the category that it is billed under, and whether the report calls it delivered.</summary>
internal readonly record struct ListedMessage(int Row, UInt128 Id, ItemKind Category, bool Delivered);

/// <summary>Puts each message of a report beside ours and says what is wrong with it, once each.</summary>
internal sealed class MessageEvidence(BillingMonth month, IReadOnlyDictionary<UInt128, OwnMessage> own)
{
    private readonly Dictionary<(DifferenceReason Reason, ItemKind Category, ItemKind? From), (Quantities Extra, List<int> Rows)> _groups = [];
    private readonly Dictionary<ItemKind, (Quantities Extra, List<int> Rows)> _failed = [];
    private readonly HashSet<UInt128> _seen = [];
    private readonly long[] _claimed = new long[Enum.GetValues<ItemKind>().Length];

    /// <summary>Takes a message of the report.</summary>
    internal void Add(ListedMessage listed)
    {
        var claimed = Quantities.OfMessages(listed.Category, 1, 1);
        if (!listed.Delivered)
        {
            var (extra, rows) = _failed.TryGetValue(listed.Category, out var had) ? had : (Quantities.None, []);
            rows.Add(listed.Row);
            _failed[listed.Category] = (extra + claimed, rows);
            return;
        }

        _claimed[(int)listed.Category]++;
        if (!_seen.Add(listed.Id))
            Group(DifferenceReason.Doubled, listed.Category, null, claimed, listed.Row);
        else if (!own.TryGetValue(listed.Id, out var ours))
            Group(DifferenceReason.UnknownMessage, listed.Category, null, claimed, listed.Row);
        else if (ours.Month != month)
            Group(ours.OtherZone ? DifferenceReason.MonthBorder : DifferenceReason.OtherMonth, listed.Category, null, claimed, listed.Row);
        else if (ours.Reason == ChargeReason.NotDelivered)
            Group(DifferenceReason.NotDelivered, listed.Category, null, claimed, listed.Row);
        else if (ours.Category != listed.Category)
            Group(DifferenceReason.Category, listed.Category, ours.Category, claimed - ours.Due, listed.Row);
        else if (ours.Reason == ChargeReason.FreeByMeta)
            Group(DifferenceReason.FreeOfMeta, listed.Category, null, claimed - ours.Due, listed.Row);
    }

    /// <summary>What the report claims, what is wrong with it, and what it calls failed itself. To be asked after the last message.</summary>
    internal ReportClaim Claim()
    {
        foreach (var (id, ours) in own)
        {
            if (ours.Month == month && !ours.Due.IsNone && !_seen.Contains(id))
                Group(ours.OtherZone ? DifferenceReason.MonthBorder : DifferenceReason.BelowCount, ours.Category, null, Quantities.None - ours.Due, null);
        }

        var claimed = Quantities.None;
        foreach (var kind in Quantities.Messages)
            claimed += Quantities.OfMessages(kind, _claimed[(int)kind], _claimed[(int)kind]);
        return new(
            claimed, [],
            [.. _groups.Select(g => new QuantityShift(g.Key.Reason, g.Key.Category, g.Key.From, g.Value.Extra, Name(g.Key.Reason, g.Key.Category, g.Key.From), g.Value.Rows.Count))],
            [.. _failed.Select(f => new QuantityShift(DifferenceReason.NotDelivered, f.Key, null, f.Value.Extra, $"Não entregues segundo o próprio relatório: {f.Key.InText()}", f.Value.Rows.Count))]);
    }

    /// <summary>Rows of the report that a difference names.</summary>
    internal IReadOnlyList<int> RowsOf(string code)
    {
        var rows = _groups.Where(g => CodeOf(g.Key) == code).SelectMany(g => g.Value.Rows);
        if (code.StartsWith(DifferenceReason.NotDelivered.Code(), StringComparison.Ordinal))
            rows = rows.Concat(_failed.Where(f => CodeOf((DifferenceReason.NotDelivered, f.Key, null)) == code).SelectMany(f => f.Value.Rows));
        return [.. rows.Order()];
    }

    private static string CodeOf((DifferenceReason Reason, ItemKind Category, ItemKind? From) key) => new QuantityShift(key.Reason, key.Category, key.From, Quantities.None, "").Code;

    private static string Name(DifferenceReason reason, ItemKind category, ItemKind? from) => reason switch
    {
        DifferenceReason.Doubled => $"O mesmo identificador mais de uma vez no relatório, {category.InText()}",
        DifferenceReason.UnknownMessage => $"Identificadores que o portal não conhece, {category.InText()}",
        DifferenceReason.MonthBorder => $"Virada do mês em outro fuso, {category.InText()}",
        DifferenceReason.OtherMonth => $"De outro mês em qualquer fuso, {category.InText()}",
        DifferenceReason.NotDelivered => $"Não entregues, {category.InText()}",
        DifferenceReason.Category => $"{Capital(from!.Value.InText())} cobradas como {category.InText()}",
        DifferenceReason.FreeOfMeta => $"Gratuitas na Meta e cobradas, {category.InText()}",
        _ => $"Contadas por nós e fora do relatório, {category.InText()}",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private void Group(DifferenceReason reason, ItemKind category, ItemKind? from, Quantities extra, int? row)
    {
        var (sum, rows) = _groups.TryGetValue((reason, category, from), out var had) ? had : (Quantities.None, []);
        if (row is { } number)
            rows.Add(number);
        _groups[(reason, category, from)] = (sum + extra, rows);
    }
}
