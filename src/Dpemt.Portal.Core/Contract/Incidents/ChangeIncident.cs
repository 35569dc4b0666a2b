using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>One change as it runs.</summary>
/// <param name="Db">The context that saves it.</param>
/// <param name="Incident">The incident, to be changed.</param>
/// <param name="Contract">The contract, or null.</param>
/// <param name="Now">The time of the act.</param>
internal sealed record RunningChange(PortalDbContext Db, Incident Incident, ContractInForce? Contract, DateTimeOffset Now);

/// <summary>What every act on one incident shares: the version that the person saw, what was before, trail, announcements.</summary>
public sealed class ChangeIncident(IDbContextFactory<PortalDbContext> contexts, CurrentContract contract, TimeProvider clock)
{
    /// <summary>Opens a context, loads and checks, lets <paramref name="apply"/> change the incident, and saves all or nothing.</summary>
    /// <param name="who">Who acts.</param>
    /// <param name="id">The incident.</param>
    /// <param name="version">The version that the person saw.</param>
    /// <param name="act">One of <see cref="IncidentActs"/>.</param>
    /// <param name="reason">Why; checked by the act.</param>
    /// <param name="document">The document that proves it, or null; must be stored already.</param>
    /// <param name="apply">Changes the incident, or says what stands against it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<ContractResult> RunAsync(
        Actor who, long id, int version, string act, string? reason, long? document, Func<RunningChange, Task<Refusal?>> apply, CancellationToken cancellation)
    {
        var terms = await contract.FindAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Incidents.SingleOrDefaultAsync(i => i.Id == id, cancellation) is not { } incident)
            return ContractResult.Refuse("incidente", "Este incidente não existe.");
        if (incident.Version != version)
            return await StaleAsync(db, id, cancellation);
        if (!incident.Stands)
            return Gone(incident);
        if (document is { } proof && !await db.ContractDocuments.AnyAsync(d => d.Id == proof, cancellation))
            return ContractResult.Refuse("documento", "O documento anexado não foi encontrado. Anexe-o de novo.");
        var now = clock.GetUtcNow();
        var before = IncidentFacts.Of(incident);
        if (await apply(new(db, incident, terms, now)) is { } refusal)
            return new(refusal);
        incident.Version++;
        incident.ChangedAt = now;
        db.NoteChange(who, incident, act, before, reason?.Trim(), now, document);
        var months = db.AnnounceIncident(incident, before, now);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
            return await StaleAsync(db, id, cancellation);
        }

        return ContractResult.Ok(id, await ClosedNoteAsync(db, months, cancellation));
    }

    /// <summary>The sentence that a change of a closed month calls for; null when none of them is closed.</summary>
    internal static async Task<string?> ClosedNoteAsync(PortalDbContext db, IReadOnlyCollection<BillingMonth> months, CancellationToken cancellation)
    {
        var closed = new SortedSet<BillingMonth>();
        foreach (var month in months)
        {
            if (await db.MonthVersions.AnyAsync(v => v.Month == month, cancellation))
                closed.Add(month);
        }

        return closed.Count switch
        {
            0 => null,
            1 => $"A competência {closed.Min.Label} já está fechada: o que foi fechado continua como está, e esta mudança pede uma nova versão do fechamento.",
            _ => $"As competências {string.Join(", ", closed.Select(m => m.Label))} já estão fechadas: o que foi fechado continua como está, e esta mudança pede uma nova versão de cada fechamento.",
        };
    }

    /// <summary>What the second of two people is told.</summary>
    internal static async Task<ContractResult> StaleAsync(PortalDbContext db, long id, CancellationToken cancellation)
    {
        var last = await db.IncidentRevisions.AsNoTracking().Where(r => r.IncidentId == id).OrderByDescending(r => r.Id)
            .Select(r => new { r.ActorName, r.At }).FirstOrDefaultAsync(cancellation);
        var by = last is null ? "outra pessoa" : $"{last.ActorName}, em {ContractTime.Local(last.At):dd/MM/yyyy 'às' HH:mm},";
        return ContractResult.Refuse("mudou", $"Enquanto você preenchia, {by} mudou este incidente. Nada seu foi gravado: confira como ele está agora e repita, se ainda for o caso.");
    }

    internal static ContractResult Gone(Incident incident) => ContractResult.Refuse(
        "nao-vale-mais", incident.State == IncidentState.Replaced
            ? "Este incidente foi dividido ou unido: mude os que ficaram no lugar dele."
            : "Este incidente foi retirado e não muda mais. Se a indisponibilidade existiu, registre um novo.");
}
