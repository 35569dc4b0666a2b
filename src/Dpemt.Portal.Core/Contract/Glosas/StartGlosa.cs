using System.Data;
using System.Globalization;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>Makes the availability glosa of a closed month, and brings a newer version of the month to bear on an older glosa.</summary>
public sealed class StartGlosa(IDbContextFactory<PortalDbContext> contexts, GlosaTime time)
{
    /// <summary>
    /// Makes the glosa. When one stands for an older version: replaces it as long as no invoice bore it, else claims or gives
    /// back the difference. The result's id is the new glosa, or the one that was lowered.
    /// </summary>
    public async Task<ContractResult> RunAsync(Actor who, ClosedMonth month, CancellationToken cancellation)
    {
        var now = time.Now;
        var periods = await time.PeriodsAsync(cancellation);
        var deadlines = await time.DeadlinesAsync(ContractTime.DayOf(now), cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        var first = month.Month.FirstDay;
        var all = await db.Glosas.Include(g => g.Deductions)
            .Where(g => g.Kind == GlosaKind.Availability && g.Month == first).OrderBy(g => g.Id).ToListAsync(cancellation);
        if (all.Exists(g => g.SeenVersionId >= month.VersionId))
            return ContractResult.Refuse("versao-ja-usada", $"A glosa de {month.Month.Label} já vem desta versão do mês ou de uma mais nova.");
        var standing = all.FindAll(g => g.ToFacts().Stands);
        if (standing.Count == 0 && month.Discount == 0)
            return ContractResult.Refuse("sem-desconto", $"A versão {month.Number} de {month.Month.Label} não tem desconto: não há o que glosar.");
        var change = VersionChange.Of([.. standing.Select(g => new StandingGlosa(g.Id, g.State, g.Deductions.Count > 0, g.Computed, g.Amount))], month.Discount);
        if (change.ComplementOf is not null && month.IsEstimate)
            return ContractResult.Refuse("base-estimada", "A glosa anterior já foi deduzida: a nova versão do mês precisa do valor faturado, não de uma estimativa.");

        var why = $"Versão {month.Number} de {month.Month.Label}: índice de {month.Index.ToString("0.0000", CultureInfo.GetCultureInfo("pt-BR"))} %, desconto de {GlosaLife.Money(month.Discount)}.";
        foreach (var glosa in standing)
        {
            glosa.SeenVersionId = month.VersionId;
            GlosaAct? act = change.Replaced.Contains(glosa.Id) ? new GlosaAct.Replace(why)
                : change.Lowered.FirstOrDefault(l => l.Id == glosa.Id) is { Id: > 0 } lowered ? new GlosaAct.Correct(lowered.Amount, why, null, true)
                : change.Amount > 0 && glosa.Id == change.ComplementOf ? new GlosaAct.Correct(glosa.Amount + change.Amount, why, null, true)
                : null;
            if (act is null)
                continue;
            var move = GlosaLife.Move(glosa.ToFacts(), act, periods, deadlines, now);
            if (move.Refusal is { } refusal)
                return new(refusal);
            db.Write(who, glosa, act, move, now);
        }

        try
        {
            // The old one gives its key up before the new one takes it.
            await db.SaveChangesAsync(cancellation);
            var id = await AddAsync(db, who, month, change, now, cancellation) ?? change.Lowered.Select(l => (long?)l.Id).FirstOrDefault() ?? standing.FirstOrDefault()?.Id;
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return ContractResult.Ok(id);
        }
        catch (DbUpdateException)
        {
            return ContractResult.Refuse(MoveGlosa.Conflict, $"Outra pessoa acabou de mexer na glosa de {month.Month.Label}. Abra-a e confira.");
        }
    }

    private static async Task<long?> AddAsync(PortalDbContext db, Actor who, ClosedMonth month, VersionChange change, DateTimeOffset now, CancellationToken cancellation)
    {
        if (change.Amount == 0)
            return null;
        var complement = change.ComplementOf is not null;
        var glosa = new Glosa
        {
            Kind = GlosaKind.Availability,
            Month = month.Month.FirstDay,
            StandingKey = complement ? null : $"disponibilidade-{month.Month}",
            MonthVersionId = month.VersionId,
            SeenVersionId = month.VersionId,
            MonthVersion = month.Number,
            Index = month.Index,
            Percent = complement ? null : month.Percent,
            Base = month.BilledValue,
            BaseIsEstimate = month.IsEstimate,
            RuleVersion = month.RuleVersion,
            EvidenceHash = month.EvidenceHash,
            Computed = change.Amount,
            Amount = change.Amount,
            ComplementOfId = change.ComplementOf,
            ReplacesId = complement || change.Replaced.Count == 0 ? null : change.Replaced[^1],
            Version = 1,
            CreatedAt = now,
            ChangedAt = now,
        };
        db.Glosas.Add(glosa);
        await db.SaveChangesAsync(cancellation);
        var memory = GlosaLife.MemoryOf(month.BilledValue, month.IsEstimate, month.Percent);
        db.NoteComputed(who, glosa, complement ? $"{memory} Complemento: {GlosaLife.Money(change.Amount)} além do que já foi cobrado." : memory, null, null);
        return glosa.Id;
    }
}
