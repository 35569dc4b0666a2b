using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>
/// Enters statuses into the life of their messages: each once, never backwards, in whatever order they come. Messages
/// are touched by the few columns that change, since most of what a message holds is sealed.
/// </summary>
internal sealed class StatusBook(MessageIndex index, CitizenIndex citizens, TimeProvider clock)
{
    /// <summary>
    /// Enters known statuses in the caller's transaction and returns those that have no message yet. Saves.
    /// </summary>
    /// <exception cref="DbUpdateException">Another process entered the same at the same time: begin again with a new context.</exception>
    internal async Task<IReadOnlyList<StatusReport>> EnterAsync(PortalDbContext db, IReadOnlyList<StatusReport> reports, CancellationToken cancellation)
    {
        if (reports.Count == 0)
            return [];
        var found = await MatchAsync(db, reports, cancellation);
        var ids = found.Values.Select(m => m.Id).Distinct().ToList();
        var had = (await db.MessageStatusChanges.AsNoTracking().Where(c => ids.Contains(c.MessageId))
            .Select(c => new { c.MessageId, c.Status }).ToListAsync(cancellation)).Select(c => (c.MessageId, c.Status)).ToHashSet();
        var now = clock.GetUtcNow();
        var changed = new Dictionary<long, Known>();
        foreach (var report in reports)
        {
            if (found.TryGetValue(report, out var message))
                Enter(db, message, report, had, changed, now);
        }

        foreach (var conversation in changed.Values.Where(m => m.ConversationId is not null).Select(m => m.ConversationId!.Value).Distinct())
            db.Announce(ChangeTopics.Conversation, conversation, now);
        await db.SaveChangesAsync(cancellation);
        var resolved = changed.Values.Where(m => m.WasUnknown).Select(m => m.Id).ToList();
        if (resolved.Count > 0)
            await db.OutboxEntries.Where(e => resolved.Contains(e.MessageId) && e.State == OutboxState.Unknown).ExecuteDeleteAsync(cancellation);
        return [.. reports.Where(r => !found.ContainsKey(r))];
    }

    private void Enter(
        PortalDbContext db, Known message, StatusReport report, HashSet<(long, MessageStatus)> had, Dictionary<long, Known> changed, DateTimeOffset now)
    {
        var status = report.Status!.Value;
        if (report.Wamid is not null && message.WamidIndex is null)
        {
            var entity = Tracked(db, message);
            entity.Wamid = report.Wamid;
            entity.WamidIndex = message.WamidIndex = index.Wamid(report.Wamid);
            db.Entry(entity).Property(m => m.Wamid).IsModified = true;
            db.Entry(entity).Property(m => m.WamidIndex).IsModified = true;
        }

        if (!had.Add((message.Id, status)))
            return;
        db.MessageStatusChanges.Add(new MessageStatusChange
        {
            MessageId = message.Id,
            Status = status,
            OccurredAt = report.At,
            ReceivedAt = now,
            ErrorCode = report.ErrorCode,
            PricingType = report.PricingType,
            PricingCategory = report.PricingCategory,
            Billable = report.Billable,
        });
        changed[message.Id] = message;
        if (status <= message.Status)
            return;
        var row = Tracked(db, message);
        row.Status = message.Status = status;
        db.Entry(row).Property(m => m.Status).IsModified = true;
        row.ErrorCode = status == MessageStatus.Failed ? report.ErrorCode : null;
        row.ErrorDetail = status == MessageStatus.Failed ? report.ErrorDetail : null;
        db.Entry(row).Property(m => m.ErrorCode).IsModified = true;
        db.Entry(row).Property(m => m.ErrorDetail).IsModified = true;
    }

    /// <summary>A stand-in for the message of which only the columns set afterwards are written, against the status that was read.</summary>
    private static Message Tracked(PortalDbContext db, Known known)
    {
        if (known.Entity is null)
        {
            known.Entity = new Message { Id = known.Id, Status = known.Status };
            db.Messages.Attach(known.Entity);
        }

        return known.Entity;
    }

    private async Task<Dictionary<StatusReport, Known>> MatchAsync(PortalDbContext db, IReadOnlyList<StatusReport> reports, CancellationToken cancellation)
    {
        var wamids = reports.Where(r => r.Wamid is not null).Select(r => r.Wamid!).Distinct().ToDictionary(w => w, index.Wamid);
        var keys = wamids.Values.ToList();
        var byWamid = (await Select(db, db.Messages.Where(m => m.WamidIndex != null && keys.Contains(m.WamidIndex))).ToListAsync(cancellation))
            .ToDictionary(m => Convert.ToHexString(m.WamidIndex!));
        var found = new Dictionary<StatusReport, Known>(ReferenceEqualityComparer.Instance);
        var (rest, nameless) = (new List<StatusReport>(), new List<StatusReport>());
        foreach (var report in reports)
        {
            if (report.Wamid is not null && byWamid.TryGetValue(Convert.ToHexString(wamids[report.Wamid]), out var known))
                found[report] = known;
            else if (report.RequestId is not null)
                rest.Add(report);
            else if (report.Recipient is not null)
                nameless.Add(report);
        }

        if (rest.Count > 0)
            await MatchByRequestAsync(db, rest, byWamid.Values, found, cancellation);
        if (nameless.Count > 0)
            await MatchByRecipientAsync(db, nameless, found, cancellation);
        return found;
    }

    /// <summary>
    /// A status that names neither a request nor a message that we know belongs to a send whose answer was lost, if that is
    /// the only send to the recipient whose message id is not known yet and the status is the only stranger. Else it waits.
    /// </summary>
    private async Task MatchByRecipientAsync(
        PortalDbContext db, List<StatusReport> reports, Dictionary<StatusReport, Known> found, CancellationToken cancellation)
    {
        var byRecipient = reports.GroupBy(r => PhoneNumber.OfWire(r.Recipient)).Where(g => g.Key is not null && g.Select(r => r.Wamid).Distinct().Count() == 1)
            .ToDictionary(g => Convert.ToHexString(citizens.Phone(g.Key!)), g => g.ToList());
        var keys = byRecipient.Keys.Select(Convert.FromHexString).ToList();
        var open = await Select(db, db.Messages.Where(m =>
            m.WamidIndex == null && (m.Status == MessageStatus.Sending || m.Status == MessageStatus.Unknown || m.Status == MessageStatus.Accepted)
            && db.Citizens.Any(c => c.Id == m.CitizenId && c.PhoneIndex != null && keys.Contains(c.PhoneIndex)))).ToListAsync(cancellation);
        foreach (var sends in open.GroupBy(m => Convert.ToHexString(m.PhoneIndex!)))
        {
            if (sends.Count() != 1 || !sends.Single().WasUnknown)
                continue;
            foreach (var report in byRecipient[sends.Key])
                found[report] = sends.Single();
        }
    }

    private async Task MatchByRequestAsync(
        PortalDbContext db, List<StatusReport> reports, IEnumerable<Known> loaded, Dictionary<StatusReport, Known> found, CancellationToken cancellation)
    {
        var requests = reports.Select(r => r.RequestId!).Distinct().ToList();
        var seen = loaded.ToDictionary(m => m.Id);
        var byRequest = (await Select(db, db.Messages.Where(m => m.RequestId != null && requests.Contains(m.RequestId))).ToListAsync(cancellation))
            .Select(m => seen.GetValueOrDefault(m.Id, m)).ToLookup(m => m.RequestId);
        foreach (var report in reports)
        {
            var phone = PhoneNumber.OfWire(report.Recipient);
            var key = phone is null ? null : citizens.Phone(phone);
            // A package may have many recipients; a request of one message needs no proof of the recipient.
            var candidates = byRequest[report.RequestId].ToList();
            var match = candidates.FirstOrDefault(m => key is not null && m.PhoneIndex is not null && key.AsSpan().SequenceEqual(m.PhoneIndex))
                ?? (candidates.Count == 1 ? candidates[0] : null);
            if (match is not null)
                found[report] = match;
        }
    }

    private static IQueryable<Known> Select(PortalDbContext db, IQueryable<Message> messages) => messages.AsNoTracking().Select(m => new Known
    {
        Id = m.Id,
        ConversationId = m.ConversationId,
        Status = m.Status,
        WamidIndex = m.WamidIndex,
        RequestId = m.RequestId,
        PhoneIndex = db.Citizens.Where(c => c.Id == m.CitizenId).Select(c => c.PhoneIndex).FirstOrDefault(),
        WasUnknown = m.Status == MessageStatus.Unknown,
    });

    private sealed class Known
    {
        public long Id { get; init; }
        public Guid? ConversationId { get; init; }
        public MessageStatus Status { get; set; }
        public byte[]? WamidIndex { get; set; }
        public string? RequestId { get; init; }
        public byte[]? PhoneIndex { get; init; }
        public bool WasUnknown { get; init; }
        public Message? Entity { get; set; }
    }
}
