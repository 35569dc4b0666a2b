using System.Globalization;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>
/// Finds municipalities of Mato Grosso in what citizens write: by name, nickname, part of the name, with typing errors, with or without
/// accents, alone or inside a sentence. The cost of a look-up is bounded by <see cref="MaxWords"/> words against the table.
/// </summary>
public sealed class CityFinder
{
    /// <summary>Words of a text that are read.</summary>
    public const int MaxWords = 60;

    /// <summary>Farthest centre of a municipality that a shared place may suggest, in kilometres.</summary>
    public const double MaxDistanceKm = 150;

    private const double EarthRadiusKm = 6371;
    private readonly Dictionary<string, City> _byCode;
    private readonly List<CityName> _names = [];
    private readonly Dictionary<string, City> _nicknames;
    private readonly HashSet<string> _noise;
    private readonly HashSet<string> _ambiguous;
    private readonly ILookup<string, CityName> _byWord;

    internal CityFinder(IReadOnlyList<City> cities, CityWords words)
    {
        All = [.. cities.OrderBy(c => FoldedText.Fold(c.Name), StringComparer.Ordinal)];
        _byCode = All.ToDictionary(c => c.Code);
        _names.AddRange(All.Select(c => new CityName(c, FoldedText.Words(c.Name))));
        _nicknames = words.Nicknames.ToDictionary(p => p.Key, p => _names.First(n => n.Folded == FoldedText.Fold(p.Value)).City);
        _noise = [.. words.Noise];
        _ambiguous = [.. words.CommonWords];
        _byWord = _names.SelectMany(n => n.Strong.Distinct().Select(w => (Word: w, Name: n))).ToLookup(p => p.Word, p => p.Name);
    }

    /// <summary>The 142 municipalities.</summary>
    public static CityFinder Default { get; } = new(ReadCities(), FlowData.Read<CityWords>("city-words.json"));

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<City> All { get; }

    /// <summary>The municipality of an IBGE code, or null.</summary>
    public City? Find(string? code) => code is not null && _byCode.TryGetValue(code, out var city) ? city : null;

    /// <summary>
    /// Reads the answer to "in which city?". One exact city when it is named without error; one city that is not exact, or a few, to be
    /// asked back; none when nothing fits.
    /// </summary>
    public CityMatch Read(string text)
    {
        var words = FoldedText.Words(text);
        if (words.Length is 0 or > MaxWords)
            return words.Length == 0 ? CityMatch.None : Mentioned(words[..MaxWords]);
        var core = words.Where(w => !_noise.Contains(w)).ToArray();
        foreach (var candidate in new[] { words, WithoutState(words), core })
        {
            if (candidate.Length > 0 && Whole(string.Join(' ', candidate)) is { } whole)
                return whole;
        }
        var mentioned = Mentioned(words);
        if (mentioned.Cities.Count > 0 || core.Length == 0)
            return mentioned;
        foreach (var candidate in new[] { WithoutState(words), Trimmed(words) })
        {
            if (Near(candidate) is { Cities.Count: > 0 } near)
                return near;
        }
        foreach (var search in new Func<string[], CityMatch>[] { Near, NicknamesIn, Part, NearInside })
        {
            if (search(core) is { Cities.Count: > 0 } match)
                return match;
        }
        return CityMatch.None;
    }

    /// <summary>
    /// A city named without error after "em", "de", "moro em"… in a longer text such as a relato, or null. Names that are also common words
    /// or first names (Vera, Sorriso, Tesouro) count only after "moro em", "sou de" and the like.
    /// </summary>
    public City? MentionedIn(string text)
    {
        var words = FoldedText.Words(text);
        var found = new HashSet<City>();
        foreach (var name in _names)
        {
            for (var i = 1; i + name.Words.Length <= words.Length && i < PhraseBook.MaxWords; i++)
            {
                if (!words.AsSpan(i, name.Words.Length).SequenceEqual(name.Words) || words[i - 1] is not ("em" or "de" or "do" or "na" or "no" or "cidade"))
                    continue;
                var lives = i >= 2 && words[i - 2] is "moro" or "mora" or "morando" or "resido" or "sou" or "aqui" or "cidade" or "moramos";
                if (lives || (words[i - 1] == "em" && !_ambiguous.Contains(name.Folded)))
                    found.Add(name.City);
            }
        }
        if (found.Count > 1)
            found.RemoveWhere(c => found.Any(o => o != c && FoldedText.Fold(o.Name).StartsWith(FoldedText.Fold(c.Name) + " ", StringComparison.Ordinal)));
        return found.Count == 1 ? found.First() : null;
    }

    /// <summary>The municipality whose centre is nearest to a place, or null when none is within <see cref="MaxDistanceKm"/>.</summary>
    public City? Nearest(double latitude, double longitude)
    {
        if (!double.IsFinite(latitude) || !double.IsFinite(longitude))
            return null;
        var nearest = All.MinBy(c => DistanceKm(c, latitude, longitude));
        return nearest is not null && DistanceKm(nearest, latitude, longitude) <= MaxDistanceKm ? nearest : null;
    }

    private CityMatch? Whole(string folded)
    {
        if (_names.FirstOrDefault(n => n.Folded == folded) is { } name)
            return One(name.City, exact: true);
        return _nicknames.TryGetValue(folded, out var city) ? One(city, exact: true) : null;
    }

    /// <summary>Whole names inside the words; a name inside a longer one found at the same place does not count.</summary>
    private CityMatch Mentioned(string[] words)
    {
        var found = new List<(int At, int Length, City City)>();
        for (var i = 0; i < words.Length; i++)
        {
            foreach (var name in _byWord[words[i]].Concat(_names.Where(n => n.Words[0] == words[i])).Distinct())
            {
                if (i + name.Words.Length <= words.Length && words.AsSpan(i, name.Words.Length).SequenceEqual(name.Words) && !IsFiller(name, words))
                    found.Add((i, name.Words.Length, name.City));
            }
        }
        var longest = found.Where(f => !found.Any(o => o.Length > f.Length && o.At <= f.At && f.At + f.Length <= o.At + o.Length));
        var cities = longest.Select(f => f.City).Distinct().ToList();
        return cities.Count == 1 ? One(cities[0], exact: true) : Several(cities);
    }

    private CityMatch NicknamesIn(string[] core)
    {
        var cities = core.Where(_nicknames.ContainsKey).Select(w => _nicknames[w]).Distinct().ToList();
        return cities.Count == 1 ? One(cities[0], exact: core.Length <= 2) : Several(cities);
    }

    /// <summary>"Vera" or "Denise" in "meu nome é Vera e moro longe" is a person, unless it is all that was written.</summary>
    private bool IsFiller(CityName name, string[] words)
        => _ambiguous.Contains(name.Folded) && words.Count(w => !_noise.Contains(w)) > name.Words.Length + 1;

    private CityMatch Near(string[] core)
    {
        var whole = Near(string.Join(' ', core));
        return whole.Cities.Count > 0 ? whole : Near(string.Concat(core));
    }

    private CityMatch Near(string folded)
    {
        var bound = folded.Length switch { <= 2 => 0, <= 7 => 1, <= 12 => 2, _ => 3 };
        if (folded.Length > 40)
            return CityMatch.None;
        var distances = _names
            .Select(n => (n.City, Distance: EditDistance.Measure(folded, n.Folded, bound)))
            .Concat(_nicknames.Where(p => p.Key.Length >= 5).Select(p => (City: p.Value, Distance: EditDistance.Measure(folded, p.Key, Math.Min(bound, 1)) is var d && d > Math.Min(bound, 1) ? bound + 1 : d)))
            .Where(p => p.Distance <= bound)
            .OrderBy(p => p.Distance).ThenBy(p => p.City.Name, StringComparer.Ordinal)
            .ToList();
        if (distances.Count == 0)
            return CityMatch.None;
        var cities = distances.Where(p => p.Distance <= distances[0].Distance + 1).Select(p => p.City).Distinct().ToList();
        return cities.Count == 1 ? One(cities[0], exact: false) : Several(cities);
    }

    /// <summary>Parts of names: "nova", "tangara", "barra". All words must occur in the name, the last also as its beginning.</summary>
    private CityMatch Part(string[] core)
    {
        var cities = _names.Where(n => core.All(w => n.Words.Any(part => part == w || (w.Length >= 3 && part.StartsWith(w, StringComparison.Ordinal))))).ToList();
        if (cities.Count == 0)
            cities = [.. _names.Where(n => core.All(w => n.Words.Any(part => part == w || (w.Length >= 5 && EditDistance.Within(w, part, 1)))))];
        var ordered = cities
            .OrderByDescending(n => n.Words[0] == core[0])
            .ThenByDescending(n => core.Length == 1 && n.Strong.Count > 0 && n.Strong[0] == core[0])
            .ThenBy(n => n.Folded, StringComparer.Ordinal)
            .Select(n => n.City).ToList();
        return ordered.Count == 1 ? One(ordered[0], exact: false) : Several(ordered);
    }

    /// <summary>A misspelt name inside a sentence: each run of words against the names of as many words.</summary>
    private CityMatch NearInside(string[] core)
    {
        var found = new List<City>();
        for (var length = Math.Min(5, core.Length); length >= 1 && found.Count == 0; length--)
        {
            for (var i = 0; i + length <= core.Length; i++)
            {
                var run = string.Join(' ', core[i..(i + length)]);
                if (run.Length >= 5)
                    found.AddRange(Near(run).Cities);
            }
        }
        var cities = found.Distinct().ToList();
        return cities.Count == 1 ? One(cities[0], exact: false) : Several(cities);
    }

    /// <summary>Without the words around the name, but with those in it ("de", "do").</summary>
    private string[] Trimmed(string[] words)
    {
        var first = Array.FindIndex(words, w => !_noise.Contains(w));
        return words[first..(Array.FindLastIndex(words, w => !_noise.Contains(w)) + 1)];
    }

    private static string[] WithoutState(string[] words)
        => words.Length > 1 && words[^1] == "mt" ? words[..^1] : words.Length > 2 && words[^2] == "mato" && words[^1].StartsWith("gros", StringComparison.Ordinal) ? words[..^2] : words;

    private static CityMatch One(City city, bool exact) => new([city], exact, 1);

    private static CityMatch Several(List<City> cities)
        => cities.Count == 0 ? CityMatch.None : new([.. cities.Take(CityMatch.MaxCities)], false, cities.Count);

    private static double DistanceKm(City city, double latitude, double longitude)
    {
        var lat = double.DegreesToRadians(latitude - city.Latitude);
        var lon = double.DegreesToRadians(longitude - city.Longitude);
        var chord = Math.Pow(Math.Sin(lat / 2), 2)
            + (Math.Cos(double.DegreesToRadians(city.Latitude)) * Math.Cos(double.DegreesToRadians(latitude)) * Math.Pow(Math.Sin(lon / 2), 2));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    private static List<City> ReadCities()
    {
        using var reader = new StreamReader(FlowData.Open("municipios-mt.csv"));
        var cities = new List<City>();
        _ = reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var cells = line.Split(',');
            cities.Add(new City(cells[0], cells[1], double.Parse(cells[2], CultureInfo.InvariantCulture), double.Parse(cells[3], CultureInfo.InvariantCulture)));
        }
        return cities;
    }

    private sealed record CityName(City City, string[] Words)
    {
        public string Folded { get; } = string.Join(' ', Words);

        public IReadOnlyList<string> Strong { get; } = [.. Words.Where(w => w.Length > 3)];
    }
}

/// <summary>A municipality.</summary>
/// <param name="Code">IBGE code, seven digits.</param>
/// <param name="Name">Official name.</param>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
public sealed record City(string Code, string Name, double Latitude, double Longitude);

/// <summary>What a look-up found.</summary>
/// <param name="Cities">None, one, or the few that fit; best first, at most <see cref="MaxCities"/>.</param>
/// <param name="IsExact">The one city was named without error, so that it need not be asked back.</param>
/// <param name="Total">How many fit in all, also those left out.</param>
public sealed record CityMatch(IReadOnlyList<City> Cities, bool IsExact, int Total)
{
    /// <summary>Most cities in one answer: one row of the list is left for "another".</summary>
    public const int MaxCities = 9;

    /// <summary>Nothing fits.</summary>
    public static CityMatch None { get; } = new([], false, 0);
}

/// <summary>The file behind <see cref="CityFinder"/>.</summary>
/// <param name="Nicknames">Folded nickname to official name.</param>
/// <param name="Noise">Words that say nothing of the city ("moro", "em", "cidade").</param>
/// <param name="CommonWords">Folded names that are also common words or first names.</param>
internal sealed record CityWords(IReadOnlyDictionary<string, string> Nicknames, IReadOnlyList<string> Noise, IReadOnlyList<string> CommonWords);
