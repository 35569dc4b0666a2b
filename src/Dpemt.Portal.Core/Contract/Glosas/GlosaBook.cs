using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>Between the stored glosa and its life: reads facts, writes steps with trail and change feed.</summary>
internal static class GlosaBook
{
    internal static GlosaFacts ToFacts(this Glosa glosa) => new()
    {
        Kind = glosa.Kind,
        State = glosa.State,
        Month = new(glosa.Month),
        OwnInvoice = glosa.InvoiceNumber,
        Base = glosa.Base,
        BaseIsEstimate = glosa.BaseIsEstimate,
        Percent = glosa.Percent,
        Computed = glosa.Computed,
        Amount = glosa.Amount,
        Returned = glosa.Returned,
        Deductions = [.. glosa.Deductions.OrderBy(d => d.Id).Select(d => new Deduction(d.InvoiceNumber, new(d.InvoiceMonth), d.InvoiceValue, d.Amount, d.PaidOn))],
        DefenceDueOn = glosa.DefenceDueOn,
        AppealDueOn = glosa.AppealDueOn,
        AnswerDueOn = glosa.AnswerDueOn,
        CorrectionDueOn = glosa.CorrectionDueOn,
        LastEventOn = glosa.LastEventOn,
    };

    /// <summary>Notes the first step of a new glosa. Its id is known only after saving.</summary>
    internal static void NoteComputed(this PortalDbContext db, Actor who, Glosa glosa, string memory, string? reason, long? document)
    {
        db.GlosaSteps.Add(new GlosaStep
        {
            GlosaId = glosa.Id,
            Version = glosa.Version,
            Act = GlosaActs.Computed,
            StateBefore = GlosaState.Computed,
            StateAfter = glosa.State,
            AmountBefore = 0m,
            AmountAfter = glosa.Amount,
            At = glosa.CreatedAt,
            ActorUserId = who.UserId,
            ActorName = who.Name,
            Reason = reason,
            Memory = memory,
            DocumentId = document,
        });
        db.Told(who, glosa, $"{GlosaActs.LabelOf(GlosaActs.Computed)}: {GlosaLife.Money(glosa.Amount)}");
    }

    /// <summary>Writes an act that the life allowed.</summary>
    internal static void Write(this PortalDbContext db, Actor who, Glosa glosa, GlosaAct act, GlosaMove move, DateTimeOffset now)
    {
        var code = GlosaActs.CodeOf(act);
        var step = new GlosaStep
        {
            GlosaId = glosa.Id,
            Version = glosa.Version + 1,
            Act = code,
            StateBefore = glosa.State,
            StateAfter = move.Facts.State,
            AmountBefore = glosa.Amount,
            AmountAfter = move.Facts.Amount,
            At = now,
            ActorUserId = who.UserId,
            ActorName = who.Name,
            EventOn = move.EventOn,
            Reason = string.IsNullOrWhiteSpace(act.Reason) ? null : act.Reason.Trim(),
            Memory = move.Memory,
            DocumentId = act.DocumentId,
            InvoiceNumber = move.InvoiceNumber,
            DueOn = move.DueOn,
            Late = move.Late,
        };
        db.GlosaSteps.Add(step);
        Store(glosa, move.Facts);
        glosa.Version++;
        glosa.ChangedAt = now;
        db.Told(who, glosa, $"{GlosaActs.LabelOf(code)}: de {GlosaLife.Money(step.AmountBefore)} para {GlosaLife.Money(step.AmountAfter)}");
    }

    private static void Told(this PortalDbContext db, Actor who, Glosa glosa, string detail)
    {
        var key = glosa.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        db.Audit(who, AuditActions.GlosaMoved, "glosa", key, glosa.ChangedAt, detail);
        db.Announce(ChangeTopics.Glosa, key, glosa.ChangedAt);
    }

    private static void Store(Glosa glosa, GlosaFacts facts)
    {
        (glosa.State, glosa.Base, glosa.BaseIsEstimate) = (facts.State, facts.Base, facts.BaseIsEstimate);
        (glosa.Computed, glosa.Amount, glosa.Returned) = (facts.Computed, facts.Amount, facts.Returned);
        (glosa.DefenceDueOn, glosa.AppealDueOn, glosa.AnswerDueOn) = (facts.DefenceDueOn, facts.AppealDueOn, facts.AnswerDueOn);
        (glosa.CorrectionDueOn, glosa.LastEventOn) = (facts.CorrectionDueOn, facts.LastEventOn);
        if (!facts.Stands)
            glosa.StandingKey = null;
        foreach (var deduction in facts.Deductions)
        {
            var stored = glosa.Deductions.Find(d => d.InvoiceNumber == deduction.InvoiceNumber);
            if (stored is not null)
            {
                stored.PaidOn = deduction.PaidOn;
                continue;
            }

            glosa.Deductions.Add(new GlosaDeduction
            {
                InvoiceNumber = deduction.InvoiceNumber,
                InvoiceMonth = deduction.InvoiceMonth.FirstDay,
                InvoiceValue = deduction.InvoiceValue,
                Amount = deduction.Amount,
                PaidOn = deduction.PaidOn,
            });
        }
    }
}

/// <summary>The periods and the calendar by which glosas are judged now.</summary>
public sealed class GlosaTime(CurrentContract contract, ContractCalendar calendar, IOptions<GlosaOptions> options, TimeProvider clock)
{
    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Periods of the contract in force; without a contract those of the signed TR.</summary>
    public async Task<GlosaPeriods> PeriodsAsync(CancellationToken cancellation)
    {
        var terms = (await contract.FindAsync(cancellation))?.Terms;
        return terms is null
            ? new(options.Value.DefenceWorkingDays)
            : new(options.Value.DefenceWorkingDays, terms.AppealDays, terms.AnswerDays);
    }

    /// <summary>The calendar around a day.</summary>
    public Task<Deadlines> DeadlinesAsync(DateOnly around, CancellationToken cancellation) => calendar.ForAsync(around, cancellation);
}
