using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Months;

/// <summary>Closes a month: freezes facts and result as a <see cref="MonthVersion"/>.</summary>
public sealed class CloseMonth(MonthView view, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Longest reason.</summary>
    public const int MaxReason = 2000;

    /// <summary>Closes the month, or closes it anew beside the versions that are there.</summary>
    /// <param name="who">The fiscal officer; the caller has checked the role.</param>
    /// <param name="month">A month that is over.</param>
    /// <param name="seen"><see cref="MonthReading.FactsHash"/> of the reading that the person saw: closing something else is refused. Null closes what is there.</param>
    /// <param name="reason">Why it is closed anew; not needed the first time.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>The id of the version, or a refusal that says what to do.</returns>
    public async Task<ContractResult> RunAsync(Actor who, BillingMonth month, string? seen, string? reason, CancellationToken cancellation)
    {
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (await view.RunAsync(month, cancellation) is not { } reading)
            return ContractResult.Refuse("sem-contrato", "Nenhum contrato foi importado. Importe o contrato antes de fechar competências.");
        if (Obstacle(reading) is { } obstacle)
            return obstacle;
        var facts = MonthFacts.Of(reading);
        var json = facts.ToJson();
        var hash = MonthFacts.HashOf(json);
        if (seen is not null && seen != hash)
            return ContractResult.Refuse("fatos-mudaram", "Algo desta competência mudou enquanto você lia. Confira os números de novo e feche em seguida.");
        var last = reading.Newest;
        if (last?.Sha256 == hash)
            return ContractResult.Refuse("nada-mudou", $"Nada mudou desde a versão {last.Number}: ela continua valendo.");
        if (last is not null && reason is null)
            return ContractResult.Refuse("motivo", $"A competência já tem a versão {last.Number}. Diga o motivo da nova versão; a anterior continua guardada ao lado.");
        if (reason?.Length > MaxReason)
            return ContractResult.Refuse("motivo", $"Resuma o motivo em até {MaxReason} caracteres.");
        var version = Freeze(reading, json, hash, last, reason, who);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.MonthVersions.Add(version);
        db.Audit(who, AuditActions.MonthClosed, "competencia", month, version.At, $"Versão {version.Number}, SHA-256 {hash}");
        db.Announce(ChangeTopics.ContractMonth, month, version.At);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await using var fresh = await contexts.CreateDbContextAsync(cancellation);
            if (await fresh.MonthVersions.AnyAsync(v => v.Month == month && v.Number == version.Number, cancellation))
                return ContractResult.Refuse("fechada-por-outro", "Outra pessoa fechou esta competência agora há pouco. Veja a versão dela antes de continuar.");
            throw;
        }

        return ContractResult.Ok(version.Id);
    }

    /// <summary>What stands against closing, or null: also to say so beside the button before anybody clicks.</summary>
    public static ContractResult? Obstacle(MonthReading reading)
    {
        if (reading.Period.IsEmpty)
            return ContractResult.Refuse("fora-da-vigencia", "O contrato não estava em vigor nesta competência: não há o que fechar.");
        if (reading.Now < reading.Period.End)
            return ContractResult.Refuse("competencia-em-curso", $"A competência só pode ser fechada depois de terminar, em {ContractText.Instant(reading.Period.End)} (hora de Cuiabá).");
        if (reading.Outages.FirstOrDefault(o => o.Ongoing) is { } open)
            return ContractResult.Refuse("incidente-aberto", $"O incidente {open.Incident.Id} ainda está aberto. Encerre-o, com a hora certa do retorno, e feche a competência depois.");
        if (reading.WaitsForDecision)
        {
            return ContractResult.Refuse(
                "lacuna-sem-decisao", "O índice está na lacuna do TR 5.7.1 e ninguém decidiu ainda. Registre a decisão sobre a lacuna, com motivo, e feche em seguida.");
        }

        return null;
    }

    private MonthVersion Freeze(MonthReading reading, string json, string hash, MonthVersion? last, string? reason, Actor who)
    {
        var judged = reading.Availability;
        return new()
        {
            Month = reading.Month,
            Number = (last?.Number ?? 0) + 1,
            Facts = json,
            Sha256 = hash,
            EvidenceHash = reading.Material.EvidenceHash,
            RuleVersion = judged.Rule.Version,
            Index = judged.Index,
            PeriodTicks = judged.Period.Ticks,
            DownTicks = judged.DownTicks,
            Met = judged.Met,
            Gap = judged.Gap,
            Discount = reading.Discount,
            Billed = reading.Billed.Value,
            BilledIsEstimate = reading.Billed.IsEstimate,
            Glosa = reading.Glosa,
            Reason = reason,
            At = clock.GetUtcNow(),
            ByUserId = who.UserId,
            ByName = who.Name,
        };
    }
}
