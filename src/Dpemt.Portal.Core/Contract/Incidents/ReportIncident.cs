using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>What another monitor reports.</summary>
/// <param name="Form">The facts.</param>
/// <param name="Source">What the monitor calls itself.</param>
/// <param name="Key">Its key: the same key of the same API key is the same incident.</param>
public sealed record IncidentReport(IncidentForm Form, string Source, string Key);

/// <summary>What became of a report.</summary>
/// <param name="Result">Done, or refused.</param>
/// <param name="Created">True when it made a new incident.</param>
public sealed record ReportResult(ContractResult Result, bool Created = false);

/// <summary>
/// Takes incidents of other monitors. The same key again changes nothing, except that it may bring the end of an incident
/// that still lasts. What people corrected meanwhile outranks the monitor.
/// </summary>
public sealed class ReportIncident(IDbContextFactory<PortalDbContext> contexts, CurrentContract contract, EndIncident end, TimeProvider clock)
{
    /// <summary>Longest key and source.</summary>
    public const int MostLetters = 100;

    /// <summary>Takes one report.</summary>
    /// <param name="who">The system, by the name of its API key.</param>
    /// <param name="report">What it says.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<ReportResult> RunAsync(Actor who, IncidentReport report, CancellationToken cancellation)
    {
        if (await FindAsync(who.Name, report.Key, cancellation) is { } known)
            return await AgainAsync(who, known, report, cancellation);
        var now = clock.GetUtcNow();
        var form = report.Form;
        if (IncidentRules.Check(form.Start, form.End, form.Description, await contract.FindAsync(cancellation), now) is { } refusal)
            return new(new ContractResult(refusal));
        var incident = OpenIncident.Make(form, IncidentOrigin.Api, who.Name, now);
        (incident.IdempotencyKey, incident.Source) = (report.Key, report.Source);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        try
        {
            await OpenIncident.AddAsync(db, who, incident, IncidentActs.Reported, $"Informado por {report.Source}", now, cancellation);
            await transaction.CommitAsync(cancellation);
            return new(ContractResult.Ok(incident.Id), Created: true);
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync(cancellation);
            // The same report came twice at once, and the other one was faster.
            if (await FindAsync(who.Name, report.Key, cancellation) is { } other)
                return await AgainAsync(who, other, report, cancellation);
            throw;
        }
    }

    private async Task<ReportResult> AgainAsync(Actor who, Incident known, IncidentReport report, CancellationToken cancellation)
    {
        if (await ComponentOfAsync(known, cancellation) != report.Form.Component)
            return new(ContractResult.Refuse("chave-de-outro-incidente", "Esta chave de idempotência já é de um incidente de outro componente. Use uma chave nova."));
        var current = await CurrentAsync(known, cancellation);
        if (report.Form.End is not { } at || current.State != IncidentState.Open)
            return new(ContractResult.Ok(current.Id));
        var ended = await end.RunAsync(who, current.Id, current.Version, at, $"Fim informado por {report.Source}", cancellation);
        if (ended.Refusal?.Code is not ("mudou" or "ja-encerrado"))
            return new(ended);
        // Somebody was faster: what stands now is the answer.
        return new(ContractResult.Ok((await CurrentAsync((await FindAsync(who.Name, report.Key, cancellation))!, cancellation)).Id));
    }

    private async Task<Incident?> FindAsync(string origin, string key, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.OriginName == origin && i.IdempotencyKey == key && i.IdempotencyKey != null, cancellation);
    }

    /// <summary>The component as it was reported: people may have corrected it since.</summary>
    private async Task<Availability.ServiceComponent> ComponentOfAsync(Incident known, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var first = await db.IncidentRevisions.AsNoTracking().Where(r => r.IncidentId == known.Id && r.Before != null).OrderBy(r => r.Id)
            .Select(r => r.Before).FirstOrDefaultAsync(cancellation);
        return IncidentFacts.Read(first)?.Component ?? known.Component;
    }

    /// <summary>The incident that stands where the reported one was split or joined: the one that lasts, or else the latest.</summary>
    private async Task<Incident> CurrentAsync(Incident known, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var current = known;
        for (var steps = 0; current.State == IncidentState.Replaced && steps < 100; steps++)
        {
            var id = current.Id;
            var joined = await db.IncidentRevisions.AsNoTracking()
                .Where(r => r.IncidentId == id && r.Act == IncidentActs.Joined).Select(r => r.OtherIncidentId).FirstOrDefaultAsync(cancellation);
            var next = joined is { } whole
                ? await db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == whole, cancellation)
                : await db.Incidents.AsNoTracking()
                    .Where(i => db.IncidentRevisions.Any(r => r.IncidentId == i.Id && r.Act == IncidentActs.Replacing && r.OtherIncidentId == id))
                    .OrderByDescending(i => i.StartAt).FirstOrDefaultAsync(cancellation);
            if (next is null)
                break;
            current = next;
        }

        return current;
    }
}
