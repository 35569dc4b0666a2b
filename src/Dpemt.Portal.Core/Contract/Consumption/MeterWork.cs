using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>One step of metering in a transaction of its own. Two that meet do not mix: the progress row lets one of them through, the other begins again.</summary>
internal sealed class MeterWork(IDbContextFactory<PortalDbContext> contexts, WriteTurns turns, TimeProvider clock)
{
    internal const string Lease = "consumo";

    private const int MostTries = 5;

    /// <summary>Places messages and notes the progress.</summary>
    /// <param name="messages">What to place.</param>
    /// <param name="note">Writes the progress; false when another has come further meanwhile and nothing may be written.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<int> StepAsync(IReadOnlyList<UsedMessage> messages, Func<ConsumptionProgress, bool> note, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var turn = await turns.TakeAsync(cancellation);
                await using var db = await contexts.CreateDbContextAsync(cancellation);
                db.Database.SetCommandTimeout(TimeSpan.FromMinutes(2));
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                var progress = await ProgressAsync(db, cancellation);
                if (!note(progress))
                    return 0;
                progress.Version++;
                var tariff = new MetaTariff(await db.TariffRules.AsNoTracking().ToListAsync(cancellation));
                var moved = await new PlaceMessages(db, tariff, await ClosedAsync(db, cancellation), ContractTime.DayOf(clock.GetUtcNow())).RunAsync(messages, cancellation);
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return moved;
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // Another process counted or closed at the same time: look again at what is there now.
            }
        }
    }

    /// <summary>Sets the lines of a month to the sums of their messages: those of an open month. Returns how many were wrong, open and closed.</summary>
    internal async Task<(int Mended, int ClosedWrong)> RecountAsync(BillingMonth month, CancellationToken cancellation)
    {
        using var turn = await turns.TakeAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        (await ProgressAsync(db, cancellation)).Version++;
        var closed = (await ClosedAsync(db, cancellation)).Contains(month);
        var (first, last) = (month.FirstDay, month.LastDay);
        var lines = await db.ConsumptionDays.Where(d => d.Day >= first && d.Day <= last).ToListAsync(cancellation);
        var counts = await db.ConsumptionDays.Where(d => d.Day >= first && d.Day <= last)
            .Select(d => new { d.Id, Count = db.MeteredMessages.LongCount(m => m.DayId == d.Id) + db.MeteredChanges.Where(c => c.DayId == d.Id).Sum(c => (long)c.Count) })
            .ToDictionaryAsync(d => d.Id, d => d.Count, cancellation);
        var wrong = 0;
        foreach (var line in lines)
        {
            var right = ConsumptionDay.Of(line.Key);
            right.Add(counts[line.Id]);
            if ((line.Messages, line.Charged, line.Sent) == (right.Messages, right.Charged, right.Sent))
                continue;
            wrong++;
            if (closed)
                continue;
            (line.Messages, line.Charged, line.Sent) = (right.Messages, right.Charged, right.Sent);
            if (line is { Late: false, Messages: 0 })
                db.ConsumptionDays.Remove(line);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return closed ? (0, wrong) : (wrong, 0);
    }

    /// <summary>The progress row, tracked; made when there is none yet.</summary>
    internal static async Task<ConsumptionProgress> ProgressAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var progress = await db.ConsumptionProgress.SingleOrDefaultAsync(cancellation);
        if (progress is null)
            db.ConsumptionProgress.Add(progress = new ConsumptionProgress { Id = 1 });
        return progress;
    }

    /// <summary>The months whose newest version was not opened again.</summary>
    internal static async Task<HashSet<BillingMonth>> ClosedAsync(PortalDbContext db, CancellationToken cancellation) =>
        [.. await db.ConsumptionVersions.AsNoTracking().Where(v => v.ReopenedAt == null).Select(v => v.Month).Distinct().ToListAsync(cancellation)];
}
