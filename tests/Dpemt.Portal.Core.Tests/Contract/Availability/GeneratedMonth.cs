using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Core.Tests.Contract.Availability;

/// <summary>A month with outages from a seed: overlapping, touching, repeated, open, empty, reversed, across every border.</summary>
internal sealed record GeneratedMonth(int Year, int Month, Period Whole, Period InForce, IReadOnlyList<Outage> Outages)
{
    private static readonly TimeSpan Cuiaba = TimeSpan.FromHours(-4);

    internal static GeneratedMonth Of(int seed)
    {
        var random = new Random(seed);
        int year = random.Next(2024, 2032), month = random.Next(1, 13);
        var start = new DateTimeOffset(year, month, 1, 0, 0, 0, Cuiaba);
        var whole = new Period(start, start.AddDays(DateTime.DaysInMonth(year, month)));
        var inForce = new Period(
            random.Next(3) == 0 ? Around(random, start) : start.AddYears(-1), random.Next(3) == 0 ? Around(random, start) : DateTimeOffset.MaxValue);
        var outages = new List<Outage>();
        for (var left = random.Next(0, 25); left > 0; left--)
            outages.Add(Next(random, start, outages));
        return new(year, month, whole, inForce, outages);
    }

    private static Outage Next(Random random, DateTimeOffset month, List<Outage> before)
    {
        var from = random.Next(5) == 0 && before.Count > 0 ? before[random.Next(before.Count)] is var other && random.Next(2) == 0 ? other.Start : other.End ?? other.Start : Around(random, month);
        DateTimeOffset? until = random.Next(40) switch
        {
            0 => null,
            1 => from.AddSeconds(random.Next(1, 3_000_000)),
            < 5 => from,
            < 9 => from.AddSeconds(-random.Next(1, 90_000)),
            < 20 => from.AddSeconds(random.Next(1, 14_401)),
            _ => from.AddSeconds(random.Next(1, 900)),
        };
        return new(from, until, (ServiceComponent)random.Next(6), (OutageScope)random.Next(2), random.Next(5) == 0, before.Count + 1);
    }

    /// <summary>A whole second from five days before the month to five days after it, often on a border.</summary>
    private static DateTimeOffset Around(Random random, DateTimeOffset month) => random.Next(8) switch
    {
        0 => month,
        1 => month.AddMonths(1),
        2 => month.AddSeconds(random.Next(-5, 6)),
        _ => month.AddSeconds(random.Next(-5 * 86_400, 36 * 86_400)),
    };
}
