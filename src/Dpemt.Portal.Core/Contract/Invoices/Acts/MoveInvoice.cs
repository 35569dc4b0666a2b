using System.Data;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>Does one act with an invoice, against the version that the person has read, and what follows for its glosas.</summary>
public sealed class MoveInvoice(IDbContextFactory<PortalDbContext> contexts, GlosaTime time)
{
    /// <summary>Refusal when somebody else was faster.</summary>
    public const string Conflict = InvoiceBook.Conflict;

    /// <summary>Does it, or says why not. Nothing is changed when refused.</summary>
    /// <param name="who">The officer; the caller has checked the role.</param>
    /// <param name="id">The invoice.</param>
    /// <param name="version">The version that she saw.</param>
    /// <param name="act">What is done.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, long id, int version, InvoiceAct act, CancellationToken cancellation)
    {
        if (act.Text?.Length > InvoiceStepConfiguration.TextLength)
            return ContractResult.Refuse("texto-longo", $"O texto passa de {InvoiceStepConfiguration.TextLength} letras. Anexe um documento e resuma aqui.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Serializable: a glosa that is decided or proposed at the same moment is in the net or comes after it.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (await InvoiceMaterial.ReadAsync(db, id, tracked: true, time, cancellation) is not { } material)
            return ContractResult.Refuse("fatura", "Esta fatura não existe.");
        if (material.Invoice.Version != version)
            return InvoiceBook.Changed();
        if (act.DocumentId is { } document && !await db.ContractDocuments.AnyAsync(d => d.Id == document, cancellation))
            return ContractResult.Refuse("documento", "O documento anexado não foi encontrado. Anexe-o de novo.");
        var move = InvoiceLife.Move(material.Facts, act, who, material.Sight);
        if (move.Refusal is { } why)
            return new(why);
        var now = time.Now;
        try
        {
            if (await FollowAsync(db, who, material, act, now, cancellation) is { } refused)
                return refused;
            db.Write(who, material.Invoice, new InvoiceStep
            {
                Act = InvoiceActs.CodeOf(act),
                StateAfter = move.State,
                EventOn = move.EventOn,
                Text = string.IsNullOrWhiteSpace(act.Text) ? null : act.Text.Trim(),
                Memory = move.Memory,
                DocumentId = act.DocumentId,
                Amount = move.Amount,
                Reference = move.Reference,
                Late = move.Late,
            }, now);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return ContractResult.Ok(id);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            return InvoiceBook.Changed();
        }
    }

    /// <summary>What an act does beyond the invoice's own state.</summary>
    private async Task<ContractResult?> FollowAsync(PortalDbContext db, Actor who, InvoiceMaterial material, InvoiceAct act, DateTimeOffset now, CancellationToken cancellation)
    {
        switch (act)
        {
            case InvoiceAct.NoteProtocol protocol:
                material.Invoice.ProtocolledOn = protocol.On;
                return null;
            case InvoiceAct.Attest:
                foreach (var line in material.Sight.Settlement.Lines.Where(l => l.Act is not null))
                    db.Write(who, material.Glosas.First(g => g.Id == line.Glosa), line.Act! with { Document = act.DocumentId }, line.Move!, now);
                return null;
            case InvoiceAct.NotePayment payment:
                return await NotePaymentAsync(db, who, material, payment, now, cancellation);
            case InvoiceAct.Return:
                await InvoiceGlosas.ReplaceAsync(db, who, material.Invoice.Id, $"A fatura {material.Invoice.Number} foi devolvida à contratada.", now, cancellation);
                return null;
            default:
                return null;
        }
    }

    private async Task<ContractResult?> NotePaymentAsync(
        PortalDbContext db, Actor who, InvoiceMaterial material, InvoiceAct.NotePayment payment, DateTimeOffset now, CancellationToken cancellation)
    {
        var periods = await time.PeriodsAsync(cancellation);
        var deadlines = await time.DeadlinesAsync(payment.PaidOn, cancellation);
        var number = material.Invoice.Number;
        foreach (var glosa in material.Glosas.Where(g => g.Deductions.Exists(d => d.InvoiceNumber == number && d.PaidOn is null)))
        {
            var note = new GlosaAct.NotePayment(number, payment.PaidOn, $"Ordem de pagamento {payment.Order?.Trim()}.", payment.DocumentId);
            var move = GlosaLife.Move(glosa.ToFacts(), note, periods, deadlines, now);
            if (move.Refusal is { } refusal)
                return ContractResult.Refuse(refusal.Code, $"Glosa nº {glosa.Id}: {refusal.Message}");
            db.Write(who, glosa, note, move, now);
            await db.TellOpenedAsync(glosa, move, now, cancellation);
        }

        return null;
    }
}

/// <summary>What becomes of an invoice's glosas when the invoice itself goes.</summary>
internal static class InvoiceGlosas
{
    /// <summary>Takes the glosas out of effect that were made from an invoice that is sent back or registered anew. The caller saves.</summary>
    internal static async Task ReplaceAsync(PortalDbContext db, Actor who, long invoice, string why, DateTimeOffset now, CancellationToken cancellation)
    {
        // Giving way opens no deadline: any calendar will do.
        var (periods, deadlines) = (new GlosaPeriods(), new Deadlines(StateCalendar.OfLaw));
        var act = new GlosaAct.Replace(why);
        foreach (var glosa in await db.Glosas.Include(g => g.Deductions).Where(g => g.InvoiceId == invoice).OrderBy(g => g.Id).ToListAsync(cancellation))
        {
            var move = GlosaLife.Move(glosa.ToFacts(), act, periods, deadlines, now);
            if (move.Refusal is null)
                db.Write(who, glosa, act, move, now);
        }
    }
}
