using System.Buffers.Binary;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>Reads our own count in the ways that an invoice is compared with.</summary>
internal sealed class OwnMessages(IDbContextFactory<PortalDbContext> contexts)
{
    internal async Task<IReadOnlyList<QuantityShift>> ReadingsAsync(BillingMonth month, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var lost = await db.ConsumptionDays.AsNoTracking()
            .Where(d => d.Day >= month.FirstDay && d.Day <= month.LastDay && d.Reason == Consumption.ChargeReason.NotDelivered)
            .GroupBy(d => d.Category).Select(g => new { g.Key, Messages = g.Sum(d => d.Messages) }).ToListAsync(cancellation);
        return [.. lost.Select(l => new QuantityShift(DifferenceReason.NotDelivered, l.Key, null, Quantities.OfMessages(l.Key, l.Messages, l.Messages), "Com as não entregues"))];
    }

    internal static Task<Dictionary<UInt128, OwnMessage>> ReadAsync(BillingMonth month, IReadOnlyCollection<ListedMessage> listed, CancellationToken cancellation) =>
        Task.FromResult(new Dictionary<UInt128, OwnMessage>());

    internal static UInt128 KeyOf(byte[] index) => BinaryPrimitives.ReadUInt128BigEndian(index);
}
