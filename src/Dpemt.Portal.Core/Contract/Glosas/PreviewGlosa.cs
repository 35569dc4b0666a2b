using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>Says what an act would do, without doing it: the deadline that it opens, the amount before and after.</summary>
public sealed class PreviewGlosa(IDbContextFactory<PortalDbContext> contexts, GlosaTime time)
{
    /// <summary>The move, or null when the glosa does not exist. A document that is only chosen yet counts as given.</summary>
    public async Task<GlosaMove?> RunAsync(long id, GlosaAct act, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var glosa = await db.Glosas.AsNoTracking().Include(g => g.Deductions).AsSplitQuery().SingleOrDefaultAsync(g => g.Id == id, cancellation);
        if (glosa is null)
            return null;
        if (act is GlosaAct.Apply apply)
        {
            var (seen, refusal) = await MoveGlosa.SeeInvoiceAsync(db, id, apply, cancellation);
            if (refusal is not null)
                return new(glosa.ToFacts(), refusal.Refusal);
            act = seen;
        }

        var deadlines = await time.DeadlinesAsync(MoveGlosa.EarliestDay(act, time.Now), cancellation);
        return GlosaLife.Move(glosa.ToFacts(), act, await time.PeriodsAsync(cancellation), deadlines, time.Now);
    }
}
