using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Services;

/// <summary>What the bot makes of a sentence, and why: the tables as saved, read with the eyes of the bot. Nothing is kept of the sentence.</summary>
public sealed class SentenceTrial(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Tries a sentence as if a citizen wrote it when asked for her matter.</summary>
    /// <param name="sentence">Any text; what WhatsApp would cut is cut.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<TrialResult> RunAsync(string sentence, CancellationToken cancellation)
    {
        var tables = await FlowTableStore.ReadAsync(contexts, cancellation);
        var text = FoldedText.Clean(sentence);
        var words = FoldedText.Words(text);
        var scores = tables.Lexicon.Score(text);
        var likely = MatterSteps.Likely(scores, tables.Lexicon);
        var question = FrequentAnswers.Recognise(tables.FrequentQuestions, text);
        return new(
            tables.Vocabulary.IsEmergency(text) && words.Length > 1,
            question is null ? null : ToMatch(question, words),
            words.Length > FrequentAnswers.MaxWords,
            [.. scores.Select(s => new AreaMatch(tables.Lexicon.Area(s.Area).Title, s.Score, s.Words, likely.Contains(s.Area)))],
            [.. ServiceRanking.Rank(tables.Services, text, likely.Count > 0 ? likely[0] : null)]);
    }

    private static QuestionMatch ToMatch(FrequentQuestion question, string[] words) => new(
        question.Title,
        [.. PhraseBook.Of(question.Phrases).Find(words).Select(h => h.Phrase).Distinct().Select(i => question.Phrases[i])],
        question.Answer);
}

/// <summary>What the bot makes of a sentence.</summary>
/// <param name="IsUrgent">It speaks of danger: the emergency numbers and a person come before everything else.</param>
/// <param name="Question">The frequent question that it is taken for, before any matter; null for none.</param>
/// <param name="TooLongForQuestion">It has more words than a question may have, so that only the matter is looked for.</param>
/// <param name="Areas">Areas that words speak for, likeliest first.</param>
/// <param name="Services">Services that words point to, once the citizen confirms the likeliest area; the first is chosen.</param>
public sealed record TrialResult(
    bool IsUrgent, QuestionMatch? Question, bool TooLongForQuestion, IReadOnlyList<AreaMatch> Areas, IReadOnlyList<ServiceMatch> Services);

/// <summary>A frequent question that a sentence is taken for.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Phrases">Its keywords that were found.</param>
/// <param name="Answer">What the bot answers while the reception is not known.</param>
public sealed record QuestionMatch(string Title, IReadOnlyList<string> Phrases, string Answer);

/// <summary>An area that words speak for.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Share">Share of all that counted, 0 to 1.</param>
/// <param name="Words">The words that counted.</param>
/// <param name="IsOffered">The bot offers it to the citizen.</param>
public sealed record AreaMatch(string Title, double Share, IReadOnlyList<string> Words, bool IsOffered);
