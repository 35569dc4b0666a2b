namespace Dpemt.Portal.Contract.Invoices.Files;

/// <summary>What became of one row of a file.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Text">What stands there, cut.</param>
/// <param name="Line">The line that was understood.</param>
/// <param name="Fault">What could not be understood, with the column, in Portuguese; null with <paramref name="Line"/> null for a row that is no line.</param>
public sealed record FileRow(int Number, string Text, NewInvoiceLine? Line, string? Fault = null);

/// <summary>What was understood of an invoice's file. Nothing is registered by reading.</summary>
/// <param name="Origin">What kind of file it is.</param>
public sealed record InvoiceFileReading(InvoiceOrigin Origin)
{
    public string? Number { get; init; }
    public BillingMonth? Month { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public decimal? Total { get; init; }

    /// <summary>CNPJ of the issuer, fourteen characters.</summary>
    public string? IssuerCnpj { get; init; }

    /// <summary>All rows that are not blank, in order.</summary>
    public IReadOnlyList<FileRow> Rows { get; init; } = [];

    /// <summary>Why nothing could be read at all, in Portuguese.</summary>
    public string? Refusal { get; init; }

    /// <summary>The lines that were understood.</summary>
    public IReadOnlyList<NewInvoiceLine> Lines => [.. Rows.Select(r => r.Line).OfType<NewInvoiceLine>()];

    /// <summary>Rows that look like lines and were not understood.</summary>
    public IReadOnlyList<FileRow> Faults => [.. Rows.Where(r => r.Fault is not null)];
}
