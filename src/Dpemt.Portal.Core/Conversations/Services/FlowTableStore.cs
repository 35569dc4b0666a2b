using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Services;

/// <summary>The tables that steer the bot, as administrators keep them; in memory until they change. An empty table means the delivered lines.</summary>
public sealed class FlowTableStore : IDisposable
{
    private readonly SettingsCache<FlowTables> _tables;

    /// <summary>Follows the change feed until disposed.</summary>
    public FlowTableStore(IDbContextFactory<PortalDbContext> contexts, ChangeFeed feed, TimeProvider clock) => _tables = new(
        feed, clock, new HashSet<string> { Settings.Services, Settings.FrequentQuestions, Settings.FlowTexts }, cancellation => ReadAsync(contexts, cancellation));

    /// <summary>The tables now.</summary>
    public Task<FlowTables> GetAsync(CancellationToken cancellation) => _tables.GetAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose() => _tables.Dispose();

    /// <summary>The tables as they are saved at this moment, without the memory of this process.</summary>
    internal static async Task<FlowTables> ReadAsync(IDbContextFactory<PortalDbContext> contexts, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var services = await db.Services.AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancellation);
        var questions = await db.FrequentQuestions.AsNoTracking().OrderBy(q => q.Id).ToListAsync(cancellation);
        var texts = await db.FlowTexts.AsNoTracking().ToDictionaryAsync(t => t.Key, t => t.Text, cancellation);
        return FlowTables.Default with
        {
            Texts = FlowTexts.With(texts),
            Services = services.Count == 0 ? FlowService.Defaults : [.. services.Where(s => s.Active).Select(ToFlow)],
            FrequentQuestions = questions.Count == 0 ? FrequentQuestion.Defaults : [.. questions.Where(q => q.Active).Select(ToFlow)],
        };
    }

    private static FlowService ToFlow(ServiceEntry entry)
    {
        var install = new Dictionary<string, string>();
        if (entry.InstallLinkAndroid is { } android)
            install["Android"] = android;
        if (entry.InstallLinkIPhone is { } iphone)
            install["iPhone"] = iphone;
        return new(
            entry.Id.ToString(CultureInfo.InvariantCulture), entry.Area, entry.Name, KeywordList.Split(entry.Keywords), entry.SelfService, entry.OpenLink,
            install, entry.Documents?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static FrequentQuestion ToFlow(FrequentQuestionEntry entry) => new(
        entry.Id.ToString(CultureInfo.InvariantCulture), entry.Question, KeywordList.Split(entry.Keywords), entry.Answer, entry.AnswerWithReception);
}

/// <summary>Keywords as they stand in one field: separated by commas.</summary>
internal static class KeywordList
{
    internal static IReadOnlyList<string> Split(string keywords) =>
        keywords.Split([',', '\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static string Join(IEnumerable<string> keywords) => string.Join(", ", keywords);
}
