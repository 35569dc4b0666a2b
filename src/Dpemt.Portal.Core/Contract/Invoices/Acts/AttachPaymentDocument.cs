using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>A document that is handed in for an invoice.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Kind">Which of the required documents.</param>
/// <param name="IssuedOn">Day of issue, local.</param>
/// <param name="ValidUntil">Last day on which it is valid; obligatory for proofs, none for the report.</param>
/// <param name="DocumentId">The stored file; also one that serves another invoice.</param>
public sealed record PaymentDocumentForm(long InvoiceId, string Kind, DateOnly IssuedOn, DateOnly? ValidUntil, long? DocumentId);

/// <summary>Notes a document of the payment (TR 15.3). An earlier one of the same kind stays beside it.</summary>
public sealed class AttachPaymentDocument(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Notes it, or says why not.</summary>
    public async Task<ContractResult> RunAsync(Actor who, PaymentDocumentForm form, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var required = (await PaymentTerms.OfAsync(db, cancellation)).Documents.FirstOrDefault(d => d.Id == form.Kind);
        if (required is null)
            return ContractResult.Refuse("documento", "O contrato não pede este documento.");
        if (form.DocumentId is not { } file || !await db.ContractDocuments.AnyAsync(d => d.Id == file, cancellation))
            return ContractResult.Refuse("arquivo", "Anexe o arquivo do documento.");
        if (form.IssuedOn.Year < 2020 || form.IssuedOn > ContractTime.DayOf(now))
            return ContractResult.Refuse("emissao", "Confira a data de emissão: não pode ser de um dia que ainda não chegou.");
        if (required.Expires && form.ValidUntil is null)
            return ContractResult.Refuse("validade", "Informe até quando o documento vale (TR 15.5).");
        if (form.ValidUntil is { } until && (until < form.IssuedOn || until > form.IssuedOn.AddYears(5)))
            return ContractResult.Refuse("validade", "Confira a validade: ela começa na emissão.");
        var invoice = await db.Invoices.SingleOrDefaultAsync(i => i.Id == form.InvoiceId, cancellation);
        if (invoice is null)
            return ContractResult.Refuse("fatura", "Esta fatura não existe.");
        if (invoice.State is not (InvoiceState.Registered or InvoiceState.Checked))
            return ContractResult.Refuse("passo-fora-de-ordem", "Documentos entram até o atesto. Depois dele, registre uma notificação ou uma ocorrência.");
        db.PaymentDocuments.Add(new PaymentDocument
        {
            InvoiceId = invoice.Id,
            Kind = required.Id,
            DocumentId = file,
            IssuedOn = form.IssuedOn,
            ValidUntil = required.Expires ? form.ValidUntil : null,
            AddedAt = now,
            AddedByUserId = who.UserId,
            AddedByName = who.Name,
        });
        db.Write(who, invoice, new InvoiceStep
        {
            Act = InvoiceActs.DocumentAttached,
            StateAfter = invoice.State,
            EventOn = form.IssuedOn,
            DocumentId = file,
            Reference = required.Id,
            Memory = $"{required.Label} ({required.Clause})" + (required.Expires ? $", válida até {InvoiceLife.Day(form.ValidUntil!.Value)}." : "."),
        }, now);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return ContractResult.Ok(invoice.Id);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            return InvoiceBook.Changed();
        }
    }
}
