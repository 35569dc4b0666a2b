namespace Dpemt.Portal.Conversations.Flow;

/// <summary>How many typing errors lie between two folded words, counted only up to a bound.</summary>
internal static class EditDistance
{
    /// <summary>Longest word compared; longer ones are equal or not.</summary>
    private const int MaxWord = 64;

    /// <summary>
    /// True when at most <paramref name="bound"/> letters were added, left out, replaced or swapped with a neighbour
    /// (optimal string alignment). Cost: O(length × bound) at most.
    /// </summary>
    public static bool Within(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int bound) => Measure(a, b, bound) <= bound;

    /// <summary>The distance, or <paramref name="bound"/> + 1 when it is larger.</summary>
    public static int Measure(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int bound)
    {
        if (a.SequenceEqual(b))
            return 0;
        if (bound <= 0 || Math.Abs(a.Length - b.Length) > bound || a.Length > MaxWord || b.Length > MaxWord)
            return bound + 1;
        Span<int> beforeLast = stackalloc int[MaxWord + 1];
        Span<int> last = stackalloc int[MaxWord + 1];
        Span<int> row = stackalloc int[MaxWord + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var best = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                best = Math.Min(best, row[j]);
            }
            if (best > bound)
                return bound + 1;
            last[..(b.Length + 1)].CopyTo(beforeLast);
            row[..(b.Length + 1)].CopyTo(last);
        }
        return Math.Min(last[b.Length], bound + 1);
    }
}
