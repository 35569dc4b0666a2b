using System.Globalization;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Occurrences;

/// <summary>What is asked of the register.</summary>
/// <param name="State">Only this state; null for all.</param>
/// <param name="Year">Only this year; null for all.</param>
/// <param name="Skip">Lines before the page.</param>
/// <param name="Take">Lines of the page, 1 to 200.</param>
public sealed record OccurrenceQuery(OccurrenceState? State = null, int? Year = null, int Skip = 0, int Take = 50);

/// <summary>A line of the register.</summary>
public sealed record OccurrenceRow(
    long Id, int Year, int Number, DateOnly HappenedOn, string Title, string Clause, ServiceComponent? Component, OccurrenceState State, DateOnly? AnswerDueOn)
{
    /// <summary>As people quote it: <c>7/2026</c>.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Year}");
}

/// <summary>A page of the register.</summary>
public sealed record OccurrenceRows(IReadOnlyList<OccurrenceRow> Rows, int Total);

/// <summary>One occurrence with its entries, the first one first; untracked.</summary>
public sealed record OccurrenceReading(Occurrence Occurrence, IReadOnlyList<OccurrenceEntry> Entries)
{
    /// <summary>As people quote it: <c>7/2026</c>.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Occurrence.Number}/{Occurrence.Year}");
}

/// <summary>Reads the register of occurrences.</summary>
public sealed class OccurrenceBook(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>A page, newest first.</summary>
    public async Task<OccurrenceRows> ListAsync(OccurrenceQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = db.Occurrences.AsNoTracking();
        if (query.State is { } state)
            rows = rows.Where(o => o.State == state);
        if (query.Year is { } year)
            rows = rows.Where(o => o.Year == year);
        var total = await rows.CountAsync(cancellation);
        var page = await rows.OrderByDescending(o => o.Year).ThenByDescending(o => o.Number)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200))
            .Select(o => new OccurrenceRow(o.Id, o.Year, o.Number, o.HappenedOn, o.Title, o.Clause, o.Component, o.State, o.AnswerDueOn))
            .ToListAsync(cancellation);
        return new(page, total);
    }

    /// <summary>One occurrence, or null.</summary>
    public async Task<OccurrenceReading?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var occurrence = await db.Occurrences.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancellation);
        return occurrence is null
            ? null
            : new(occurrence, await db.OccurrenceEntries.AsNoTracking().Where(e => e.OccurrenceId == id).OrderBy(e => e.Version).ToListAsync(cancellation));
    }

    /// <summary>The known unmet requirements, with the occurrence that records each, if one does.</summary>
    public async Task<IReadOnlyList<(UnmetRequirement Requirement, long? OccurrenceId)>> UnmetAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var recorded = await db.Occurrences.AsNoTracking().Where(o => o.RequirementKey != null)
            .Select(o => new { o.RequirementKey, o.Id }).ToDictionaryAsync(o => o.RequirementKey!, o => o.Id, cancellation);
        return [.. UnmetRequirement.Known.Select(r => (r, recorded.TryGetValue(r.Key, out var id) ? (long?)id : null))];
    }
}

/// <summary>The answers that are waited for.</summary>
public sealed class OccurrenceDeadlines : IDeadlineSource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenDeadline>> ListAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var open = await db.Occurrences.AsNoTracking().Where(o => o.State == OccurrenceState.Notified && o.AnswerDueOn != null).OrderBy(o => o.Id).ToListAsync(cancellation);
        return [.. open.Select(Of).OfType<OpenDeadline>()];
    }

    /// <inheritdoc/>
    public Task LapseAsync(CancellationToken cancellation) => Task.CompletedTask;

    internal static OpenDeadline? Of(Occurrence occurrence) => occurrence.AnswerDueOn is not { } due ? null : new(
        string.Create(CultureInfo.InvariantCulture, $"ocorrencia-{occurrence.Id}-resposta-{due:yyyyMMdd}"), due,
        string.Create(CultureInfo.InvariantCulture, $"Resposta da contratada à ocorrência {occurrence.Number}/{occurrence.Year}"),
        "TR 27.18.1; prazo dado na notificação", DeadlineParty.Contractor,
        string.Create(CultureInfo.InvariantCulture, $"contrato/ocorrencias/{occurrence.Id}"));
}
