using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>The facts of an incident that somebody enters.</summary>
/// <param name="Component">What was down.</param>
/// <param name="Scope">Part or whole.</param>
/// <param name="Start">First instant without service.</param>
/// <param name="End">First instant with service again; null while it lasts.</param>
/// <param name="Description">What happened, without personal data, at most 2000 characters.</param>
public sealed record IncidentForm(ServiceComponent Component, OutageScope Scope, DateTimeOffset Start, DateTimeOffset? End, string Description);

/// <summary>Opens an incident by hand (TR 5.6, 5.7).</summary>
public sealed class OpenIncident(IDbContextFactory<PortalDbContext> contexts, CurrentContract contract, TimeProvider clock)
{
    /// <summary>Opens it, also one that is over already.</summary>
    public async Task<ContractResult> RunAsync(Actor who, IncidentForm form, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (IncidentRules.Check(form.Start, form.End, form.Description, await contract.FindAsync(cancellation), now) is { } refusal)
            return new(refusal);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var incident = Make(form, IncidentOrigin.Person, who.Name, now);
        await AddAsync(db, who, incident, IncidentActs.Opened, null, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return ContractResult.Ok(incident.Id, await ChangeIncident.ClosedNoteAsync(db, [.. IncidentBook.MonthsOf(incident.StartAt, incident.EndAt, now)], cancellation));
    }

    internal static Incident Make(IncidentForm form, IncidentOrigin origin, string originName, DateTimeOffset now) => new()
    {
        Component = form.Component,
        Scope = form.Scope,
        StartAt = form.Start.ToUniversalTime(),
        EndAt = form.End?.ToUniversalTime(),
        State = form.End is null ? IncidentState.Open : IncidentState.Ended,
        Origin = origin,
        OriginName = originName,
        Description = form.Description.Trim(),
        Version = 1,
        CreatedAt = now,
        ChangedAt = now,
    };

    /// <summary>Saves a new incident with its first entry; who is on duty is told of one that lasts.</summary>
    internal static async Task AddAsync(PortalDbContext db, Actor who, Incident incident, string act, string? reason, DateTimeOffset now, CancellationToken cancellation)
    {
        db.Incidents.Add(incident);
        await db.SaveChangesAsync(cancellation);
        db.NoteChange(who, incident, act, null, reason, now);
        db.AnnounceIncident(incident, null, now);
        if (incident.State == IncidentState.Open)
            await db.TellAsync(NoticeSubjects.Incidents, $"incidente-{incident.Id}-aberto", IncidentTexts.OpenedTitle(incident), IncidentTexts.Facts(incident), now, cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
