using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Files;
using Dpemt.Portal.Web.Components.Localization;
using Dpemt.Portal.Web.Features.Contract.Occurrences;

namespace Dpemt.Portal.Web.Features.Contract.Invoices;

/// <summary>A line while it is typed.</summary>
public sealed class InvoiceLineDraft
{
    public string? Item { get; set; }
    public string? Description { get; set; }
    public string? Quantity { get; set; }
    public string? UnitPrice { get; set; }
    public string? Value { get; set; }

    /// <summary>True when nothing was typed: such a line is left out.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Item + Description + Quantity + UnitPrice + Value);

    internal static InvoiceLineDraft Of(NewInvoiceLine line) => new()
    {
        Item = line.Item?.ToString(CultureInfo.InvariantCulture),
        Description = line.Description,
        Quantity = line.Quantity.ToString("#,##0", PortalCulture.Brazil),
        UnitPrice = line.UnitPrice.ToString("#,##0.0000", PortalCulture.Brazil),
        Value = line.Value.ToString("#,##0.00", PortalCulture.Brazil),
    };

    internal (NewInvoiceLine? Line, string? Fault) Read(int number)
    {
        int? item = null;
        if (!string.IsNullOrWhiteSpace(Item))
        {
            if (!int.TryParse(Item.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read))
                return (null, $"Linha {number}, item: escreva só o número do item, como 5.");
            item = read;
        }

        if (NumberText.ReadWhole(Quantity) is not { } quantity)
            return (null, $"Linha {number}, quantidade: escreva um número inteiro, como 12.345.");
        if (NumberText.Read(UnitPrice) is not { } price)
            return (null, $"Linha {number}, preço unitário: escreva um valor como 0,0636.");
        if (NumberText.Read(Value) is not { } value)
            return (null, $"Linha {number}, valor: escreva um valor como 1.234,56.");
        var line = new NewInvoiceLine(item, Description ?? "", quantity, price, value);
        return InvoiceRules.LineFault(line) is { } fault ? (null, $"Linha {number}: {fault}") : (line, null);
    }
}

/// <summary>An invoice while it is typed.</summary>
public sealed class InvoiceDraft : DraftWithFile
{
    public InvoiceDraft(Invoice? corrected)
    {
        Lines.Add(new());
        if (corrected is null)
            return;
        (Number, IssuedOn, ProtocolledOn, CorrectsId) = (corrected.Number, corrected.IssuedOn, corrected.ProtocolledOn, corrected.Id);
        Month = corrected.Month.ToString();
        Total = corrected.Total.ToString("#,##0.00", PortalCulture.Brazil);
        Lines = [.. corrected.Lines.Select(l => InvoiceLineDraft.Of(new(l.Item, l.Description, l.Quantity, l.UnitPrice, l.Value)))];
    }

    public string? Number { get; set; }
    public string? Month { get; set; }
    public DateOnly? IssuedOn { get; set; }
    public DateOnly? ProtocolledOn { get; set; }
    public string? Total { get; set; }
    public string? Reason { get; set; }
    public long? CorrectsId { get; }
    public InvoiceOrigin Origin { get; set; }
    public string? IssuerCnpj { get; set; }
    public List<InvoiceLineDraft> Lines { get; private set; } = [];

    /// <summary>How many lines the form shows. The browser gives this back first, then the lines themselves.</summary>
    public int LineCount
    {
        get => Lines.Count;
        set
        {
            var count = Math.Clamp(value, 1, InvoiceRules.MaxLines);
            while (Lines.Count < count)
                Lines.Add(new());
            // A line that holds something is never dropped by a slip of the number.
            while (Lines.Count > count && Lines[^1].IsEmpty)
                Lines.RemoveAt(Lines.Count - 1);
        }
    }

    /// <summary>What stands in the way, in Portuguese, or the form.</summary>
    public (NewInvoice? Form, string? Fault) Read()
    {
        if (string.IsNullOrWhiteSpace(Number))
            return (null, "Informe o número da fatura.");
        if (!BillingMonth.TryParse(Month, out var month))
            return (null, "Informe a competência, o mês do consumo.");
        if (IssuedOn is not { } issued)
            return (null, "Informe a data de emissão.");
        if (NumberText.Read(Total) is not { } total)
            return (null, "Informe o valor total, como 1.234,56.");
        var lines = new List<NewInvoiceLine>();
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i].IsEmpty)
                continue;
            var (line, fault) = Lines[i].Read(i + 1);
            if (line is null)
                return (null, fault);
            lines.Add(line);
        }

        return (new(Number, month, issued, ProtocolledOn, total, lines, null, Origin, IssuerCnpj, CorrectsId, Reason), null);
    }
}
