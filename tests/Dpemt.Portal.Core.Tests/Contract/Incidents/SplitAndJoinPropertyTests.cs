using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;

namespace Dpemt.Portal.Core.Tests.Contract.Incidents;

/// <summary>Thousands of generated months: pieces in the place of an incident, or one in the place of several, give the same index to the tick.</summary>
public sealed class SplitAndJoinPropertyTests
{
    private static readonly Period July = new BillingMonth(2026, 7).Whole;
    private static readonly Period InForce = new(July.Start.AddDays(-40), DateTimeOffset.MaxValue);

    [Theory, InlineData(11), InlineData(12), InlineData(13)]
    public void SplitAndJoin_OfGeneratedMonths_KeepTheDownTime(int seed)
    {
        var random = new Random(seed);
        int split = 0, joined = 0, refused = 0;
        for (var month = 0; month < 1500; month++)
        {
            var incidents = Enumerable.Range(1, random.Next(1, 8)).Select(id => Generate(random, id)).ToList();
            var before = Judge(incidents);
            for (var step = 0; step < 4; step++)
            {
                var one = incidents[random.Next(incidents.Count)];
                if (random.Next(2) == 0)
                {
                    var at = one.StartAt.AddTicks(1 + random.NextInt64(Math.Max(1, ((one.EndAt ?? July.End) - one.StartAt).Ticks - 1)));
                    if (at >= (one.EndAt ?? July.End))
                        continue;
                    incidents.Remove(one);
                    incidents.Add(SplitIncident.Piece(one, one.StartAt, at, July.End));
                    incidents.Add(SplitIncident.Piece(one, at, one.EndAt, July.End));
                    split++;
                }
                else
                {
                    var parts = incidents.Where(i => i == one || random.Next(2) == 0).OrderBy(i => i.StartAt).ToList();
                    if (parts.Count < 2 || JoinIncidents.Check(parts) is not null)
                    {
                        refused++;
                        continue;
                    }

                    incidents.RemoveAll(parts.Contains);
                    incidents.Add(JoinIncidents.Whole(parts, July.End));
                    joined++;
                }

                Assert.Equal(before.DownTicks, Judge(incidents).DownTicks);
            }
        }

        Assert.True(split > 500 && joined > 100 && refused > 100, $"{split} {joined} {refused}");
    }

    private static MonthAvailability Judge(IEnumerable<Incident> incidents) =>
        MonthAvailability.Of(July, InForce, incidents.Select(i => i.ToOutage()), AvailabilityRule.Signed);

    /// <summary>Few distinct starts, so that pieces touch and overlap often; some begin before the month, some last.</summary>
    private static Incident Generate(Random random, long id)
    {
        var start = July.Start.AddHours(random.Next(-20, 40)).AddTicks(random.Next(3));
        return new()
        {
            Id = id,
            Component = (ServiceComponent)random.Next(2),
            Scope = (OutageScope)random.Next(2),
            StartAt = start,
            EndAt = random.Next(6) == 0 ? null : start.AddHours(random.Next(1, 10)),
            Excluded = random.Next(4) == 0 ? ExclusionGround.ForceMajeure : null,
            OriginName = "teste",
            Description = "teste",
        };
    }
}
