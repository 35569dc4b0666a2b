using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>A reading with what it costs.</summary>
/// <param name="Choice">The reading.</param>
/// <param name="Cost">R$ beside the portal's reading.</param>
/// <param name="Holds">True for the reading in use: decided, or the portal's own while the question is open.</param>
public sealed record QuestionChoice(DecisionChoice Choice, ReadingCost Cost, bool Holds);

/// <summary>An open question of the contract.</summary>
/// <param name="Id">Id of the contradiction.</param>
/// <param name="Title">In a few words.</param>
/// <param name="What">What the documents say.</param>
/// <param name="Use">What the portal uses while nobody decided.</param>
/// <param name="ByMonth">True when it is decided month by month, on the month's own page.</param>
/// <param name="Choices">Its readings.</param>
/// <param name="Decision">The decision that holds; null while it is open.</param>
/// <param name="Seen">Number of the newest decision; 0 for none.</param>
/// <param name="Past">All decisions, newest first.</param>
public sealed record ContractQuestion(
    string Id, string Title, string What, string Use, bool ByMonth, IReadOnlyList<QuestionChoice> Choices, ContractDecision? Decision, int Seen, IReadOnlyList<ContractDecision> Past);

/// <summary>The contradictions of the contract's document as open questions.</summary>
public sealed class ContractQuestions(TermsHistory history, IndexSeries series, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>All of them, in the order of the document; empty while no contract was imported.</summary>
    public async Task<IReadOnlyList<ContractQuestion>> ListAsync(CancellationToken cancellation)
    {
        if (await history.ReadAsync(cancellation) is not { } all)
            return [];
        var terms = all.Of(BillingMonth.Of(clock.GetUtcNow()));
        var known = await series.KnownAsync(cancellation);
        var figures = new QuestionFigures(terms, known.Values.MaxBy(v => v.Month)?.Percent);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var decisions = (await db.ContractDecisions.AsNoTracking().ToListAsync(cancellation)).ToLookup(d => d.Topic);
        return [.. terms.Terms.Contradictions.Select(c => Question(c, terms.Terms, figures, [.. decisions[c.Id].OrderByDescending(d => d.Id)]))];
    }

    private static ContractQuestion Question(Contradiction contradiction, ContractTerms terms, QuestionFigures figures, IReadOnlyList<ContractDecision> past)
    {
        var byMonth = contradiction.Id == DecisionTopics.Gap;
        var newest = byMonth ? null : past.Count > 0 ? past[0] : null;
        var decision = newest?.Choice == DecisionTopics.TakenBack ? null : newest;
        var choices = DecisionTopics.Choices(contradiction.Id, terms) ?? [];
        var holds = decision is not null && choices.Any(c => c.Code == decision.Choice) ? decision.Choice : choices.Count > 0 ? choices[0].Code : "";
        return new(
            contradiction.Id, QuestionReadings.Title(contradiction.Id), contradiction.What, contradiction.Use, byMonth,
            [.. choices.Select(c => new QuestionChoice(c, figures.Of(contradiction.Id, c.Code), c.Code == holds))], decision, newest?.Number ?? 0, past);
    }
}
