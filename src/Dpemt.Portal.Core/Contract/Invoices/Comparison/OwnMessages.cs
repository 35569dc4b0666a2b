using System.Buffers.Binary;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>Reads our own count in the ways that an invoice is compared with: by other readings, and message by message.</summary>
internal sealed class OwnMessages(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Chunk = 500;

    /// <summary>The first local hour of a month's last day that UTC puts into the next month, and that of Brasília.</summary>
    private const int UtcHour = 20, BrasiliaHour = 23;

    /// <summary>What other readings would add to our count of a month: its border in two zones, messages not delivered, messages free of Meta's price, adjustments.</summary>
    internal async Task<IReadOnlyList<QuantityShift>> ReadingsAsync(BillingMonth month, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (before, first, last) = (month.Plus(-1).FirstDay, month.FirstDay, month.LastDay);
        var days = await db.ConsumptionDays.AsNoTracking().Where(d => d.Day >= before && d.Day <= last && (d.Day >= first || d.BorderHour > 0))
            .GroupBy(d => new { InMonth = d.Day >= first, d.BorderHour, d.Category, d.Reason, d.Late })
            .Select(g => new { g.Key.InMonth, g.Key.BorderHour, g.Key.Category, g.Key.Reason, g.Key.Late, Messages = g.Sum(d => d.Messages), Charged = g.Sum(d => d.Charged), Sent = g.Sum(d => d.Sent) })
            .ToListAsync(cancellation);
        var shifts = new List<QuantityShift>();
        foreach (var category in days.GroupBy(d => d.Category))
        {
            void Add(DifferenceReason reason, string name, long charged, long sent) =>
                shifts.Add(new(reason, category.Key, null, Quantities.OfMessages(category.Key, charged, sent), name));
            foreach (var (hour, zone) in new[] { (BrasiliaHour, "Mês cortado no fuso de Brasília (UTC−3)"), (UtcHour, "Mês cortado em UTC") })
            {
                // What came at the end of the month before goes in, what came at the end of this one goes out.
                var border = category.Where(d => d.BorderHour >= hour).ToList();
                Add(DifferenceReason.MonthBorder, zone, border.Sum(d => d.InMonth ? -d.Charged : d.Charged), border.Sum(d => d.InMonth ? -d.Sent : d.Sent));
            }

            var own = category.Where(d => d.InMonth).ToList();
            var lost = own.Where(d => d.Reason == ChargeReason.NotDelivered).Sum(d => d.Messages);
            Add(DifferenceReason.NotDelivered, "Com as não entregues", lost, lost);
            Add(DifferenceReason.FreeOfMeta, "Com as gratuitas na Meta", own.Where(d => d.Reason == ChargeReason.FreeByMeta).Sum(d => d.Messages), 0);
            Add(DifferenceReason.Adjustment, "Sem os ajustes de meses fechados", -own.Where(d => d.Late).Sum(d => d.Charged), -own.Where(d => d.Late).Sum(d => d.Sent));
        }

        return [.. shifts.Where(s => !s.Extra.IsNone)];
    }

    /// <summary>Our messages of a month, those at the end of the month before, and whichever others the report names, by the index of their id.</summary>
    internal async Task<Dictionary<UInt128, OwnMessage>> ReadAsync(BillingMonth month, IReadOnlyCollection<ListedMessage> listed, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (before, first, last) = (month.Plus(-1).FirstDay, month.FirstDay, month.LastDay);
        var found = new Dictionary<UInt128, OwnMessage>();
        var own = from metered in db.MeteredMessages
                  join day in db.ConsumptionDays on metered.DayId equals day.Id
                  join message in db.Messages on metered.MessageId equals message.Id
                  where day.Day >= before && day.Day <= last && (day.Day >= first || day.BorderHour > 0) && message.WamidIndex != null
                  select new { message.WamidIndex, day.OfMonth, day.BorderHour, day.Category, day.Reason };
        await foreach (var row in own.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
            found[KeyOf(row.WamidIndex!)] = new(row.OfMonth, row.BorderHour > 0, row.Category, row.Reason);
        foreach (var chunk in listed.Select(l => l.Id).Where(id => !found.ContainsKey(id)).Distinct().Chunk(Chunk))
        {
            var keys = chunk.Select(BytesOf).ToList();
            var others = from message in db.Messages
                         join metered in db.MeteredMessages on message.Id equals metered.MessageId
                         join day in db.ConsumptionDays on metered.DayId equals day.Id
                         where message.WamidIndex != null && keys.Contains(message.WamidIndex)
                         select new { message.WamidIndex, day.OfMonth, day.BorderHour, day.Category, day.Reason };
            foreach (var row in await others.AsNoTracking().ToListAsync(cancellation))
                found[KeyOf(row.WamidIndex!)] = new(row.OfMonth, row.BorderHour > 0, row.Category, row.Reason);
        }

        return found;
    }

    internal static UInt128 KeyOf(byte[] index) => BinaryPrimitives.ReadUInt128BigEndian(index);

    private static byte[] BytesOf(UInt128 key)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        return bytes;
    }
}
