using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Testing.Database;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Messaging;

/// <summary>The queries that workers repeat all day must not grow with history: each goes through an index of what waits.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [FactOnSqlite("reads SQLite's query plans")]
    public async Task WorkersQueries_OnSqlite_ScanNothingThatGrowsWithHistory()
    {
        await using var db = _database.Open();
        var now = TimeProvider.System.GetUtcNow();
        await AssertIndexedAsync(ProcessInbound.Heads(db, now, 16), "IX_msg_InboundEvent_Waiting");
        await AssertIndexedAsync(JoinLateStatuses.Due(db, now), "IX_msg_InboundEvent_Waiting");
        await AssertIndexedAsync(ClaimEntries.Heads(db, now).Take(16), "IX_msg_OutboxEntry_State_Priority_Id");
        await AssertIndexedAsync(db.InboundDeliveries.Where(d => d.State == IntakeState.Waiting).OrderBy(d => d.Id).Take(256), "IX_msg_InboundDelivery_Waiting");
        await AssertIndexedAsync(ReconcileStatuses.Silent(db, now, now.AddDays(-30)).Take(100), "IX_msg_Message_NoFinalStatus");
        await AssertIndexedAsync(db.MediaFiles.Where(m => m.State == MediaState.Pending && m.NextAttemptAt <= now), "IX_msg_MediaFile_NextAttemptAt");
    }

    private static async Task AssertIndexedAsync<T>(IQueryable<T> query, string index)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await command.Connection!.OpenAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(3));
        await command.Connection.CloseAsync();
        var text = string.Join(" | ", plan);
        Assert.Contains(index, text, StringComparison.Ordinal);
        // A scan of a partial index reads what waits; a scan of anything else reads history.
        Assert.DoesNotContain(plan, p => p.StartsWith("SCAN", StringComparison.Ordinal) && !p.Contains(index, StringComparison.Ordinal));
    }
}
