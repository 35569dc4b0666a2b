using Dpemt.Portal.Conversations.Flow;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Conversations.Bot;

/// <summary>
/// Where a relato is analysed: the lexicon answers at once, inside the transaction; any other classifier is asked outside of
/// every transaction (<see cref="ClassifyPendingAccounts"/>), and the lexicon answers when it is slow or fails.
/// </summary>
public sealed partial class RelatoAnalysis(IRelatoClassifier classifier, ILogger<RelatoAnalysis> logger)
{
    /// <summary>Longest wait for an outside classifier.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly LexiconClassifier _lexicon = classifier as LexiconClassifier ?? new LexiconClassifier(Lexicon.Default);

    /// <summary>True when the analysis neither waits nor leaves this process.</summary>
    public bool IsInProcess => ReferenceEquals(classifier, _lexicon);

    internal Task<IReadOnlyList<AreaScore>> ScoreInProcessAsync(string relato, CancellationToken cancellation) => _lexicon.ClassifyAsync(relato, cancellation);

    internal async Task<IReadOnlyList<AreaScore>> ScoreOutsideAsync(string relato, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await classifier.ClassifyAsync(relato, patience.Token);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            LogFellBack(logger, fault.GetType().Name);
            return await _lexicon.ClassifyAsync(relato, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configured classifier did not answer ({Fault}); the lexicon did.")]
    private static partial void LogFellBack(ILogger logger, string fault);
}
