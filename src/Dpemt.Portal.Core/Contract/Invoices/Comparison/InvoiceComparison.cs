using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Invoices.Reports;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>A reading of our own messages other than the contract's, or a group of messages that the report lists wrongly: what it would add to our count.</summary>
/// <param name="Reason">The reason that it stands for.</param>
/// <param name="Category">The category under which the messages are charged; null for reasons without one.</param>
/// <param name="From">The category that they have, where it is another one.</param>
/// <param name="Extra">What it adds to our count; negative where it takes away.</param>
/// <param name="Name">In Portuguese, as the explanation reads.</param>
/// <param name="Messages">How many messages of the report it names; 0 when it is only a count.</param>
public sealed record QuantityShift(DifferenceReason Reason, ItemKind? Category, ItemKind? From, Quantities Extra, string Name, int Messages = 0)
{
    /// <summary>Stable name within a comparison, at most 40 letters.</summary>
    public string Code => Category is { } category ? From is { } from ? $"{Reason.Code()}-{from.Code()}-{category.Code()}" : $"{Reason.Code()}-{category.Code()}" : Reason.Code();
}

/// <summary>Our side of a comparison.</summary>
/// <param name="Prices">The items in force in the month.</param>
/// <param name="Used">What we counted.</param>
/// <param name="Readings">Other readings of our messages: zones, not delivered, free of Meta.</param>
/// <param name="Before">Messages of each category used since the contract began, before this month: what tiers by the year would begin with.</param>
/// <param name="SetupBilledIn">Number of an earlier invoice that charged the installation.</param>
public sealed record OwnCount(
    PriceList Prices, Quantities Used, IReadOnlyList<QuantityShift> Readings, IReadOnlyDictionary<ItemKind, long>? Before = null, string? SetupBilledIn = null);

/// <summary>The contractor's report as far as it is compared.</summary>
/// <param name="Claimed">What it claims.</param>
/// <param name="Lines">Its lines; empty when it lists messages.</param>
/// <param name="Evidence">With single messages: what is wrong with them, exactly; null when it only sums up.</param>
/// <param name="Failed">With single messages: those that the report itself calls failed, which the claim leaves out.</param>
public sealed record ReportClaim(Quantities Claimed, IReadOnlyList<UsageReportLine> Lines, IReadOnlyList<QuantityShift>? Evidence, IReadOnlyList<QuantityShift> Failed);

/// <summary>A line of the table: an item three ways. Money in R$.</summary>
/// <param name="Item">Number of the item; null for lines that name none.</param>
/// <param name="Label">Its name.</param>
/// <param name="ContractPrice">The contract's price; null for an item that the contract does not have.</param>
/// <param name="OurQuantity">Our count.</param>
/// <param name="OurValue">Our value.</param>
/// <param name="ReportQuantity">The report's quantity; null without a report.</param>
/// <param name="ReportValue">The report's value; null when it has none.</param>
/// <param name="InvoiceQuantity">The invoice's quantity.</param>
/// <param name="InvoicePrice">The invoice's price; null when the invoice has no line of it, or lines with several prices.</param>
/// <param name="InvoiceValue">The invoice's value.</param>
public sealed record ComparedItem(
    int? Item, string Label, decimal? ContractPrice, long OurQuantity, decimal OurValue, long? ReportQuantity, decimal? ReportValue,
    long InvoiceQuantity, decimal? InvoicePrice, decimal InvoiceValue)
{
    /// <summary>Invoice less our value.</summary>
    public decimal Difference => InvoiceValue - OurValue;

    /// <summary>True when anything at all is not as we have it.</summary>
    public bool Differs => Difference != 0 || InvoiceQuantity != OurQuantity || (ReportQuantity is { } reported && reported != OurQuantity) || (InvoicePrice is { } price && price != ContractPrice);
}

/// <summary>A named difference. All of them together are the whole difference, to the cent.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Code">Stable name within the comparison.</param>
/// <param name="Items">The items whose value it changes.</param>
/// <param name="Amount">R$; above zero is charged too much.</param>
/// <param name="Text">In Portuguese.</param>
/// <param name="Memory">How the amount comes about.</param>
/// <param name="Messages">Messages of the report that it names; 0 when it rests on counts.</param>
public sealed record NamedDifference(DifferenceReason Reason, string Code, IReadOnlyList<int> Items, decimal Amount, string Text, string Memory, int Messages)
{
    /// <summary>What of the amount lies in which item; empty when it lies in none or in one alone.</summary>
    public IReadOnlyDictionary<int, decimal> Parts { get; init; } = new Dictionary<int, decimal>();

    /// <summary>Place on the invoice of the line that it is about, from 1; null when it is about items.</summary>
    public int? Line { get; init; }

    /// <summary>True when it can become a glosa; anything else is a question or in our favour.</summary>
    public bool IsProposal => Amount > 0 && Reason.IsProof();

    /// <summary>Charged too much for a reason that nobody knows yet.</summary>
    public bool IsQuestion => Amount > 0 && !Reason.IsProof();
}

/// <summary>A glosa that the comparison proposes; a person decides.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Item">The contract item, when it is one alone.</param>
/// <param name="Code">Stable name of the reason within the invoice.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Amount">R$, above zero.</param>
/// <param name="Text">What is undue, with the clause.</param>
/// <param name="Memory">Memory of calculation.</param>
/// <param name="Messages">Messages that it names.</param>
/// <param name="Line">Place on the invoice of the line, where it names no item of the contract.</param>
public sealed record ProposedGlosa(GlosaKind Kind, int? Item, string Code, DifferenceReason Reason, decimal Amount, string Text, string Memory, int Messages, int? Line = null)
{
    /// <summary>
    /// The proposals of a difference: one for each item, since a glosa is of an item. What an item was charged too little in the same
    /// difference is taken off the item that was charged most, so that they are the difference together.
    /// </summary>
    internal static IEnumerable<ProposedGlosa> Of(NamedDifference difference)
    {
        var text = $"{difference.Text} ({difference.Reason.Clause()}; TR 16.1.b)";
        var parts = difference.Parts.Where(p => p.Value > 0).OrderByDescending(p => p.Value).ThenBy(p => p.Key).ToList();
        if (parts.Count == 0)
        {
            yield return new(GlosaKind.Technical, difference.Items.Count == 1 ? difference.Items[0] : null, difference.Code, difference.Reason, difference.Amount, text, difference.Memory, difference.Messages, difference.Line);
            yield break;
        }

        var less = parts.Sum(p => p.Value) - difference.Amount;
        foreach (var (item, value) in parts)
        {
            var taken = Math.Min(less, value);
            less -= taken;
            if (value > taken)
                yield return new(GlosaKind.Technical, item, difference.Code, difference.Reason, value - taken, text, difference.Memory, difference.Messages);
        }
    }
}

/// <summary>What a reading of the month would have given, beside what was billed.</summary>
/// <param name="Kind">The kind of item.</param>
/// <param name="Name">The reading, in Portuguese.</param>
/// <param name="Quantity">What it gives.</param>
/// <param name="IsBilled">True when it is the invoice's figure.</param>
public sealed record SupplierReading(ItemKind Kind, string Name, long Quantity, bool IsBilled);

/// <summary>An invoice three ways.</summary>
/// <param name="Items">A line for each item that any of the three has.</param>
/// <param name="Differences">What the difference is made of, in the order in which it was taken apart.</param>
/// <param name="Readings">Readings of the figures that differ.</param>
/// <param name="Notes">What is not right without changing the value, in Portuguese.</param>
/// <param name="OurTotal">Our total, R$.</param>
/// <param name="InvoiceTotal">The invoice's, R$.</param>
public sealed record InvoiceComparison(
    IReadOnlyList<ComparedItem> Items, IReadOnlyList<NamedDifference> Differences, IReadOnlyList<SupplierReading> Readings, IReadOnlyList<string> Notes,
    decimal OurTotal, decimal InvoiceTotal)
{
    /// <summary>Invoice less ours; the sum of <see cref="Differences"/>.</summary>
    public decimal Difference => InvoiceTotal - OurTotal;

    /// <summary>What can become a glosa.</summary>
    public IReadOnlyList<ProposedGlosa> Proposals => [.. Differences.Where(d => d.IsProposal).SelectMany(ProposedGlosa.Of)];
}
