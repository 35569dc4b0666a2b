using System.Data;
using System.Globalization;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>Why an amount of an invoice is withheld (<c>contract.json</c> "glosa.kinds"). The numbers are stored.</summary>
public enum InvoiceGlosaCase
{
    /// <summary>Something was charged that is not due (TR 16.1.b): the only technical case.</summary>
    UndueCharge = 0,

    /// <summary>A signature is missing (TR 16.1.a).</summary>
    MissingSignature = 1,

    /// <summary>A document has an erasure (TR 16.1.a).</summary>
    Erasure = 2,

    /// <summary>A document of the payment is missing or expired (TR 15.3, 16.1.a).</summary>
    MissingDocument = 3,

    /// <summary>Another administrative parameter (TR 16.1.a, "etc").</summary>
    Other = 4,
}

/// <summary>A glosa to be made from an invoice.</summary>
/// <param name="InvoiceId">The invoice that is being checked.</param>
/// <param name="Case">Why; also says the kind.</param>
/// <param name="Item">Contract item of the undue charge; null when the charge names none, and for administrative cases.</param>
/// <param name="Line">Position of the line of the invoice; null when the amount is of the item as a whole.</param>
/// <param name="Code">Short stable name of the reason, for instance of the difference or of the missing document; at most 40 letters, or null.</param>
/// <param name="Amount">R$ to cents, above zero.</param>
/// <param name="Memory">How the amount was found, in Portuguese.</param>
/// <param name="DocumentId">The paper behind it.</param>
public sealed record InvoiceGlosaForm(
    long InvoiceId, InvoiceGlosaCase Case, int? Item, int? Line, string? Code, decimal Amount, string Memory, long? DocumentId = null)
{
    /// <summary>The kind of glosa that the case belongs to.</summary>
    public GlosaKind Kind => Case == InvoiceGlosaCase.UndueCharge ? GlosaKind.Technical : GlosaKind.Administrative;

    /// <summary>What may stand once only: the same money of the same invoice for the same reason.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"fatura-{InvoiceId}-{(int)Case}-{Item}-{Line}-{Code}");
}

/// <summary>
/// Makes a technical or administrative glosa from the invoice that is being checked (TR 16.1). It is withheld from that very
/// invoice by its attestation; the contractor learns of it by the credit notice and appeals after the payment (decision 0014).
/// </summary>
public sealed class StartInvoiceGlosa(IDbContextFactory<PortalDbContext> contexts, GlosaTime time)
{
    /// <summary>Longest <see cref="InvoiceGlosaForm.Code"/>.</summary>
    public const int CodeLength = 40;

    private const int MemoryLength = 3500;

    /// <summary>Makes it, or says why not. All glosas of an invoice together never pass what it bills, those of a line never the line.</summary>
    /// <param name="who">The officer; the caller has checked the role.</param>
    /// <param name="form">What is withheld and why.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>The glosa's id.</returns>
    public async Task<ContractResult> RunAsync(Actor who, InvoiceGlosaForm form, CancellationToken cancellation)
    {
        if (Fault(form) is { } fault)
            return fault;
        var now = time.Now;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Serializable: two glosas of one invoice at once must see each other.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var invoice = await db.Invoices.Include(i => i.Lines).SingleOrDefaultAsync(i => i.Id == form.InvoiceId, cancellation);
        if (invoice is null)
            return ContractResult.Refuse("fatura", "Esta fatura não existe.");
        if (invoice.State == InvoiceState.Checked)
            return ContractResult.Refuse("fatura-conferida", "A fatura já foi conferida. Reabra a conferência para propor outra glosa.");
        if (invoice.State != InvoiceState.Registered)
            return ContractResult.Refuse("fatura-nao-em-conferencia", "Só se propõe glosa de fatura em conferência. Depois do pagamento, a correção segue o TR 16.8.");
        if (form.DocumentId is { } document && !await db.ContractDocuments.AnyAsync(d => d.Id == document, cancellation))
            return ContractResult.Refuse("documento", "O documento anexado não foi encontrado. Anexe-o de novo.");
        var standing = await db.Glosas.AsNoTracking()
            .Where(g => g.InvoiceId == invoice.Id && g.State != GlosaState.Dropped && g.State != GlosaState.Replaced)
            .Select(g => new { g.StandingKey, g.Item, g.Line, g.Amount }).ToListAsync(cancellation);
        if (standing.Exists(g => g.StandingKey == form.Key))
            return Repeated();
        var taken = await db.GlosaDeductions.AsNoTracking().Where(d => d.InvoiceNumber == invoice.Number).Select(d => d.Amount).ToListAsync(cancellation);
        var room = Room(invoice, form, standing.ConvertAll(g => (g.Item, g.Line, g.Amount)), taken.Sum());
        if (room is null)
            return ContractResult.Refuse("linha", "A linha ou o item não consta desta fatura. Confira o número.");
        if (form.Amount > room)
            return ContractResult.Refuse("valor-acima", $"Ainda cabem {GlosaLife.Money(room.Value)}: a glosa não passa do que a fatura cobra, somadas as que já existem.");

        var glosa = ToGlosa(form, invoice, now);
        db.Glosas.Add(glosa);
        try
        {
            await db.SaveChangesAsync(cancellation);
            var memory = $"{GlosaLife.Money(form.Amount)} da fatura {invoice.Number} de {invoice.Month.Label}, de {GlosaLife.Money(invoice.Total)}"
                + (form.Item is { } item ? $", item {item}" : "") + (form.Line is { } line ? $", linha {line}" : "") + $": {form.Memory.Trim()}";
            db.NoteComputed(who, glosa, memory, null, form.DocumentId);
            db.Write(who, invoice, new InvoiceStep
            {
                Act = InvoiceActs.GlosaProposed,
                StateAfter = invoice.State,
                Memory = $"Glosa {form.Kind.Label().ToLowerInvariant()} nº {glosa.Id.ToString(CultureInfo.InvariantCulture)} ({form.Kind.Clause()}). {memory}",
                Amount = form.Amount,
                DocumentId = form.DocumentId,
            }, now);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return ContractResult.Ok(glosa.Id);
        }
        catch (DbUpdateConcurrencyException)
        {
            return InvoiceBook.Changed();
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Two at once: the key or the version decides.
            return InvoiceBook.Changed();
        }
    }

    private static ContractResult Repeated() => ContractResult.Refuse(
        "glosa-repetida", "Esta glosa já existe nesta fatura, pelo mesmo motivo. Reduza-a ou afaste-a antes de propor outra.");

    private static ContractResult? Fault(InvoiceGlosaForm form)
    {
        if (form.Amount <= 0 || decimal.Round(form.Amount, 2) != form.Amount)
            return ContractResult.Refuse("valor", "Informe o valor da glosa, acima de zero e com até dois decimais.");
        if (string.IsNullOrWhiteSpace(form.Memory) || form.Memory.Trim().Length > MemoryLength)
            return ContractResult.Refuse("memoria", $"Escreva como o valor foi encontrado, com até {MemoryLength} letras: é o que responde a um recurso.");
        if (form.Code?.Length > CodeLength)
            return ContractResult.Refuse("motivo", $"O código do motivo tem até {CodeLength} letras.");
        if (form.Kind == GlosaKind.Technical && form.Item is null && form.Line is null)
            return ContractResult.Refuse("linha", "Diga o item ou a linha da fatura que foi cobrada indevidamente (TR 16.1.b).");
        return form.Kind == GlosaKind.Administrative && (form.Item is not null || form.Line is not null)
            ? ContractResult.Refuse("linha", "A glosa administrativa é da fatura inteira, não de uma linha (TR 16.1.a).")
            : null;
    }

    /// <summary>What can still be withheld, R$: of the whole invoice and of what the form names. Null when the invoice has no such line.</summary>
    private static decimal? Room(Invoice invoice, InvoiceGlosaForm form, List<(int? Item, int? Line, decimal Amount)> standing, decimal taken)
    {
        var room = invoice.Total - taken - standing.Sum(g => g.Amount);
        if (form.Line is { } position)
        {
            if (invoice.Lines.Find(l => l.Position == position) is not { } line || (form.Item is not null && line.Item != form.Item))
                return null;
            room = Math.Min(room, line.Value - standing.Where(g => g.Line == position).Sum(g => g.Amount));
        }

        if (form.Item is { } item)
        {
            var lines = invoice.Lines.FindAll(l => l.Item == item);
            if (lines.Count == 0)
                return null;
            room = Math.Min(room, lines.Sum(l => l.Value) - standing.Where(g => g.Item == item || lines.Exists(l => l.Position == g.Line)).Sum(g => g.Amount));
        }

        return Math.Max(0m, room);
    }

    private static Glosa ToGlosa(InvoiceGlosaForm form, Invoice invoice, DateTimeOffset now) => new()
    {
        Kind = form.Kind,
        Month = invoice.Month.FirstDay,
        StandingKey = form.Key,
        InvoiceId = invoice.Id,
        InvoiceNumber = invoice.Number,
        Case = form.Case,
        Item = form.Item,
        Line = form.Line,
        Code = form.Code,
        Base = invoice.Total,
        RuleVersion = form.Kind.Clause(),
        Computed = form.Amount,
        Amount = form.Amount,
        Version = 1,
        CreatedAt = now,
        ChangedAt = now,
    };
}
