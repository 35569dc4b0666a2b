namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Finds the legal areas that a relato is likely about (ETP 7, step 8).</summary>
public interface IRelatoClassifier
{
    /// <summary>Ranks the areas.</summary>
    /// <param name="relato">The citizen's words, any length.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>Likeliest first; empty when nothing speaks for any area.</returns>
    Task<IReadOnlyList<AreaScore>> ClassifyAsync(string relato, CancellationToken ct);
}

/// <summary>How much speaks for one area.</summary>
/// <param name="Area">Key of the area.</param>
/// <param name="Score">Share of all that counted, 0 to 1.</param>
/// <param name="Words">The words that counted, as the lexicon has them.</param>
public sealed record AreaScore(string Area, double Score, IReadOnlyList<string> Words);
