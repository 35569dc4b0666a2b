using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>What every change of an incident writes beside it, in the same transaction.</summary>
public static class IncidentBook
{
    /// <summary>Adds the entry of the timeline and the line of the audit trail. <paramref name="incident"/> must have its id.</summary>
    /// <param name="db">The context that saves the change too.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="incident">The incident as it is now, with its new version.</param>
    /// <param name="act">One of <see cref="IncidentActs"/>.</param>
    /// <param name="before">What it was; null for an opening or a note.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    /// <param name="document">The document that proves it.</param>
    /// <param name="other">The other incident of a split or a join.</param>
    public static void NoteChange(
        this PortalDbContext db, Actor who, Incident incident, string act, IncidentFacts? before, string? reason, DateTimeOffset at, long? document = null, long? other = null)
    {
        db.IncidentRevisions.Add(new IncidentRevision
        {
            IncidentId = incident.Id,
            Version = incident.Version,
            At = at,
            ActorUserId = who.UserId,
            ActorName = who.Name,
            Act = act,
            Reason = reason,
            Before = before?.ToJson(),
            DocumentId = document,
            OtherIncidentId = other,
        });
        db.Audit(who, AuditActions.IncidentChanged, "incidente", incident.Id, at, act + (reason is null ? "" : ": " + Cut(reason, 900)));
    }

    /// <summary>Tells the screens of the incident and of every month that it touched before and touches now.</summary>
    public static IReadOnlyCollection<BillingMonth> AnnounceIncident(this PortalDbContext db, Incident incident, IncidentFacts? before, DateTimeOffset at)
    {
        var months = new SortedSet<BillingMonth>(MonthsOf(incident.StartAt, incident.EndAt, at));
        if (before?.StartAt is { } start)
            months.UnionWith(MonthsOf(start, before.EndAt, at));
        db.Announce(ChangeTopics.Incident, incident.Id, at);
        foreach (var month in months)
            db.Announce(ChangeTopics.ContractMonth, month, at);
        return months;
    }

    /// <summary>The months in which a stretch lies; one that lasts reaches to <paramref name="now"/>.</summary>
    public static IEnumerable<BillingMonth> MonthsOf(DateTimeOffset start, DateTimeOffset? end, DateTimeOffset now)
    {
        var last = (end ?? now).AddTicks(-1);
        var until = BillingMonth.Of(last > start ? last : start);
        for (var month = BillingMonth.Of(start); month <= until; month = month.Plus(1))
            yield return month;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
