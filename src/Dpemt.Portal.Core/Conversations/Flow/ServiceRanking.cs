namespace Dpemt.Portal.Conversations.Flow;

/// <summary>A service that words of a relato point to.</summary>
/// <param name="Service">The service.</param>
/// <param name="Weight">Words of the phrases that were found; the most wins.</param>
/// <param name="Phrases">The phrases that were found, as an administrator wrote them.</param>
public sealed record ServiceMatch(FlowService Service, int Weight, IReadOnlyList<string> Phrases);

/// <summary>Finds the services that a relato points to.</summary>
internal static class ServiceRanking
{
    /// <summary>
    /// Best first, among those of the area and those of the app. A person is preferred to the app when both fit as well.
    /// </summary>
    public static IEnumerable<ServiceMatch> Rank(IReadOnlyList<FlowService> services, string relato, string? area)
    {
        var words = FoldedText.Words(relato);
        return services
            .Where(s => s.SelfService || s.Area == area)
            .Select(s => Match(s, words))
            .Where(m => m.Weight > 0)
            .OrderByDescending(m => m.Weight).ThenBy(m => m.Service.SelfService).ThenBy(m => m.Service.Key, StringComparer.Ordinal);
    }

    private static ServiceMatch Match(FlowService service, string[] words)
    {
        var phrases = PhraseBook.Of(service.Keywords).Find(words).Select(h => h.Phrase).Distinct().Select(i => service.Keywords[i]).ToList();
        return new(service, phrases.Sum(p => p.Split(' ').Length), phrases);
    }
}
