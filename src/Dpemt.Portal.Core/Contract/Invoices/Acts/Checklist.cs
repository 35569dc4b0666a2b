namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>How a required document stands.</summary>
public enum DocumentStanding
{
    /// <summary>Not handed in.</summary>
    Missing = 0,

    /// <summary>It ends before the period of the attestation does (TR 15.5).</summary>
    EndsTooSoon = 1,

    /// <summary>Valid to the end of that period: what happens later is no obstacle to the payment (TR 15.5).</summary>
    Good = 2,
}

/// <summary>One line of the checklist.</summary>
/// <param name="Required">What the contract asks for.</param>
/// <param name="Document">What was handed in last; null when nothing was.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Handled">True when it is good, or its lack was notified (TR 15.1.3) or withheld for (TR 16.1.a).</param>
public sealed record ChecklistLine(RequiredDocument Required, PaymentDocument? Document, DocumentStanding Standing, bool Handled);

/// <summary>The documents of an invoice against what the contract asks for (TR 7.4, 15.3, 15.5).</summary>
/// <param name="Lines">One for each required document, in the contract's order.</param>
/// <param name="Until">The day until which proofs have to be valid.</param>
public sealed record Checklist(IReadOnlyList<ChecklistLine> Lines, DateOnly Until)
{
    /// <summary>What is missing or ends too soon.</summary>
    public IEnumerable<ChecklistLine> Faults => Lines.Where(l => l.Standing != DocumentStanding.Good);

    /// <summary>The faults that nobody has answered yet.</summary>
    public IEnumerable<ChecklistLine> Open => Lines.Where(l => !l.Handled);

    /// <summary>Judges.</summary>
    /// <param name="required">What the contract asks for.</param>
    /// <param name="documents">All that was handed in for the invoice; the newest of a kind holds.</param>
    /// <param name="until">The day until which proofs have to be valid.</param>
    /// <param name="handled">Documents whose lack was notified or withheld for.</param>
    public static Checklist Of(IEnumerable<RequiredDocument> required, IReadOnlyCollection<PaymentDocument> documents, DateOnly until, IReadOnlySet<string> handled) => new(
        [.. required.Select(r =>
        {
            var document = documents.Where(d => d.Kind == r.Id).MaxBy(d => d.Id);
            var standing = document is null ? DocumentStanding.Missing
                : r.Expires && !(document.ValidUntil >= until) ? DocumentStanding.EndsTooSoon
                : DocumentStanding.Good;
            return new ChecklistLine(r, document, standing, standing == DocumentStanding.Good || handled.Contains(r.Id));
        })], until);
}
