using System.Globalization;
using System.Text;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>
/// Puts messages where they count and takes them out of where they counted before, in the caller's transaction. What lies in a closed
/// month stays there; the difference goes to lines of today. Placing the same messages again changes nothing.
/// </summary>
/// <param name="db">A context of this transaction alone.</param>
/// <param name="tariff">Our dated tariff.</param>
/// <param name="closed">The closed months.</param>
/// <param name="today">The local day on which late changes become known.</param>
internal sealed class PlaceMessages(PortalDbContext db, MetaTariff tariff, IReadOnlySet<BillingMonth> closed, DateOnly today)
{
    private readonly Dictionary<UseKey, ConsumptionDay> _lines = [];
    private readonly Dictionary<long, ConsumptionDay> _byId = [];
    private readonly HashSet<DateOnly> _read = [];
    private readonly List<(long Message, UseKey Line)> _first = [];
    private readonly List<(long Message, UseKey Line, int Count)> _further = [];
    private readonly List<long> _leaving = [];

    /// <summary>Places them and saves. Returns how many entries moved.</summary>
    internal async Task<int> RunAsync(IReadOnlyList<UsedMessage> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
            return 0;
        var ids = messages.Select(m => m.Id).ToList();
        var (low, high) = (ids[0], ids[^1]);
        var before = await (high - low < 4L * ids.Count ? db.MeteredMessages.Where(m => m.MessageId >= low && m.MessageId <= high) : db.MeteredMessages.Where(m => ids.Contains(m.MessageId)))
            .AsNoTracking().ToDictionaryAsync(m => m.MessageId, m => m.DayId, cancellation);
        var changes = (await db.MeteredChanges.Where(c => c.MessageId >= low && c.MessageId <= high).ToListAsync(cancellation)).ToLookup(c => c.MessageId);
        await ReadLinesAsync([.. before.Values.Concat(changes.SelectMany(g => g).Select(c => c.DayId)).Distinct()], cancellation);
        var moved = 0;
        foreach (var message in messages)
            moved += Place(message, before.TryGetValue(message.Id, out var line) ? line : null, changes[message.Id].ToList()) ? 1 : 0;
        if (moved > 0)
            await WriteAsync(cancellation);
        return moved;
    }

    private bool Place(UsedMessage message, long? firstLine, List<MeteredChange> changes)
    {
        var wanted = MeteringDecision.Of(message, tariff);
        var first = firstLine is { } id ? _byId[id] : null;
        // By far the most common: one place, in an open month.
        if (changes.Count == 0 && (first is null || !IsClosed(first.Day)) && (wanted is not { } only || !closed.Contains(only.OfMonth)))
            return Move(message.Id, first, wanted);
        return PlaceBesideClosed(message.Id, first, changes, wanted);
    }

    private bool PlaceBesideClosed(long message, ConsumptionDay? first, List<MeteredChange> changes, UseKey? wanted)
    {
        var open = changes.Where(c => !IsClosed(_byId[c.DayId].Day)).ToList();
        var missing = new Dictionary<UseKey, int>();
        if (wanted is { } want)
            missing[want.OfItsMonth] = 1;
        if (first is not null && IsClosed(first.Day))
            Subtract(missing, first.Key.OfItsMonth, 1);
        foreach (var settled in changes.Except(open))
            Subtract(missing, _byId[settled.DayId].Key.OfItsMonth, settled.Count);
        // The first entry may still move, unless it lies in a closed month: to where the message counts now, or it stays where the rest of it is missing.
        UseKey? place = null;
        if (first is null || !IsClosed(first.Day))
            place = IsMissing(missing, wanted) ? wanted : IsMissing(missing, first?.Key) ? first!.Key : null;
        if (place is { } taken)
            missing[taken.OfItsMonth] = 0;
        var further = missing.Where(m => m.Value != 0)
            .Select(m => (wanted is { } target && m.Value == 1 && m.Key == target.OfItsMonth && IsMissing(missing, target) ? target : m.Key.KnownOn(today), m.Value)).ToList();
        var moved = (first is null || !IsClosed(first.Day)) && Move(message, first, place);
        return MoveFurther(message, open, further) || moved;
    }

    /// <summary>Replaces the entries that may still move; one that says the same keeps the day on which it became known.</summary>
    private bool MoveFurther(long message, List<MeteredChange> open, List<(UseKey Line, int Count)> further)
    {
        var moved = false;
        foreach (var entry in open)
        {
            var line = _byId[entry.DayId];
            var same = further.FindIndex(f => f.Count == entry.Count && (line.Late ? f.Line.Late && f.Line.OfItsMonth == line.Key.OfItsMonth : f.Line == line.Key));
            if (same >= 0)
            {
                further.RemoveAt(same);
                continue;
            }

            line.Add(-entry.Count);
            db.MeteredChanges.Remove(entry);
            moved = true;
        }

        _further.AddRange(further.Select(f => (message, f.Line, f.Count)));
        return moved || further.Count > 0;
    }

    private bool Move(long message, ConsumptionDay? from, UseKey? to)
    {
        if (from?.Key == to)
            return false;
        if (from is not null)
        {
            from.Add(-1);
            _leaving.Add(message);
        }

        if (to is { } line)
            _first.Add((message, line));
        return true;
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        await ReadDaysAsync([.. _first.Select(f => f.Line.Day).Concat(_further.Select(f => f.Line.Day)).Distinct().Where(d => !_read.Contains(d))], cancellation);
        foreach (var line in _first.GroupBy(f => f.Line))
            LineOf(line.Key).Add(line.Count());
        foreach (var (_, line, count) in _further)
            LineOf(line).Add(count);
        // New lines need their numbers before messages can point to them.
        await db.SaveChangesAsync(cancellation);
        db.MeteredChanges.AddRange(_further.Select(f => new MeteredChange { MessageId = f.Message, DayId = LineOf(f.Line).Id, Count = f.Count }));
        await ExecuteAsync("DELETE FROM \"ctr_MeteredMessage\" WHERE \"MessageId\" IN (", _leaving, id => Number(id), ")", cancellation);
        await ExecuteAsync("INSERT INTO \"ctr_MeteredMessage\" (\"MessageId\", \"DayId\") VALUES ", _first, f => $"({Number(f.Message)},{Number(LineOf(f.Line).Id)})", "", cancellation);
        await db.SaveChangesAsync(cancellation);
        await RemoveEmptyAsync(cancellation);
    }

    /// <summary>A line that nothing counts in would not be there had it been counted at once. Late lines may add up to nothing and still be pointed to.</summary>
    private async Task RemoveEmptyAsync(CancellationToken cancellation)
    {
        var empty = _lines.Values.Where(l => l.Messages == 0).ToList();
        if (empty.Count == 0)
            return;
        var late = empty.Where(l => l.Late).Select(l => l.Id).ToList();
        var kept = await db.MeteredChanges.Where(c => late.Contains(c.DayId)).Select(c => c.DayId).Distinct().ToListAsync(cancellation);
        db.ConsumptionDays.RemoveRange(empty.Where(l => !kept.Contains(l.Id)));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Whole numbers only, so nothing can be injected: a parameter for each would be ten times slower for millions of rows.</summary>
    private async Task ExecuteAsync<T>(string head, List<T> values, Func<T, string> text, string tail, CancellationToken cancellation)
    {
        const int most = 900; // SQL Server takes at most 1,000 rows in one statement.
        for (var at = 0; at < values.Count; at += most)
        {
            var sql = new StringBuilder(head);
            for (var i = at; i < Math.Min(values.Count, at + most); i++)
                sql.Append(i == at ? "" : ",").Append(text(values[i]));
            await db.Database.ExecuteSqlRawAsync(sql.Append(tail).ToString(), cancellation);
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private ConsumptionDay LineOf(UseKey key)
    {
        if (_lines.TryGetValue(key, out var line))
            return line;
        line = ConsumptionDay.Of(key);
        db.ConsumptionDays.Add(line);
        return _lines[key] = line;
    }

    private async Task ReadLinesAsync(List<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return;
        var days = await db.ConsumptionDays.Where(d => ids.Contains(d.Id)).Select(d => d.Day).Distinct().ToListAsync(cancellation);
        await ReadDaysAsync(days, cancellation);
    }

    private async Task ReadDaysAsync(List<DateOnly> days, CancellationToken cancellation)
    {
        if (days.Count == 0)
            return;
        foreach (var line in await db.ConsumptionDays.Where(d => days.Contains(d.Day)).ToListAsync(cancellation))
            _lines[line.Key] = _byId[line.Id] = line;
        _read.UnionWith(days);
    }

    private bool IsClosed(DateOnly day) => closed.Contains(new(day));

    /// <summary>True when just one is missing there, in an open month.</summary>
    private bool IsMissing(Dictionary<UseKey, int> missing, UseKey? line) =>
        line is { } key && !closed.Contains(key.OfMonth) && missing.GetValueOrDefault(key.OfItsMonth) == 1;

    private static void Subtract(Dictionary<UseKey, int> missing, UseKey key, int count) => missing[key] = missing.GetValueOrDefault(key) - count;
}
