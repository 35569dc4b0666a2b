using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>
/// Takes stored deliveries apart in the order in which they came: messages become events to be processed, statuses are
/// entered at once, repetitions are left out. Runs in one process at a time, under a lease.
/// </summary>
internal sealed class SplitDeliveries(
    IDbContextFactory<PortalDbContext> contexts, StatusBook statuses, MessageIndex index, CitizenIndex citizens,
    WriteTurns turns, MessagingSignals signals)
{
    private const int MaxDeliveries = 128;
    private const int MaxItems = 1000;
    private const int MaxFaults = 5;

    private int _faults;

    /// <summary>Splits what fits one transaction. Returns the number of deliveries that are no longer waiting.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var split = await SplitAsync(_faults == 0 ? MaxDeliveries : 1, cancellation);
            _faults = 0;
            return split;
        }
        catch (Exception fault) when (fault is not (DbException or OperationCanceledException) && fault is not DbUpdateException { InnerException: DbException { IsTransient: true } })
        {
            // One delivery spoils its batch: the next rounds take them one by one until the bad one is found.
            if (++_faults < MaxFaults)
                throw;
            _faults = 0;
            return await SetFirstAsideAsync(fault, cancellation);
        }
    }

    private async Task<int> SplitAsync(int most, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var waiting = await db.InboundDeliveries.AsNoTracking().Where(d => d.State == IntakeState.Waiting).OrderBy(d => d.Id).Take(most).ToListAsync(cancellation);
        var parts = new List<(InboundDelivery Delivery, IReadOnlyList<ReceivedItem> Items)>();
        var bad = new List<long>();
        var count = 0;
        foreach (var delivery in waiting.TakeWhile(_ => count < MaxItems))
        {
            try
            {
                var items = EnvelopeReader.Read(delivery.Body, delivery.ReceivedAt);
                parts.Add((delivery, items));
                count += items.Count;
            }
            catch (JsonException)
            {
                bad.Add(delivery.Id);
            }
        }

        if (parts.Count + bad.Count == 0)
            return 0;
        var drafts = parts.SelectMany(p => p.Items.Select((item, i) => Draft(item, p.Delivery, i))).ToList();
        await FindSubjectsAsync(db, drafts, cancellation);
        using (await turns.TakeAsync(cancellation))
            await StoreAsync(db, [.. parts.Select(p => p.Delivery.Id)], bad, drafts, cancellation);
        if (drafts.Any(d => d.Item is ReceivedMessage))
            signals.Split.Set();
        return parts.Count + bad.Count;
    }

    private async Task StoreAsync(PortalDbContext db, List<long> good, List<long> bad, List<EventDraft> drafts, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var done = await db.InboundDeliveries.Where(d => good.Contains(d.Id) && d.State == IntakeState.Waiting)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.State, IntakeState.Done), cancellation);
        if (done != good.Count)
            return; // Another process has split some of them: the lease had lapsed. Look again.
        if (bad.Count > 0)
        {
            await db.InboundDeliveries.Where(d => bad.Contains(d.Id)).ExecuteUpdateAsync(
                s => s.SetProperty(d => d.State, IntakeState.SetAside).SetProperty(d => d.Fault, "O corpo não é um JSON válido."), cancellation);
        }

        var reports = drafts.Where(d => d.Item is StatusReport { Status: not null }).Select(d => (StatusReport)d.Item).ToList();
        var early = new HashSet<ReceivedItem>(await statuses.EnterAsync(db, reports, cancellation), ReferenceEqualityComparer.Instance);
        var events = drafts.Where(d => d.Item is not StatusReport { Status: not null } || early.Contains(d.Item)).ToList();
        await LeaveOutRepetitionsAsync(db, events, cancellation);
        db.InboundEvents.AddRange(events.Select(d => d.Event));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task LeaveOutRepetitionsAsync(PortalDbContext db, List<EventDraft> drafts, CancellationToken cancellation)
    {
        var known = new HashSet<string>();
        foreach (var chunk in drafts.Select(d => d.Event.DedupKey).Chunk(500))
        {
            var keys = chunk.ToList();
            known.UnionWith((await db.InboundEvents.AsNoTracking().Where(e => keys.Contains(e.DedupKey)).Select(e => e.DedupKey).ToListAsync(cancellation))
                .Select(Convert.ToHexString));
        }

        drafts.RemoveAll(d => !known.Add(Convert.ToHexString(d.Event.DedupKey)));
    }

    private EventDraft Draft(ReceivedItem item, InboundDelivery delivery, int position)
    {
        // What names itself by nothing is unique by where it stood.
        var place = $"{delivery.Id}/{position}";
        var stored = new InboundEvent
        {
            DeliveryId = delivery.Id,
            DedupKey = [],
            Subject = [],
            Payload = item.Payload,
            ReceivedAt = delivery.ReceivedAt,
        };
        switch (item)
        {
            case ReceivedMessage message:
                var phone = PhoneNumber.OfWire(message.From);
                stored.Kind = InboundEventKind.Message;
                stored.DedupKey = message.Wamid is null ? index.Of("event-place", place) : index.Of("event-message", message.Wamid);
                stored.Subject = phone is not null ? citizens.Phone(phone)
                    : message.MetaUserId is not null ? citizens.MetaUser(message.MetaUserId) : stored.DedupKey;
                if (message.Wamid is null)
                    SetAside(stored, "A mensagem veio sem id.");
                else if (phone is null && message.MetaUserId is null)
                    SetAside(stored, "A mensagem veio sem o telefone e sem o identificador de quem a enviou.");
                break;
            case StatusReport status:
                stored.Kind = InboundEventKind.Status;
                // Stored only when no message has it yet: the outbox hastens it, so there is no use in looking at once.
                stored.NextAttemptAt = delivery.ReceivedAt + TimeSpan.FromSeconds(1);
                stored.DedupKey = status.Wamid is null && status.RequestId is null
                    ? index.Of("event-place", place)
                    : index.Of("event-status", $"{status.Wamid}\0{status.Word}\0{PhoneNumber.OfWire(status.Recipient) ?? status.Recipient}\0{(status.Wamid is null ? status.RequestId : null)}");
                stored.Subject = status.RequestId is not null ? index.WaitingForRequest(status.RequestId)
                    : status.Wamid is not null ? index.WaitingForWamid(status.Wamid) : stored.DedupKey;
                if (status.Status is null)
                    SetAside(stored, status.Word.Length == 0 ? "O status veio sem nome." : "O status não é conhecido.");
                else if (status.Wamid is null && status.RequestId is null)
                    SetAside(stored, "O status não diz de qual mensagem é.");
                break;
            default:
                stored.Kind = InboundEventKind.Other;
                stored.DedupKey = index.Of("event-place", place);
                stored.Subject = stored.DedupKey;
                stored.State = IntakeState.Done;
                break;
        }

        return new(item, stored);
    }

    /// <summary>An event that carries only the user id of a person whose phone is known stands in line with those of her phone.</summary>
    private static async Task FindSubjectsAsync(PortalDbContext db, List<EventDraft> drafts, CancellationToken cancellation)
    {
        var lone = drafts.Where(d => d.Item is ReceivedMessage { From: null, MetaUserId: not null }).ToList();
        if (lone.Count == 0)
            return;
        var keys = lone.ConvertAll(d => d.Event.Subject);
        var phones = await db.Citizens.AsNoTracking().Where(c => c.PhoneIndex != null && c.MetaUserIdIndex != null && keys.Contains(c.MetaUserIdIndex))
            .Select(c => new { c.MetaUserIdIndex, c.PhoneIndex }).ToListAsync(cancellation);
        foreach (var draft in lone)
            draft.Event.Subject = phones.FirstOrDefault(p => draft.Event.Subject.AsSpan().SequenceEqual(p.MetaUserIdIndex))?.PhoneIndex ?? draft.Event.Subject;
    }

    private static void SetAside(InboundEvent stored, string reason)
    {
        stored.State = IntakeState.SetAside;
        stored.Fault = reason;
    }

    private async Task<int> SetFirstAsideAsync(Exception fault, CancellationToken cancellation)
    {
        var reason = fault is CryptographicException
            ? "O corpo guardado não pôde ser aberto: falta a chave ou o valor foi alterado."
            : $"O corpo não pôde ser processado ({fault.GetType().Name}).";
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var first = await db.InboundDeliveries.Where(d => d.State == IntakeState.Waiting).OrderBy(d => d.Id).Select(d => d.Id).FirstOrDefaultAsync(cancellation);
        using var turn = await turns.TakeAsync(cancellation);
        return await db.InboundDeliveries.Where(d => d.Id == first && d.State == IntakeState.Waiting).ExecuteUpdateAsync(
            s => s.SetProperty(d => d.State, IntakeState.SetAside).SetProperty(d => d.Fault, reason), cancellation);
    }

    private sealed record EventDraft(ReceivedItem Item, InboundEvent Event);
}
