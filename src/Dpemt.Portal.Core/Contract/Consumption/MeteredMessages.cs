using System.Runtime.CompilerServices;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>Which messages of a month; null stands for all.</summary>
/// <param name="Month">The month that they are counted in, late lines included.</param>
/// <param name="Category">Category of the message.</param>
/// <param name="Day">Local day.</param>
/// <param name="Template">Name of a template; empty for free messages.</param>
/// <param name="ReceptionId">Reception; 0 for none.</param>
/// <param name="Reason">Why charged or free.</param>
/// <param name="Late">Only adjustments, or only the rest.</param>
/// <param name="Delivered">Only those whose sending is due, or only the rest.</param>
/// <param name="TemplatesOnly">Leaves free messages out.</param>
/// <param name="Differing">Only those of which Meta said something else than our tariff.</param>
public sealed record MeteredFilter(
    BillingMonth Month, ItemKind? Category = null, DateOnly? Day = null, string? Template = null, int? ReceptionId = null, ChargeReason? Reason = null, bool? Late = null,
    bool? Delivered = null, bool TemplatesOnly = false, bool Differing = false)
{
    internal IQueryable<ConsumptionDay> Of(IQueryable<ConsumptionDay> lines)
    {
        var (first, last) = Day is { } one ? (one, one) : (Month.FirstDay, Month.LastDay);
        lines = lines.Where(d => d.Day >= first && d.Day <= last);
        if (Category is { } category)
            lines = lines.Where(d => d.Category == category);
        if (Template is { } template)
            lines = lines.Where(d => d.Template == template);
        if (ReceptionId is { } reception)
            lines = lines.Where(d => d.ReceptionId == reception);
        if (Reason is { } reason)
            lines = lines.Where(d => d.Reason == reason);
        if (Late is { } late)
            lines = lines.Where(d => d.Late == late);
        if (Delivered is { } delivered)
            lines = lines.Where(d => (d.Reason != ChargeReason.NotDelivered) == delivered);
        if (TemplatesOnly)
            lines = lines.Where(d => d.Category != ItemKind.Service);
        // The same as ConsumptionSums.Differs, for the database.
        return Differing
            ? lines.Where(d => d.Reason != ChargeReason.NotDelivered && ((d.Meta != MetaWord.Silent && (d.Meta == MetaWord.Charged) != d.TariffCharges) || d.MetaCategory != d.Category))
            : lines;
    }
}

/// <summary>One message as it is counted.</summary>
/// <param name="MessageId">Its number in the portal.</param>
/// <param name="Wamid">Meta's id; null when it never came or the message was erased. It encodes the phone number: never for a log, an address or the screen.</param>
/// <param name="Day">Local day in which it counts; of a late line the day on which it became known.</param>
/// <param name="OfMonth">The month in which it was used.</param>
/// <param name="Category">Its category.</param>
/// <param name="Template">Name of the template; empty for free messages.</param>
/// <param name="ReceptionId">The reception; 0 for none.</param>
/// <param name="Charged">The category's price is due.</param>
/// <param name="Sent">The sending is due.</param>
/// <param name="Reason">Why.</param>
/// <param name="Meta">What Meta said.</param>
/// <param name="TariffCharges">What our tariff says.</param>
/// <param name="Late">In an adjustment line.</param>
/// <param name="Count">1; −1 where an adjustment takes the message out of a closed month.</param>
public sealed record MeteredLine(
    long MessageId, string? Wamid, DateOnly Day, BillingMonth OfMonth, ItemKind Category, string Template, int ReceptionId, bool Charged, bool Sent,
    ChargeReason Reason, MetaWord Meta, bool TariffCharges, bool Late, int Count);

/// <summary>A page of messages.</summary>
/// <param name="Lines">The messages, without Meta's ids.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record MeteredPage(IReadOnlyList<MeteredLine> Lines, string? Next);

/// <summary>Opens figures of consumption down to their messages. Reads in pieces, however many there are.</summary>
public sealed class MeteredMessages(IDbContextFactory<PortalDbContext> contexts, MessageUsage usage, TimeProvider clock)
{
    private const int Piece = 2000;

    /// <summary>Records that somebody takes a list with Meta's ids, which encode phone numbers, before the first line leaves.</summary>
    public async Task RecordExportAsync(Actor who, MeteredFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var chosen = new[]
        {
            filter.Category is { } category ? "categoria " + ConsumptionWords.Code(category) : null,
            filter.Day is { } day ? $"dia {day:dd/MM/yyyy}" : null,
            filter.Reason is { } reason ? "motivo " + ConsumptionWords.Code(reason) : null,
            filter.Template is { Length: > 0 } template ? "modelo " + template : null,
            filter.ReceptionId is { } reception ? $"recepção {reception}" : null,
        };
        db.Audit(who, AuditActions.ConsumptionExported, "consumo", filter.Month, clock.GetUtcNow(), "Lista de mensagens com wamid: " + string.Join(", ", chosen.OfType<string>().DefaultIfEmpty("todas")));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Messages that a filter finds, from the daily lines.</summary>
    public async Task<long> CountAsync(MeteredFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await filter.Of(db.ConsumptionDays.AsNoTracking()).SumAsync(d => d.Messages, cancellation);
    }

    /// <summary>All messages with Meta's ids, by day and number of their line. Made for files: the caller has checked who asks and records it.</summary>
    public async IAsyncEnumerable<MeteredLine> StreamAsync(MeteredFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var lines = await LinesAsync(filter, cancellation);
        for (var at = 0; at < lines.Count;)
        {
            // As many lines at once as make one piece; a longer line comes in several.
            var (end, sum) = (at, 0L);
            while (end < lines.Count && (end == at || sum + lines[end].Messages <= Piece))
                sum += Math.Abs(lines[end++].Messages);
            long? after = 0;
            while (after is not null)
            {
                var (entries, last) = await EntriesAsync(lines[at..end], after.Value, Piece, cancellation);
                var wamids = await usage.WamidsAsync([.. entries.Select(e => e.MessageId)], cancellation);
                foreach (var entry in entries)
                    yield return entry with { Wamid = wamids.GetValueOrDefault(entry.MessageId) };
                after = last;
            }

            at = end;
        }
    }

    /// <summary>A page for the screen.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor"><see cref="MeteredPage.Next"/> of the page before; null or unreadable begins at the first.</param>
    /// <param name="size">Lines on the page.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<MeteredPage> PageAsync(MeteredFilter filter, string? cursor, int size, CancellationToken cancellation)
    {
        var lines = await LinesAsync(filter, cancellation);
        var (line, message) = Read(cursor);
        var at = line == 0 ? 0 : Math.Max(0, lines.FindIndex(l => l.Id == line));
        var page = new List<MeteredLine>();
        for (; at < lines.Count; at++, message = 0)
        {
            var (entries, last) = await EntriesAsync([lines[at]], message, size - page.Count, cancellation);
            page.AddRange(entries);
            if (page.Count < size)
                continue;
            var next = last is { } more ? $"{lines[at].Id}-{more}" : at + 1 < lines.Count ? $"{lines[at + 1].Id}-0" : null;
            return new(page, next);
        }

        return new(page, null);
    }

    private async Task<List<ConsumptionDay>> LinesAsync(MeteredFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await filter.Of(db.ConsumptionDays.AsNoTracking()).OrderBy(d => d.Day).ThenBy(d => d.Id).ToListAsync(cancellation);
    }

    /// <summary>The entries of a few lines by message, from a number on; and where to go on, null at the end.</summary>
    private async Task<(List<MeteredLine> Entries, long? Last)> EntriesAsync(IReadOnlyList<ConsumptionDay> lines, long after, int most, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var byId = lines.ToDictionary(l => l.Id);
        var ids = byId.Keys.ToList();
        var first = await db.MeteredMessages.AsNoTracking().Where(m => ids.Contains(m.DayId) && m.MessageId > after)
            .OrderBy(m => m.MessageId).Take(most + 1).Select(m => new { m.MessageId, m.DayId, Count = 1 }).ToListAsync(cancellation);
        var further = await db.MeteredChanges.AsNoTracking().Where(c => ids.Contains(c.DayId) && c.MessageId > after)
            .OrderBy(c => c.MessageId).Take(most + 1).Select(c => new { c.MessageId, c.DayId, c.Count }).ToListAsync(cancellation);
        var all = first.Concat(further).OrderBy(e => e.MessageId).ThenBy(e => e.DayId).ToList();
        var page = all.Take(most).ToList();
        // The entries of one message stay together, so that its number alone says where to go on.
        if (all.Count > most)
            page.AddRange(all.Skip(most).TakeWhile(e => e.MessageId == page[^1].MessageId));
        var entries = page.Select(e => LineOf(byId[e.DayId], e.MessageId, e.Count)).OrderBy(e => e.Day).ThenBy(e => e.MessageId).ToList();
        return (entries, all.Count > page.Count ? page[^1].MessageId : null);
    }

    private static MeteredLine LineOf(ConsumptionDay line, long message, int count) => new(
        message, null, line.Day, line.OfMonth, line.Category, line.Template, line.ReceptionId,
        line.Reason is ChargeReason.Charged or ChargeReason.Service, line.Reason != ChargeReason.NotDelivered, line.Reason, line.Meta, line.TariffCharges, line.Late, count);

    private static (long Line, long Message) Read(string? cursor) =>
        cursor?.Split('-') is [var line, var message] && long.TryParse(line, System.Globalization.NumberStyles.None, null, out var l) && long.TryParse(message, System.Globalization.NumberStyles.None, null, out var m)
            ? (l, m)
            : (0, 0);
}
