using System.Text.Json;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>What is done with a proposal.</summary>
public enum ProposalAct
{
    /// <summary>By another person: it becomes a version of the terms.</summary>
    Approve = 0,

    /// <summary>By another person.</summary>
    Refuse = 1,

    /// <summary>By its author.</summary>
    Withdraw = 2,
}

/// <summary>Decides a proposal: the second person approves or refuses, the author takes it back.</summary>
public sealed class DecideProposal(TermsHistory history, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Decides once.</summary>
    /// <param name="who">Fiscal officer or manager; the caller has checked the role, this checks the person.</param>
    /// <param name="id">The proposal.</param>
    /// <param name="seen">The version that the person saw.</param>
    /// <param name="act">What to do.</param>
    /// <param name="reason">Obligatory, 10 to 2000 characters, unless it is approved.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, long id, int seen, ProposalAct act, string? reason, CancellationToken cancellation)
    {
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var proposal = await db.TermsProposals.SingleOrDefaultAsync(p => p.Id == id, cancellation);
        if (proposal is null)
            return ContractResult.Refuse("proposta", "Esta proposta não existe.");
        if (proposal.State != ProposalState.Proposed || proposal.Version != seen)
            return Overtaken();
        var isAuthor = who.UserId is null || who.UserId == proposal.ByUserId;
        if (act == ProposalAct.Withdraw && !isAuthor)
            return ContractResult.Refuse("so-o-autor", "Só quem propôs retira a proposta. Você pode recusá-la.");
        if (act != ProposalAct.Withdraw && isAuthor)
            return ContractResult.Refuse("mesma-pessoa", "Quem propôs não decide: outra pessoa, fiscal ou gestor, aprova ou recusa.");
        if (reason?.Length > 2000 || (act != ProposalAct.Approve && (reason?.Length ?? 0) < 10))
            return ContractResult.Refuse("motivo", "Escreva o motivo, com 10 a 2000 caracteres.");
        string? note = null;
        if (act == ProposalAct.Approve)
        {
            var (refusal, told) = await AddVersionAsync(db, who, proposal, cancellation);
            if (refusal is not null)
                return refusal;
            note = told;
        }

        proposal.State = act switch { ProposalAct.Approve => ProposalState.Approved, ProposalAct.Refuse => ProposalState.Refused, _ => ProposalState.Withdrawn };
        (proposal.DecidedAt, proposal.DecidedByUserId, proposal.DecidedByName, proposal.DecisionReason) = (clock.GetUtcNow(), who.UserId, who.Name, reason);
        proposal.Version++;
        db.Audit(who, AuditActions.TermsDecided, "proposta", id, proposal.DecidedAt.Value, $"{proposal.State.Label()}: {proposal.Instrument}, desde {proposal.From.Label}");
        db.Announce(ChangeTopics.ContractMonth, "", proposal.DecidedAt.Value);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Another approval took the number, or another person decided: whoever reads anew sees it.
            return Overtaken();
        }

        return ContractResult.Ok(id, note);
    }

    private async Task<(ContractResult? Refusal, string? Note)> AddVersionAsync(PortalDbContext db, Actor who, TermsProposal proposal, CancellationToken cancellation)
    {
        if (await history.ReadAsync(db, cancellation) is not { } all)
            return (ContractResult.Refuse("sem-contrato", "Nenhum contrato foi importado."), null);
        var changes = JsonSerializer.Deserialize<IReadOnlyList<TermsChange>>(proposal.Changes)!;
        var review = ProposalReview.Of(all, proposal.Origin, proposal.From, changes, proposal.CeilingReason);
        if (review.Refusal is { } refusal)
            return (new(refusal), null);
        if (!review.Changes.SequenceEqual(changes))
            return (ContractResult.Refuse("termos-mudaram", "Os termos mudaram depois desta proposta. Recuse-a ou peça que seja retirada, e que se proponha de novo sobre os termos de hoje."), null);
        var last = await db.TermsVersions.MaxAsync(v => (int?)v.Number, cancellation) ?? 0;
        db.TermsVersions.Add(new TermsVersion
        {
            Number = last + 1,
            Origin = proposal.Origin,
            From = proposal.From,
            Changes = proposal.Changes,
            Instrument = proposal.Instrument,
            InstrumentOn = proposal.InstrumentOn,
            DocumentId = proposal.DocumentId,
            ProposalId = proposal.Id,
            At = clock.GetUtcNow(),
            ProposedByName = proposal.ByName,
            ApprovedByUserId = who.UserId,
            ApprovedByName = who.Name,
        });
        var from = proposal.From;
        var closed = await db.MonthVersions.AsNoTracking().Where(v => v.Month >= from).Select(v => v.Month).Distinct().CountAsync(cancellation);
        return (null, closed > 0 ? $"A mudança alcança {closed} competência(s) já fechada(s): elas não mudam sozinhas, feche uma nova versão se for o caso." : null);
    }

    private static ContractResult Overtaken() => ContractResult.Refuse("decidida-por-outro", "Outra pessoa já decidiu sobre esta proposta, ou os termos mudaram agora. Veja como ela está antes de continuar.");
}
