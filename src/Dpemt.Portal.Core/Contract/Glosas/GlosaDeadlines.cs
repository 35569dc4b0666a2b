using System.Globalization;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>The deadlines of glosas and what their silence does: no defence (TR 5.8.1), no appeal (TR 16.6).</summary>
public sealed class GlosaDeadlines(IDbContextFactory<PortalDbContext> contexts, MoveGlosa move, TimeProvider clock) : IDeadlineSource
{
    private static readonly IReadOnlyList<GlosaState> WithDeadlines = [GlosaState.Notified, GlosaState.Applied, GlosaState.Paid, GlosaState.Appealed];

    /// <summary>Where a glosa is shown.</summary>
    public static string Href(long id) => "contrato/glosas/" + id.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenDeadline>> ListAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var glosas = await db.Glosas.AsNoTracking().Where(g => WithDeadlines.Contains(g.State)).OrderBy(g => g.Id).ToListAsync(cancellation);
        return [.. glosas.SelectMany(Of)];
    }

    /// <inheritdoc/>
    public async Task LapseAsync(CancellationToken cancellation)
    {
        var today = ContractTime.DayOf(clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = await db.Glosas.AsNoTracking()
            .Where(g => (g.State == GlosaState.Notified && g.DefenceDueOn < today) || (g.State == GlosaState.Paid && g.AppealDueOn < today))
            .Select(g => new { g.Id, g.Version, g.State }).ToListAsync(cancellation);
        // A refusal is no fault here: something is still to be deducted, or a person was faster.
        foreach (var glosa in due)
            await move.RunAsync(Actor.Portal, glosa.Id, glosa.Version, glosa.State == GlosaState.Notified ? new GlosaAct.NoteSilence() : new GlosaAct.Finish(), cancellation);
    }

    /// <summary>The deadlines that run for one glosa.</summary>
    public static IEnumerable<OpenDeadline> Of(Glosa glosa)
    {
        var month = new BillingMonth(glosa.Month).Label;
        if (glosa.State == GlosaState.Notified && glosa.DefenceDueOn is { } defence)
            yield return One(glosa, "defesa", defence, $"Defesa da contratada na glosa de {month}", "TR 5.8.1 e 27.18.1; prazo a confirmar pela assessoria jurídica", DeadlineParty.Contractor);
        if (glosa.State is GlosaState.Applied or GlosaState.Paid && glosa.AppealDueOn is { } appeal)
            yield return One(glosa, "recurso", appeal, $"Recurso da contratada contra a glosa de {month}", "TR 16.5 e 16.6", DeadlineParty.Contractor);
        if (glosa.State is GlosaState.Applied or GlosaState.Paid && glosa.CorrectionDueOn is { } correction)
            yield return One(glosa, "correcao", correction, $"Correção pela Defensoria da glosa de {month}, se for o caso", "TR 16.8", DeadlineParty.Office);
        if (glosa.State == GlosaState.Appealed && glosa.AnswerDueOn is { } answer)
            yield return One(glosa, "resposta", answer, $"Resposta ao recurso da glosa de {month}", "TR 16.7", DeadlineParty.Office);
    }

    private static OpenDeadline One(Glosa glosa, string name, DateOnly due, string title, string clause, DeadlineParty party) =>
        new($"glosa-{glosa.Id.ToString(CultureInfo.InvariantCulture)}-{name}-{due.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}", due, title, clause, party, Href(glosa.Id));
}

/// <summary>Tells of deadlines in the transaction that opens them.</summary>
internal static class GlosaDeadlineNotices
{
    internal static async Task TellOpenedAsync(this PortalDbContext db, Glosa glosa, GlosaMove move, DateTimeOffset now, CancellationToken cancellation)
    {
        if (move.DueOn is null)
            return;
        foreach (var deadline in GlosaDeadlines.Of(glosa))
            await db.TellAsync(deadline, DeadlineStage.Opened, now, cancellation);
    }
}
