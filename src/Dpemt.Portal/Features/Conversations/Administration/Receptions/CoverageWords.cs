using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Receptions;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Receptions;

/// <summary>What a reception answers for, in one line.</summary>
public static class CoverageWords
{
    private const int Most = 4;

    /// <summary>Its own city first, then the lines; many are counted, not listed.</summary>
    public static string Summarise(IReadOnlyList<CoverageForm> coverage, string ownCity)
    {
        var lines = coverage.Select(Describe).Where(line => line != ownCity).Prepend(ownCity).ToList();
        return lines.Count <= Most ? string.Join(", ", lines) : $"{string.Join(", ", lines.Take(Most))} e mais {lines.Count - Most}";
    }

    private static string Describe(CoverageForm line)
    {
        var city = string.IsNullOrWhiteSpace(line.CityCode) ? null : CityFinder.Default.Find(line.CityCode)?.Name ?? line.CityCode;
        var area = string.IsNullOrWhiteSpace(line.Area) ? null : Lexicon.Default.Area(line.Area).Title;
        return (city, area) switch
        {
            (not null, not null) => $"{city} ({area})",
            (not null, null) => city,
            _ => $"{area} (toda cidade)",
        };
    }
}
