using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>Closes a month's consumption: freezes its lines and price as a <see cref="ConsumptionVersion"/>.</summary>
public sealed class CloseConsumption(ConsumptionMonths months, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Longest reason.</summary>
    public const int MaxReason = 2000;

    /// <summary>Closes the month.</summary>
    /// <param name="who">The fiscal officer; the caller has checked the role.</param>
    /// <param name="month">A month that is over.</param>
    /// <param name="seen">Hash of the facts that the person saw: closing something else is refused. Null closes what is there.</param>
    /// <param name="reason">Why it is closed anew; not needed the first time.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, BillingMonth month, string? seen, string? reason, CancellationToken cancellation)
    {
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Read before the lines: whoever counts in between raises it, and then nothing is closed.
        var progress = await db.ConsumptionProgress.SingleOrDefaultAsync(cancellation);
        var reading = await months.RunAsync(month, cancellation);
        if (Obstacle(reading) is { } obstacle)
            return obstacle;
        var last = reading.Closings.Count > 0 ? reading.Closings[0] : null;
        if (last is not null && reason is null)
            return ContractResult.Refuse("motivo", $"A competência já teve a versão {last.Number}. Diga o motivo da nova versão; a anterior continua guardada ao lado.");
        if (reason?.Length > MaxReason)
            return ContractResult.Refuse("motivo", $"Resuma o motivo em até {MaxReason} caracteres.");
        var json = ConsumptionFacts.Of(reading).ToJson();
        var hash = ConsumptionFacts.HashOf(json);
        if (seen is not null && seen != hash)
            return Moved();
        var version = new ConsumptionVersion
        {
            Month = month,
            Number = (last?.Number ?? 0) + 1,
            Facts = json,
            Sha256 = hash,
            RuleVersion = reading.Rule.Version,
            PriceVersion = reading.Metered.PriceVersion,
            Messages = reading.Lines.Sum(l => l.Messages),
            Total = reading.Metered.Price.Total,
            Reason = reason,
            At = clock.GetUtcNow(),
            ByUserId = who.UserId,
            ByName = who.Name,
        };
        progress!.Version++;
        db.ConsumptionVersions.Add(version);
        db.Audit(who, AuditActions.ConsumptionClosed, "consumo", month, version.At, $"Versão {version.Number}, SHA-256 {hash}");
        db.Announce(ChangeTopics.ContractMonth, month, version.At);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await using var fresh = await contexts.CreateDbContextAsync(cancellation);
            if (await fresh.ConsumptionVersions.AnyAsync(v => v.Month == month && v.Number == version.Number, cancellation))
                return ContractResult.Refuse("fechada-por-outro", "Outra pessoa fechou o consumo desta competência agora há pouco. Veja a versão dela antes de continuar.");
            if (await fresh.ConsumptionProgress.AnyAsync(p => p.Version >= progress.Version, cancellation))
                return Moved();
            throw;
        }

        return ContractResult.Ok(version.Id);
    }

    /// <summary>What stands against closing, or null: also to say so beside the button before anybody clicks.</summary>
    public static ContractResult? Obstacle(ConsumptionReading reading)
    {
        if (reading.State == ConsumptionState.Closed)
            return ContractResult.Refuse("ja-fechada", $"O consumo desta competência está fechado, versão {reading.Closings[0].Number}. Para mudar, reabra com motivo.");
        if (reading.Now < reading.Month.Whole.End)
            return ContractResult.Refuse("competencia-em-curso", $"O consumo só pode ser fechado depois de o mês terminar, em {ContractText.Instant(reading.Month.Whole.End)} (hora de Cuiabá).");
        if (!(reading.CountedUntil >= reading.Month.Whole.End))
            return ContractResult.Refuse("contagem-atrasada", "A contagem ainda não chegou ao fim do mês. Ela corre a cada minuto: tente de novo em instantes.");
        return null;
    }

    private static ContractResult Moved() =>
        ContractResult.Refuse("fatos-mudaram", "A contagem desta competência mudou enquanto você lia. Confira os números de novo e feche em seguida.");
}

/// <summary>Opens a closed month again: its adjustments move back into it as far as the months that hold them are open, and it can be closed as a new version.</summary>
public sealed class ReopenConsumption
{
    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly MessageUsage _usage;
    private readonly MeterWork _work;
    private readonly TimeProvider _clock;

    internal ReopenConsumption(IDbContextFactory<PortalDbContext> contexts, MessageUsage usage, MeterWork work, TimeProvider clock) =>
        (_contexts, _usage, _work, _clock) = (contexts, usage, work, clock);

    /// <summary>Opens the month. The closed version stays, with who opened it again and why.</summary>
    /// <param name="who">The fiscal officer; the caller has checked the role.</param>
    /// <param name="month">A closed month.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, BillingMonth month, string? reason, CancellationToken cancellation)
    {
        reason = reason?.Trim() ?? "";
        if (reason.Length is 0 or > CloseConsumption.MaxReason)
            return ContractResult.Refuse("motivo", $"Diga por que o consumo é reaberto, em até {CloseConsumption.MaxReason} caracteres.");
        long id;
        await using (var db = await _contexts.CreateDbContextAsync(cancellation))
        {
            var version = await db.ConsumptionVersions.Where(v => v.Month == month).OrderByDescending(v => v.Number)
                .Select(v => new { v.Id, v.Number, v.ReopenedAt }).FirstOrDefaultAsync(cancellation);
            if (version is not { ReopenedAt: null })
                return ContractResult.Refuse("nao-fechada", "O consumo desta competência não está fechado.");
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var (now, name) = (_clock.GetUtcNow(), who.Name);
            (await MeterWork.ProgressAsync(db, cancellation)).Version++;
            db.Audit(who, AuditActions.ConsumptionReopened, "consumo", month, now, $"Versão {version.Number}");
            db.Announce(ChangeTopics.ContractMonth, month, now);
            await db.SaveChangesAsync(cancellation);
            var opened = await db.ConsumptionVersions.Where(v => v.Id == version.Id && v.ReopenedAt == null).ExecuteUpdateAsync(
                s => s.SetProperty(v => v.ReopenedAt, now).SetProperty(v => v.ReopenedByName, name).SetProperty(v => v.ReopenReason, reason), cancellation);
            if (opened == 0)
                return ContractResult.Refuse("nao-fechada", "Outra pessoa reabriu esta competência agora há pouco.");
            await transaction.CommitAsync(cancellation);
            id = version.Id;
        }

        await BringBackAsync(month, cancellation);
        return ContractResult.Ok(id);
    }

    private async Task BringBackAsync(BillingMonth month, CancellationToken cancellation)
    {
        List<long> late;
        await using (var db = await _contexts.CreateDbContextAsync(cancellation))
        {
            late = await db.MeteredChanges.Join(db.ConsumptionDays.Where(d => d.OfMonth == month && d.Late), c => c.DayId, d => d.Id, (c, _) => c.MessageId)
                .Distinct().ToListAsync(cancellation);
        }

        foreach (var piece in late.Order().Chunk(2000))
            await _work.StepAsync(await _usage.OfAsync(piece, cancellation), _ => true, cancellation);
    }
}
