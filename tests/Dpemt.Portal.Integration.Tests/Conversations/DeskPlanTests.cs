using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Bot;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Conversations;

/// <summary>SQLite tells how it would run a query: what is asked all day must not read whole tables.</summary>
public sealed class DeskPlanTests
{
    private const string Reason = "reads SQLite's query plans";

    [TheoryOnSqlite(Reason)]
    [InlineData(QueueView.Waiting)]
    [InlineData(QueueView.Mine)]
    [InlineData(QueueView.Others)]
    public async Task HandoverQueue_Plan_UsesIndexes(QueueView view)
    {
        await using var world = await DeskWorld.StartAsync();
        await using var db = await world.OpenAsync();
        var scope = new DeskScope(Guid.NewGuid(), "Ana", false, [1, 2]);

        AssertIndexed(await PlanAsync(db, HandoverQueue.Query(db, scope, new(view), null).Take(50)));
    }

    [FactOnSqlite(Reason)]
    public async Task HandoverQueue_SupervisorPlan_ReadsOpenPlacesOnly()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var db = await world.OpenAsync();
        var scope = new DeskScope(Guid.NewGuid(), "Chefe", true, []);

        var plan = await PlanAsync(db, HandoverQueue.Query(db, scope, new(), null).Take(50));

        Assert.Contains(plan, line => line.Contains("USING INDEX IX_conv_HandoverEntry_", StringComparison.Ordinal));
    }

    [FactOnSqlite(Reason)]
    public async Task ConversationTimeline_Plan_UsesIndexWithoutSorting()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var db = await world.OpenAsync();

        var plan = await PlanAsync(db, ConversationTimeline.MessagesBefore(db, new Conversation { CitizenId = Guid.NewGuid() }, 100).Take(41));

        AssertIndexed(plan);
        Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [FactOnSqlite(Reason)]
    public async Task CloseSilentConversations_Plan_UsesIndexWithoutSorting()
    {
        await using var world = await DeskWorld.StartAsync();
        await using var db = await world.OpenAsync();

        var plan = await PlanAsync(db, CloseSilentConversations.Due(db, DeskWorld.Monday).Take(100));

        AssertIndexed(plan);
        Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static void AssertIndexed(List<string> plan)
    {
        Assert.Contains(plan, line => line.StartsWith("SEARCH", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.StartsWith("SCAN", StringComparison.Ordinal) && !line.Contains("CONSTANT ROW", StringComparison.Ordinal));
    }

    private static async Task<List<string>> PlanAsync<T>(PortalDbContext db, IQueryable<T> query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(3));
        return lines;
    }
}
