using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>
/// Looks for the readings that give exactly the quantities that were charged. The simplest one wins; where two equally simple ones
/// give the same figure none is chosen, since it would be a guess.
/// </summary>
internal sealed class QuantitySearch(IReadOnlyList<QuantityShift> candidates)
{
    private const int Most = 3;

    private static readonly ItemKind[] Categories = [ItemKind.Service, ItemKind.Marketing, ItemKind.Utility, ItemKind.Authentication];

    private static readonly (long Sum, IReadOnlyList<QuantityShift> Set) Nothing = (0, []);

    private readonly Dictionary<QuantityShift, Quantities> _chosen = [];
    private readonly Dictionary<ItemKind, string> _ambiguous = [];

    /// <summary>What was chosen, each with the kinds that it explains.</summary>
    internal IReadOnlyDictionary<QuantityShift, Quantities> Chosen => _chosen;

    /// <summary>Kinds that more than one reading explains, with these readings.</summary>
    internal IReadOnlyDictionary<ItemKind, string> Ambiguous => _ambiguous;

    /// <summary>Explains what it can; the answer is what is left.</summary>
    internal Quantities Explain(Quantities difference)
    {
        foreach (var kind in Categories)
            difference -= Single(kind, difference[kind], []);
        difference = Swapped(difference);
        // A sending is explained first by what explained its category.
        foreach (var kind in new[] { ItemKind.SendSimple, ItemKind.SendTemplate })
            difference -= Single(kind, difference[kind], [.. _chosen.Keys]);
        return difference;
    }

    private Quantities Single(ItemKind kind, long target, IReadOnlyList<QuantityShift> first)
    {
        if (target == 0)
            return Quantities.None;
        var known = first.Where(s => s.Extra[kind] != 0).ToList();
        var found = known.Count == 0 ? [] : Subsets(kind, known, known.Count).Where(s => s.Sum == target).ToList();
        if (found.Count == 0)
            found = [.. Subsets(kind, [.. candidates.Where(c => c.Extra[kind] != 0)], Most).Where(s => s.Sum == target)];
        if (found.Count == 0)
            return Quantities.None;
        var least = found.Min(f => f.Set.Count);
        var simplest = found.Where(f => f.Set.Count == least).ToList();
        if (simplest.Count > 1)
        {
            _ambiguous[kind] = string.Join("; ", simplest.Select(s => string.Join(" e ", s.Set.Select(x => x.Name))));
            return Quantities.None;
        }

        return Take(simplest[0].Set, kind);
    }

    private Quantities Take(IEnumerable<QuantityShift> shifts, ItemKind kind)
    {
        var taken = Quantities.None;
        foreach (var shift in shifts)
        {
            var part = shift.Extra.Only(kind);
            _chosen[shift] = _chosen.GetValueOrDefault(shift, Quantities.None) + part;
            taken += part;
        }

        return taken;
    }

    /// <summary>One category charged less by exactly what another was charged more: its messages went over.</summary>
    private Quantities Swapped(Quantities difference)
    {
        var best = (From: ItemKind.Service, To: ItemKind.Service, Moved: 0L, Set: (IReadOnlyList<QuantityShift>)[], Size: int.MaxValue, Ties: 0);
        foreach (var from in Categories.Where(k => difference[k] < 0))
        {
            foreach (var to in Categories.Where(k => k != from && difference[k] > 0))
            {
                foreach (var less in Subsets(from, [.. candidates.Where(c => c.Extra[from] != 0)], 1).Prepend(Nothing))
                {
                    foreach (var more in Subsets(to, [.. candidates.Where(c => c.Extra[to] != 0)], 1).Prepend(Nothing))
                    {
                        var moved = difference[to] - more.Sum;
                        var size = less.Set.Count + more.Set.Count;
                        if (moved <= 0 || moved != less.Sum - difference[from] || size > best.Size)
                            continue;
                        best = size < best.Size ? (from, to, moved, [.. less.Set, .. more.Set], size, 1) : best with { Ties = best.Ties + 1 };
                    }
                }
            }
        }

        if (best.Ties != 1)
            return difference;
        foreach (var shift in best.Set)
            difference -= Take([shift], shift.Extra[best.To] != 0 ? best.To : best.From);
        var sending = best.From == ItemKind.Service ? Quantities.Of((ItemKind.SendSimple, -best.Moved), (ItemKind.SendTemplate, best.Moved))
            : best.To == ItemKind.Service ? Quantities.Of((ItemKind.SendSimple, best.Moved), (ItemKind.SendTemplate, -best.Moved)) : Quantities.None;
        var categories = Quantities.Of((best.From, -best.Moved), (best.To, best.Moved));
        var swap = new QuantityShift(DifferenceReason.Category, best.To, best.From, categories + sending, $"{best.From.InText()} cobradas como {best.To.InText()}");
        _chosen[swap] = categories;
        return difference - categories;
    }

    private static IEnumerable<(long Sum, IReadOnlyList<QuantityShift> Set)> Subsets(ItemKind kind, List<QuantityShift> from, int most)
    {
        for (var mask = 1; mask < 1 << Math.Min(from.Count, 14); mask++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)mask) > most)
                continue;
            var set = from.Where((_, i) => (mask & (1 << i)) != 0).ToList();
            // Two zones at once are no reading.
            if (set.Where(s => s.Reason == DifferenceReason.MonthBorder).GroupBy(s => s.Category).All(g => g.Count() == 1))
                yield return (set.Sum(s => s.Extra[kind]), set);
        }
    }
}
