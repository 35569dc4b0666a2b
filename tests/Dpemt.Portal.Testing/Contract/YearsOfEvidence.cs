using System.Security.Cryptography;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Testing.Contract;

/// <summary>
/// Years of packed evidence as a living portal would leave them: a probe each half minute of six components, answers
/// of wandering length, an outage now and then with its incident, traffic in most minutes of the day.
/// </summary>
public static class YearsOfEvidence
{
    /// <summary>Different days that are made; the years repeat them.</summary>
    private const int Patterns = 24;

    /// <summary>Adds the days from <paramref name="first"/> on, chained from the beginning. Returns the bytes of all contents.</summary>
    public static async Task<long> SeedAsync(Func<PortalDbContext> open, DateOnly first, int days)
    {
        var random = new Random(20260601);
        var patterns = Enumerable.Range(0, Patterns).Select(p => Pattern(random, p)).ToList();
        var previous = new byte[SHA256.HashSizeInBytes];
        var bytes = 0L;
        for (var from = 0; from < days; from += 60)
        {
            await using var db = open();
            var contents = new List<(EvidenceDay Line, byte[] Packed)>();
            for (var i = from; i < Math.Min(days, from + 60); i++)
            {
                var day = first.AddDays(i);
                for (var series = 0; series < EvidenceDay.SeriesPerDay; series++)
                {
                    var (minutes, count, packed) = patterns[i % Patterns][series];
                    var line = Line(day, series, minutes, count, packed, previous);
                    previous = line.Hash;
                    contents.Add((line, packed));
                    bytes += packed.Length;
                }

                if (i % Patterns == 0)
                    db.Incidents.Add(IncidentOf(day));
            }

            db.EvidenceDays.AddRange(contents.Select(c => c.Line));
            await db.SaveChangesAsync();
            db.EvidenceContents.AddRange(contents.Select(c => new EvidenceContent { EvidenceDayId = c.Line.Id, Packed = c.Packed }));
            await db.SaveChangesAsync();
        }

        return bytes;
    }

    private static EvidenceDay Line(DateOnly day, int series, MinuteCounts minutes, int count, byte[] packed, byte[] previous)
    {
        var line = new EvidenceDay
        {
            Day = day,
            Series = series,
            Up = minutes.Up,
            Degraded = minutes.Degraded,
            Down = minutes.Down,
            Ours = minutes.Ours,
            NoEvidence = minutes.NoEvidence,
            Count = count,
            Rule = "Medição v1 (3/2, 120 s)",
            ContentHash = SHA256.HashData(packed),
            PreviousHash = previous,
            Hash = [],
            PackedAt = ContractTime.StartOf(day.AddDays(1)).AddHours(1),
        };
        line.Hash = line.Sealed();
        return line;
    }

    private static Incident IncidentOf(DateOnly day) => new()
    {
        Component = ServiceComponent.Sending,
        StartAt = ContractTime.StartOf(day).AddHours(3),
        EndAt = ContractTime.StartOf(day).AddHours(3).AddMinutes(20),
        State = IncidentState.Ended,
        Origin = IncidentOrigin.Rule,
        OriginName = "Medição v1 (3/2, 120 s)",
        Description = "3 sondas seguidas de envio falharam (HTTP 503).",
        Version = 2,
        CreatedAt = ContractTime.StartOf(day),
        ChangedAt = ContractTime.StartOf(day),
    };

    /// <summary>The seven contents of one kind of day.</summary>
    private static List<(MinuteCounts Minutes, int Count, byte[] Packed)> Pattern(Random random, int number)
    {
        // Any day: contents keep times relative to their day.
        var start = ContractTime.StartOf(new DateOnly(2026, 6, 1));
        var series = new List<(MinuteCounts, int, byte[])>();
        foreach (var component in ServiceComponents.All)
        {
            var probes = Probes(random, start, component, down: number == 0 && component == ServiceComponent.Sending);
            var rule = new OutageRule(3, 2, TimeSpan.FromSeconds(120));
            var points = probes.ConvertAll(p => new ProbePoint(p.StartedAt, TimeSpan.FromMilliseconds(p.Milliseconds), p.Outcome));
            var outages = rule.Outages(points);
            var minutes = MinuteVerdicts.Of(new(start, start.AddDays(1)), points, outages.Select(o => new Period(o.Start, o.End ?? start.AddDays(1))), TimeSpan.FromSeconds(60));
            var content = new DayContent("Medição v1 (3/2, 120 s); intervalo 30 s; tempo máximo 8 s; degradado acima de 3000 ms", minutes, outages, probes);
            series.Add((MinuteCounts.Of(minutes), probes.Count, content.Pack(start)));
        }

        var traffic = Enumerable.Range(6 * 60, 16 * 60).Where(_ => random.Next(4) > 0)
            .Select(m => new TrafficMinute { Minute = start.AddMinutes(m), Inbound = random.Next(12), Accepted = random.Next(9), Delivered = random.Next(9) }).ToList();
        series.Add((default, traffic.Sum(t => t.Inbound + t.Accepted + t.Delivered), new TrafficContent(traffic, 0).Pack(start)));
        return series;
    }

    private static List<KeptProbe> Probes(Random random, DateTimeOffset start, ServiceComponent component, bool down)
    {
        var probes = new List<KeptProbe>();
        for (var second = (int)component; second < 86_400; second += 30)
        {
            var at = start.AddSeconds(second).AddMilliseconds(random.Next(5, 60));
            var failed = (down && second is >= 10_800 and < 12_000) || random.Next(3000) == 0;
            var slow = random.Next(500) == 0;
            probes.Add(new(
                at, failed ? random.Next(8000, 8010) : slow ? random.Next(3000, 7000) : 60 + (int)Math.Abs(random.NextDouble() * random.NextDouble() * 400),
                failed ? ProbeOutcome.Failed : slow ? ProbeOutcome.Slow : ProbeOutcome.Good, (ProbeCall)(int)component, failed ? null : component == ServiceComponent.Sending ? 400 : 200));
        }

        return probes;
    }
}
