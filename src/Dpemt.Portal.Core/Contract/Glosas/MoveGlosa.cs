using System.Data;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>Does one act with a glosa, against the version that the person has read.</summary>
public sealed class MoveGlosa(IDbContextFactory<PortalDbContext> contexts, GlosaTime time)
{
    private const int FirstYear = 2020;

    /// <summary>Refusal when somebody else was faster.</summary>
    public const string Conflict = "outra-pessoa";

    /// <summary>Does it, or says why not. Nothing is changed when refused.</summary>
    /// <param name="who">The officer, or the portal for what time does.</param>
    /// <param name="id">The glosa.</param>
    /// <param name="version">The version that she saw.</param>
    /// <param name="act">What is done.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<ContractResult> RunAsync(Actor who, long id, int version, GlosaAct act, CancellationToken cancellation)
    {
        if (act.Reason?.Length > GlosaConfiguration.ReasonLength)
            return ContractResult.Refuse("texto-longo", $"O texto passa de {GlosaConfiguration.ReasonLength} letras. Anexe um documento e resuma aqui.");
        var now = time.Now;
        var periods = await time.PeriodsAsync(cancellation);
        var deadlines = await time.DeadlinesAsync(EarliestDay(act, now), cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Serializable: two glosas that are deducted from one invoice at once must see each other.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var glosa = await db.Glosas.Include(g => g.Deductions).SingleOrDefaultAsync(g => g.Id == id, cancellation);
        if (glosa is null)
            return ContractResult.Refuse("glosa", "Esta glosa não existe.");
        if (glosa.Version != version)
            return Changed();
        if (act.DocumentId is { } document && !await db.ContractDocuments.AnyAsync(d => d.Id == document, cancellation))
            return ContractResult.Refuse("documento", "O documento anexado não foi encontrado. Anexe-o de novo.");
        if (act is GlosaAct.Apply or GlosaAct.NotePayment && await RegisteredAsync(db, act, cancellation) is { } registered)
            return registered;
        if (act is GlosaAct.Apply apply)
        {
            var (seen, refusal) = await SeeInvoiceAsync(db, id, apply, cancellation);
            if (refusal is not null)
                return refusal;
            act = seen;
        }

        var move = GlosaLife.Move(glosa.ToFacts(), act, periods, deadlines, now);
        if (move.Refusal is { } why)
            return new(why);
        if (move.Complement > 0 && await db.Glosas.AnyAsync(g => g.ComplementOfId == id && g.State != GlosaState.Dropped && g.State != GlosaState.Replaced, cancellation))
            return ContractResult.Refuse("complemento", "Esta glosa já tem um complemento. Corrija o complemento, para que nada seja cobrado duas vezes.");
        db.Write(who, glosa, act, move, now);
        try
        {
            await db.SaveChangesAsync(cancellation);
            var complement = move.Complement > 0 ? await AddComplementAsync(db, who, glosa, move.Complement, act, now, cancellation) : null;
            await db.TellOpenedAsync(glosa, move, now, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return ContractResult.Ok(complement?.Id ?? id);
        }
        catch (DbUpdateException)
        {
            return Changed();
        }
    }

    internal static ContractResult Changed() =>
        ContractResult.Refuse(Conflict, "Outra pessoa acabou de mudar esta glosa. Confira o que mudou e repita, se ainda couber.");

    /// <summary>Adds what goes beyond a glosa that was deducted already; it lives a life of its own.</summary>
    internal static async Task<Glosa> AddComplementAsync(
        PortalDbContext db, Actor who, Glosa of, decimal amount, GlosaAct act, DateTimeOffset now, CancellationToken cancellation)
    {
        var complement = new Glosa
        {
            Kind = of.Kind,
            Month = of.Month,
            MonthVersionId = of.MonthVersionId,
            SeenVersionId = of.SeenVersionId,
            MonthVersion = of.MonthVersion,
            Index = of.Index,
            Base = of.Base,
            RuleVersion = of.RuleVersion,
            EvidenceHash = of.EvidenceHash,
            Computed = amount,
            Amount = amount,
            ComplementOfId = of.ComplementOfId ?? of.Id,
            Version = 1,
            CreatedAt = now,
            ChangedAt = now,
        };
        db.Glosas.Add(complement);
        await db.SaveChangesAsync(cancellation);
        db.NoteComputed(who, complement, $"Complemento da glosa {of.Id}: {GlosaLife.Money(amount)} além do que ela já cobrou.", act.Reason, act.DocumentId);
        return complement;
    }

    /// <summary>What is done with a registered invoice is done there, with its net: by hand only with one that the portal does not know.</summary>
    private static async Task<ContractResult?> RegisteredAsync(PortalDbContext db, GlosaAct act, CancellationToken cancellation)
    {
        var number = (act is GlosaAct.Apply apply ? apply.InvoiceNumber : ((GlosaAct.NotePayment)act).InvoiceNumber).Trim();
        return !await db.Invoices.AsNoTracking().AnyAsync(i => i.Number == number && i.State != InvoiceState.Replaced && i.State != InvoiceState.Returned, cancellation)
            ? null
            : ContractResult.Refuse("fatura-registrada", $"A fatura {number} está registrada no portal: o atesto dela deduz as glosas, e o pagamento se registra nela. Abra a fatura.");
    }

    internal static async Task<(GlosaAct.Apply Act, ContractResult? Refusal)> SeeInvoiceAsync(
        PortalDbContext db, long id, GlosaAct.Apply act, CancellationToken cancellation)
    {
        var number = act.InvoiceNumber.Trim();
        var lines = await db.GlosaDeductions.AsNoTracking().Where(d => d.InvoiceNumber == number && d.GlosaId != id)
            .Select(d => new { d.InvoiceMonth, d.InvoiceValue, d.Amount }).ToListAsync(cancellation);
        var other = lines.Find(l => l.InvoiceValue != act.InvoiceValue || l.InvoiceMonth != act.InvoiceMonth.FirstDay);
        return other is null
            ? (act with { TakenByOthers = lines.Sum(l => l.Amount) }, null)
            : (act, ContractResult.Refuse("fatura-divergente", $"A fatura {number} já foi registrada com a competência {new BillingMonth(other.InvoiceMonth).Label} e o valor {GlosaLife.Money(other.InvoiceValue)}. Confira."));
    }

    /// <summary>The calendar must reach back to the day of the paper that is recorded.</summary>
    internal static DateOnly EarliestDay(GlosaAct act, DateTimeOffset now)
    {
        var today = ContractTime.DayOf(now);
        var day = act switch
        {
            GlosaAct.Notify notify => notify.ReceivedOn,
            GlosaAct.NotePayment payment => payment.PaidOn,
            GlosaAct.ReceiveAppeal appeal => appeal.ReceivedOn,
            _ => today,
        };
        // No contract of this portal is older; a slip of the keyboard must not leave the calendar.
        return day.Year < FirstYear ? new(FirstYear, 1, 1) : day < today ? day : today;
    }
}
