using System.Text.Json;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>
/// Statuses that came before the answer to our send, and therefore name a message that we do not know yet: asked again,
/// less and less often, for a day.
/// </summary>
internal sealed class JoinLateStatuses(IDbContextFactory<PortalDbContext> contexts, StatusBook book, WriteTurns turns, TimeProvider clock)
{
    /// <summary>How long a status waits for its message.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    private const int Batch = 200;

    /// <summary>Tries what is due once. Returns how many found their message.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var look = await contexts.CreateDbContextAsync(cancellation);
        if (!await Due(look, now).AnyAsync(cancellation))
            return 0;
        using var turn = await turns.TakeAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var due = await Due(db, now).OrderBy(e => e.Id).Take(Batch).ToListAsync(cancellation);
        var reports = due.ConvertAll(e => (Report: Read(e), Waiting: e));
        var unmatched = (await book.EnterAsync(db, reports.ConvertAll(r => r.Report), cancellation)).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (report, waiting) in reports)
        {
            if (!unmatched.Contains(report))
            {
                waiting.State = IntakeState.Done;
            }
            else if (now - waiting.ReceivedAt > LongestWait)
            {
                waiting.State = IntakeState.SetAside;
                waiting.Fault = "Status sem mensagem: nenhum envio nosso tem este id.";
            }
            else
            {
                waiting.Attempts++;
                waiting.NextAttemptAt = now + TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, Math.Min(waiting.Attempts, 10) - 2)));
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return reports.Count - unmatched.Count;
    }

    /// <summary>Lets the statuses of these requests be tried at once: their messages know them now.</summary>
    internal static Task HastenAsync(PortalDbContext db, IReadOnlyList<byte[]> subjects, CancellationToken cancellation)
    {
        var list = subjects.ToList();
        return db.InboundEvents
            .Where(e => e.Kind == InboundEventKind.Status && e.State == IntakeState.Waiting && list.Contains(e.Subject))
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.NextAttemptAt, (DateTimeOffset?)null), cancellation);
    }

    internal static IQueryable<InboundEvent> Due(PortalDbContext db, DateTimeOffset now) => db.InboundEvents.Where(e =>
        e.Kind == InboundEventKind.Status && e.State == IntakeState.Waiting && (e.NextAttemptAt == null || e.NextAttemptAt <= now));

    private static StatusReport Read(InboundEvent waiting)
    {
        using var json = JsonDocument.Parse(waiting.Payload, new JsonDocumentOptions { MaxDepth = EnvelopeReader.MaxDepth });
        return StatusReport.Read(json.RootElement, waiting.ReceivedAt);
    }
}
