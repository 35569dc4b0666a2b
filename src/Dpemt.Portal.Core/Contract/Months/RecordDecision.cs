using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Months;

/// <summary>A decision as a person records it.</summary>
/// <param name="Topic">One of <see cref="DecisionTopics"/>, or the id of a contradiction.</param>
/// <param name="Month">Obligatory for the gap, null for all else.</param>
/// <param name="Choice">One of <see cref="DecisionTopics.Choices"/>, or <see cref="DecisionTopics.TakenBack"/>.</param>
/// <param name="Reason">10 to 2000 characters.</param>
/// <param name="DocumentId">The act that it rests on; obligatory unless a decision is taken back.</param>
/// <param name="Seen">Number of the newest decision on the subject that the person saw; 0 for none.</param>
public sealed record DecisionForm(string Topic, BillingMonth? Month, string Choice, string Reason, long? DocumentId, int Seen);

/// <summary>Records a decision on an open question of the contract. Those before it stay.</summary>
public sealed class RecordDecision(CurrentContract contracts, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Adds a decision, or takes the one that holds back.</summary>
    /// <param name="who">The fiscal officer; the caller has checked the role.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, DecisionForm form, CancellationToken cancellation)
    {
        if (await contracts.FindAsync(cancellation) is not { } contract)
            return ContractResult.Refuse("sem-contrato", "Nenhum contrato foi importado.");
        if (DecisionTopics.Choices(form.Topic, contract.Terms) is not { } choices || (form.Topic == DecisionTopics.Gap) != (form.Month is not null))
            return ContractResult.Refuse("assunto", "Esta questão não consta do contrato importado.");
        if (form.Month is { } month && contract.PeriodOf(month).IsEmpty)
            return ContractResult.Refuse("fora-da-vigencia", "O contrato não estava em vigor nesta competência.");
        var takesBack = form.Choice == DecisionTopics.TakenBack;
        var text = takesBack ? "Decisão retirada: a questão volta a ficar aberta" : choices.FirstOrDefault(c => c.Code == form.Choice)?.Text;
        if (text is null)
            return ContractResult.Refuse("leitura", "Escolha uma das leituras oferecidas.");
        var reason = form.Reason.Trim();
        if (reason.Length is < 10 or > 2000)
            return ContractResult.Refuse("motivo", "Escreva a motivação da decisão, com 10 a 2000 caracteres: é o que responde a uma contestação.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (form.DocumentId is { } document ? !await db.ContractDocuments.AnyAsync(d => d.Id == document, cancellation) : !takesBack)
            return ContractResult.Refuse("documento", "Anexe o ato em que a decisão se apoia, como o despacho ou o parecer.");
        var subject = DecisionTopics.Subject(form.Topic, form.Month);
        var last = await db.ContractDecisions.AsNoTracking().Where(d => d.Subject == subject).OrderByDescending(d => d.Number).FirstOrDefaultAsync(cancellation);
        if ((last?.Number ?? 0) != form.Seen)
            return Overtaken();
        if (takesBack && (last is null || last.Choice == DecisionTopics.TakenBack))
            return ContractResult.Refuse("nada-a-retirar", "Não há decisão em vigor sobre esta questão.");
        var decision = new ContractDecision
        {
            Topic = form.Topic,
            Month = form.Month,
            Subject = subject,
            Number = form.Seen + 1,
            Choice = form.Choice,
            ChoiceText = text,
            Reason = reason,
            DocumentId = form.DocumentId,
            At = clock.GetUtcNow(),
            ByUserId = who.UserId,
            ByName = who.Name,
        };
        db.ContractDecisions.Add(decision);
        db.Audit(who, AuditActions.ContractDecided, "decisao", subject, decision.At, $"Decisão {decision.Number}: {form.Choice}");
        // A decision on the whole contract touches every month: the empty key says so.
        db.Announce(ChangeTopics.ContractMonth, form.Month?.ToString() ?? "", decision.At);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await using var fresh = await contexts.CreateDbContextAsync(cancellation);
            if (await fresh.ContractDecisions.AnyAsync(d => d.Subject == subject && d.Number == decision.Number, cancellation))
                return Overtaken();
            throw;
        }

        return ContractResult.Ok(decision.Id);
    }

    private static ContractResult Overtaken() =>
        ContractResult.Refuse("decidida-por-outro", "Outra pessoa decidiu sobre esta questão enquanto você escrevia. Veja a decisão dela antes de continuar.");
}
