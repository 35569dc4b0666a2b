using System.Text.Json;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>A proposal in a list.</summary>
public sealed record ProposalLine(
    long Id, TermsOrigin Origin, BillingMonth From, string Instrument, ProposalState State, DateTimeOffset At, string ByName, DateTimeOffset? DecidedAt, string? DecidedByName);

/// <summary>One page of proposals, newest first.</summary>
public sealed record ProposalRows(IReadOnlyList<ProposalLine> Rows, int Total);

/// <summary>A proposal with what it does.</summary>
/// <param name="Proposal">As stored.</param>
/// <param name="Changes">As proposed.</param>
/// <param name="Review">What it would do to the terms of today; null once it is decided.</param>
/// <param name="Memory">The calculation of an adjustment.</param>
public sealed record ProposalReading(TermsProposal Proposal, IReadOnlyList<TermsChange> Changes, ProposalReview? Review, AdjustmentMemory? Memory);

/// <summary>Reads proposals.</summary>
public sealed class ProposalBook(TermsHistory history, IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>A page, the newest first.</summary>
    public async Task<ProposalRows> ListAsync(int skip, int take, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var total = await db.TermsProposals.CountAsync(cancellation);
        var rows = await db.TermsProposals.AsNoTracking().OrderByDescending(p => p.Id).Skip(skip).Take(take)
            .Select(p => new ProposalLine(p.Id, p.Origin, p.From, p.Instrument, p.State, p.At, p.ByName, p.DecidedAt, p.DecidedByName)).ToListAsync(cancellation);
        return new(rows, total);
    }

    /// <summary>How many wait for a second person.</summary>
    public async Task<int> WaitingAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.TermsProposals.CountAsync(p => p.State == ProposalState.Proposed, cancellation);
    }

    /// <summary>One proposal, or null.</summary>
    public async Task<ProposalReading?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.TermsProposals.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation) is not { } proposal)
            return null;
        var changes = JsonSerializer.Deserialize<IReadOnlyList<TermsChange>>(proposal.Changes)!;
        var all = await history.ReadAsync(db, cancellation);
        var review = proposal.State == ProposalState.Proposed && all is not null ? ProposalReview.Of(all, proposal.Origin, proposal.From, changes, proposal.CeilingReason) : null;
        var memory = proposal.AdjustmentId is { } adjustment
            ? await db.PriceAdjustments.AsNoTracking().Where(a => a.Id == adjustment).Select(a => a.Memory).SingleOrDefaultAsync(cancellation)
            : null;
        return new(proposal, changes, review, memory is null ? null : JsonSerializer.Deserialize<AdjustmentMemory>(memory));
    }
}
