using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices;

/// <summary>A line to register.</summary>
/// <param name="Item">The contract item it charges, or null when it names none.</param>
/// <param name="Description">As printed.</param>
/// <param name="Quantity">Whole number, not negative.</param>
/// <param name="UnitPrice">R$, up to four decimals.</param>
/// <param name="Value">R$ to cents, as printed.</param>
public sealed record NewInvoiceLine(int? Item, string Description, long Quantity, decimal UnitPrice, decimal Value);

/// <summary>An invoice to register.</summary>
/// <param name="Number">As printed.</param>
/// <param name="Month">The month that it is about.</param>
/// <param name="IssuedOn">Day of issue, local.</param>
/// <param name="ProtocolledOn">Day of its protocol with all documents; null while some are missing.</param>
/// <param name="Total">Billed value as printed, R$: that it is the sum of the lines is for the comparison to say.</param>
/// <param name="Lines">Its lines as printed.</param>
/// <param name="DocumentId">The file of the invoice.</param>
/// <param name="Origin">Where the figures were read.</param>
/// <param name="IssuerCnpj">CNPJ of the issuer, fourteen digits, when the file names it.</param>
/// <param name="CorrectsId">The registration in whose place this one stands.</param>
/// <param name="Reason">Why the one before was wrong; needed with <paramref name="CorrectsId"/>.</param>
public sealed record NewInvoice(
    string Number, BillingMonth Month, DateOnly IssuedOn, DateOnly? ProtocolledOn, decimal Total, IReadOnlyList<NewInvoiceLine> Lines,
    long? DocumentId = null, InvoiceOrigin Origin = InvoiceOrigin.Form, string? IssuerCnpj = null, long? CorrectsId = null, string? Reason = null);

/// <summary>Registers invoices. What is registered never changes.</summary>
public sealed class RegisterInvoice(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Registers one; with <see cref="NewInvoice.CorrectsId"/> in place of an earlier registration that was not attested yet.</summary>
    public async Task<ContractResult> RunAsync(Actor who, NewInvoice form, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (InvoiceRules.Fault(form, ContractTime.DayOf(now)) is { } fault)
            return fault;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (form.CorrectsId is { } corrected && await ReplaceAsync(db, who, corrected, form.Number, now, cancellation) is { } refused)
            return refused;
        var key = InvoiceRules.KeyOf(form.Number);
        try
        {
            // The old registration gives its number up before the new one takes it.
            await db.SaveChangesAsync(cancellation);
            if (await db.Invoices.AsNoTracking().AnyAsync(i => i.StandingKey == key, cancellation))
                return Repeated(form.Number);
            var invoice = ToInvoice(who, form, key, now);
            db.Invoices.Add(invoice);
            await db.SaveChangesAsync(cancellation);
            var id = invoice.Id.ToString(CultureInfo.InvariantCulture);
            db.Audit(who, AuditActions.InvoiceRegistered, "fatura", id, now, $"Fatura {invoice.Number} de {invoice.Month.Label}, {ContractText.Money(invoice.Total)}");
            db.Announce(ChangeTopics.Invoice, id, now);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return ContractResult.Ok(invoice.Id);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ContractResult.Refuse("outra-pessoa", "Outra pessoa acabou de mexer na fatura que você corrige. Abra-a de novo e confira.");
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Two at once: the key decides.
            await using var again = await contexts.CreateDbContextAsync(cancellation);
            if (await again.Invoices.AsNoTracking().AnyAsync(i => i.StandingKey == key, cancellation))
                return Repeated(form.Number);
            throw;
        }
    }

    private static ContractResult Repeated(string number) => ContractResult.Refuse(
        "fatura-repetida", $"A fatura {number.Trim()} já está registrada. Para corrigir o registro, abra-a e escolha “Corrigir registro”.");

    private static async Task<ContractResult?> ReplaceAsync(PortalDbContext db, Actor who, long id, string number, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, cancellation) is not { } before)
            return ContractResult.Refuse("nao-existe", "A fatura que este registro corrige não existe.");
        if (before.State == InvoiceState.Replaced)
            return ContractResult.Refuse("ja-corrigida", "Este registro já foi corrigido por outro. Corrija o mais novo.");
        if (before.State is InvoiceState.Attested or InvoiceState.Paid)
            return ContractResult.Refuse("ja-atestada", "A fatura já foi atestada: o registro não se corrige mais. O que estiver errado segue por correção própria da glosa (TR 16.8).");
        (before.State, before.StandingKey) = (InvoiceState.Replaced, null);
        before.Version++;
        db.Audit(who, AuditActions.InvoiceRegistered, "fatura", before.Id, now, $"Registro substituído pela fatura {number.Trim()}");
        db.Announce(ChangeTopics.Invoice, before.Id.ToString(CultureInfo.InvariantCulture), now);
        return null;
    }

    private static Invoice ToInvoice(Actor who, NewInvoice form, string key, DateTimeOffset now)
    {
        var invoice = new Invoice
        {
            Number = form.Number.Trim(),
            Month = form.Month,
            IssuedOn = form.IssuedOn,
            ProtocolledOn = form.ProtocolledOn,
            Total = form.Total,
            Origin = form.Origin,
            IssuerCnpj = form.IssuerCnpj,
            StandingKey = key,
            DocumentId = form.DocumentId,
            CorrectsId = form.CorrectsId,
            Reason = form.CorrectsId is null ? null : form.Reason!.Trim(),
            Version = 1,
            RegisteredAt = now,
            RegisteredByUserId = who.UserId,
            RegisteredByName = who.Name,
        };
        for (var i = 0; i < form.Lines.Count; i++)
        {
            var line = form.Lines[i];
            invoice.Lines.Add(new InvoiceLine
            {
                Position = i + 1,
                Item = line.Item,
                Description = line.Description.Trim(),
                Quantity = line.Quantity,
                UnitPrice = line.UnitPrice,
                Value = line.Value,
            });
        }

        return invoice;
    }
}
