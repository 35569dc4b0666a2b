using System.Globalization;
using System.Text.Json;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>A proposed change as a person gives it.</summary>
/// <param name="Origin">What kind of act; never an import.</param>
/// <param name="EffectOn">Day from which it holds: the first of a month.</param>
/// <param name="Changes">The places to set; their old values are read anew.</param>
/// <param name="Instrument">The act, such as "Apostilamento 1/2027", 3 to 120 characters.</param>
/// <param name="InstrumentOn">Its day, not to come.</param>
/// <param name="DocumentId">Its file.</param>
/// <param name="Reason">10 to 2000 characters.</param>
/// <param name="CeilingReason">Why suppressions may pass 25 %: agreed by both parties.</param>
/// <param name="AdjustmentId">The calculation that it records.</param>
public sealed record ProposalForm(
    TermsOrigin Origin, DateOnly? EffectOn, IReadOnlyList<TermsChange> Changes, string Instrument, DateOnly? InstrumentOn, long? DocumentId, string Reason,
    string? CeilingReason = null, long? AdjustmentId = null);

/// <summary>Puts a change of the terms before another person. Nothing of the terms changes yet.</summary>
public sealed class ProposeTerms(TermsHistory history, CurrentContract contracts, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Checks and stores a proposal.</summary>
    /// <param name="who">Fiscal officer or manager; the caller has checked the role.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, ProposalForm form, CancellationToken cancellation)
    {
        if (await history.ReadAsync(cancellation) is not { } all || await contracts.FindAsync(cancellation) is not { } contract)
            return ContractResult.Refuse("sem-contrato", "Nenhum contrato foi importado.");
        var now = clock.GetUtcNow();
        var (instrument, reason, ceilingReason) = (form.Instrument.Trim(), form.Reason.Trim(), form.CeilingReason?.Trim());
        if (who.UserId is null)
            return ContractResult.Refuse("pessoa", "Uma proposta tem autor: entre com seu usuário.");
        if (form.Origin == TermsOrigin.Import || (form.Origin == TermsOrigin.Adjustment) != (form.AdjustmentId is not null))
            return ContractResult.Refuse("tipo", "O reajuste nasce do cálculo da página Reajuste; escolha outro tipo.");
        if (CheckEffect(form.EffectOn, contract) is { } late)
            return late;
        if (instrument.Length is < 3 or > 120)
            return ContractResult.Refuse("ato", "Informe o ato e o número, como “Apostilamento 1/2027”, em 3 a 120 caracteres.");
        if (form.InstrumentOn is not { Year: >= 2020 } day || day > ContractTime.DayOf(now))
            return ContractResult.Refuse("data-do-ato", "Informe a data do ato; ela não fica no futuro.");
        if (reason.Length is < 10 or > 2000)
            return ContractResult.Refuse("motivo", "Escreva a motivação, com 10 a 2000 caracteres: é o que a segunda pessoa lê antes de aprovar.");
        if (ceilingReason?.Length > 2000)
            return ContractResult.Refuse("justificativa", "Resuma a justificativa em até 2000 caracteres.");
        var from = new BillingMonth(form.EffectOn!.Value);
        var review = ProposalReview.Of(all, form.Origin, from, form.Changes, ceilingReason);
        if (review.Refusal is { } refusal)
            return new(refusal);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (form.DocumentId is not { } document || !await db.ContractDocuments.AnyAsync(d => d.Id == document, cancellation))
            return ContractResult.Refuse("documento", "Anexe o ato em que a mudança se apoia.");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var proposal = new TermsProposal
        {
            Origin = form.Origin,
            From = from,
            Changes = JsonSerializer.Serialize(review.Changes),
            Instrument = instrument,
            InstrumentOn = day,
            DocumentId = document,
            Reason = reason,
            CeilingReason = review.Ceiling is { SuppressedOver: true } ? ceilingReason : null,
            AdjustmentId = form.AdjustmentId,
            At = now,
            ByUserId = who.UserId,
            ByName = who.Name,
            Version = 1,
        };
        db.TermsProposals.Add(proposal);
        await db.SaveChangesAsync(cancellation);
        db.Audit(who, AuditActions.TermsProposed, "proposta", proposal.Id, now, $"{form.Origin.Label()} desde {from.Label}, {review.Changes.Count} mudanças, {instrument}");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ContractResult.Ok(proposal.Id);
    }

    /// <summary>The day of effect must be the first of a month in which the contract is in force (decision record 0012).</summary>
    internal static ContractResult? CheckEffect(DateOnly? effectOn, ContractInForce contract)
    {
        if (effectOn is not { Year: >= 2020 and < 2190 } day)
            return ContractResult.Refuse("efeito", "Informe o dia em que a mudança começa a valer.");
        var month = new BillingMonth(day);
        if (day.Day != 1)
        {
            return ContractResult.Refuse(
                "efeito-no-meio-do-mes",
                $"A mudança vale a partir do primeiro dia de um mês, porque as faixas contam por mês civil. Use {Text(month.FirstDay)} ou {Text(month.Plus(1).FirstDay)}; o que ficar entre os dois dias se acerta em linha própria da fatura.");
        }

        return contract.PeriodOf(month).IsEmpty ? ContractResult.Refuse("fora-da-vigencia", $"O contrato não está em vigor em {month.Label}.") : null;
    }

    private static string Text(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
