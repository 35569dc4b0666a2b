using System.Globalization;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>What is asked of the list of glosas.</summary>
/// <param name="State">Only this state; null for all.</param>
/// <param name="Kind">Only this kind; null for all.</param>
/// <param name="Year">Only months of this year; null for all.</param>
/// <param name="Skip">Lines before the page.</param>
/// <param name="Take">Lines of the page, 1 to 200.</param>
public sealed record GlosaQuery(GlosaState? State = null, GlosaKind? Kind = null, int? Year = null, int Skip = 0, int Take = 50);

/// <summary>A glosa in the list.</summary>
public sealed record GlosaRow(
    long Id, GlosaKind Kind, GlosaState State, BillingMonth Month, decimal Computed, decimal Amount, decimal Outstanding, decimal CreditDue,
    bool BaseIsEstimate, bool IsComplement, DateOnly? NextDueOn, DateTimeOffset ChangedAt);

/// <summary>A page of glosas.</summary>
/// <param name="Rows">The lines, newest month first.</param>
/// <param name="Total">Lines that fit, on all pages.</param>
public sealed record GlosaRows(IReadOnlyList<GlosaRow> Rows, int Total);

/// <summary>Lists glosas.</summary>
public sealed class GlosaList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Reads a page.</summary>
    public async Task<GlosaRows> RunAsync(GlosaQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = db.Glosas.AsNoTracking();
        if (query.State is { } state)
            rows = rows.Where(g => g.State == state);
        if (query.Kind is { } kind)
            rows = rows.Where(g => g.Kind == kind);
        if (query.Year is { } year and >= 2000 and <= 2199)
        {
            DateOnly from = new(year, 1, 1), until = new(year, 12, 31);
            rows = rows.Where(g => g.Month >= from && g.Month <= until);
        }

        var total = await rows.CountAsync(cancellation);
        var page = await rows.Include(g => g.Deductions).OrderByDescending(g => g.Month).ThenByDescending(g => g.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200)).AsSplitQuery().ToListAsync(cancellation);
        return new([.. page.Select(ToRow)], total);
    }

    internal static GlosaRow ToRow(Glosa glosa)
    {
        var facts = glosa.ToFacts();
        var next = GlosaDeadlines.Of(glosa).Select(d => (DateOnly?)d.DueOn).Min();
        return new(
            glosa.Id, glosa.Kind, glosa.State, facts.Month, glosa.Computed, glosa.Amount, facts.Outstanding, facts.CreditDue,
            glosa.BaseIsEstimate, glosa.ComplementOfId is not null, next, glosa.ChangedAt);
    }
}

/// <summary>One glosa with its steps.</summary>
/// <param name="Glosa">Its figures and deadlines; untracked.</param>
/// <param name="Facts">The same for its life.</param>
/// <param name="Steps">Its steps, the first one first.</param>
/// <param name="Related">Other glosas of the same chain: replaced, replacing, complements, with their month and state.</param>
/// <param name="Deadlines">Deadlines that run for it.</param>
public sealed record GlosaReading(
    Glosa Glosa, GlosaFacts Facts, IReadOnlyList<GlosaStep> Steps, IReadOnlyList<GlosaRow> Related, IReadOnlyList<Calendar.OpenDeadline> Deadlines)
{
    /// <summary>How it is called on screens and papers: <c>12 de 07/2026</c>.</summary>
    public string Title => $"{Glosa.Id.ToString(CultureInfo.InvariantCulture)} de {Facts.Month.Label}";
}

/// <summary>Reads one glosa.</summary>
public sealed class GlosaDetails(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The glosa, or null.</summary>
    public async Task<GlosaReading?> RunAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var glosa = await db.Glosas.AsNoTracking().Include(g => g.Deductions).AsSplitQuery().SingleOrDefaultAsync(g => g.Id == id, cancellation);
        if (glosa is null)
            return null;
        var steps = await db.GlosaSteps.AsNoTracking().Where(s => s.GlosaId == id).OrderBy(s => s.Version).ToListAsync(cancellation);
        var root = glosa.ComplementOfId ?? id;
        var related = await db.Glosas.AsNoTracking().Include(g => g.Deductions)
            .Where(g => g.Id != id && (g.Id == root || g.ComplementOfId == root || g.ReplacesId == id || g.Id == glosa.ReplacesId))
            .OrderBy(g => g.Id).AsSplitQuery().ToListAsync(cancellation);
        return new(glosa, glosa.ToFacts(), steps, [.. related.Select(GlosaList.ToRow)], [.. GlosaDeadlines.Of(glosa)]);
    }
}
