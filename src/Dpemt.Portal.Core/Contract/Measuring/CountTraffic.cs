using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>
/// Counts real traffic by minutes, and suspects an outage of receiving when a silence is too long for the hour. Safe to
/// run twice and on two instances: the progress is compared and set with the counts.
/// </summary>
public sealed class CountTraffic(
    IDbContextFactory<PortalDbContext> contexts, ProviderTraffic traffic, LeaseKeeper leases, IOptions<MeasuringOptions> options, WriteTurns turns, TimeProvider clock)
{
    internal const string Lease = "trafego";

    /// <summary>Rows are given their numbers before they are committed: what is younger may still have gaps.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(20);

    private const int MostRounds = 500;

    /// <summary>Counts what came since the last time, and looks for silence.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() - Lag;
        for (var round = 0; round < MostRounds && await leases.TryHoldAsync(Lease, cancellation); round++)
        {
            if (await CountAsync(until, cancellation))
                continue;
            await WatchAsync(until, cancellation);
            return;
        }
    }

    private async Task<bool> CountAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var progress = await db.TrafficProgress.SingleOrDefaultAsync(cancellation);
        if (progress is null)
            db.TrafficProgress.Add(progress = new TrafficProgress());
        var from = new TrafficMark(progress.Message, progress.Status, progress.Attempt);
        var (events, mark) = await traffic.ReadAsync(from, until, cancellation);
        using var turn = await turns.TakeAsync(cancellation);
        foreach (var minute in events.GroupBy(e => EvidenceDays.FloorMinute(e.At)))
        {
            var line = await db.TrafficMinutes.FindAsync([minute.Key], cancellation);
            if (line is null)
                db.TrafficMinutes.Add(line = new TrafficMinute { Minute = minute.Key });
            foreach (var one in minute)
                line.Add(one.Kind);
        }

        (progress.Message, progress.Status, progress.Attempt) = (mark.Message, mark.Status, mark.Attempt);
        if (mark == from)
            progress.CountedUntil = until;
        await db.SaveChangesAsync(cancellation);
        return mark != from;
    }

    /// <summary>Opens a suspicion of a silence that is too long, ends those that traffic has ended.</summary>
    private async Task WatchAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        using var turn = await turns.TakeAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var lasting = await db.Suspicions.Where(s => s.Component == ServiceComponent.Receiving && s.EndAt == null).OrderByDescending(s => s.StartAt).FirstOrDefaultAsync(cancellation);
        if (lasting is not null)
            await EndAsync(db, lasting, cancellation);
        else
            await SuspectAsync(db, until, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task EndAsync(PortalDbContext db, Suspicion lasting, CancellationToken cancellation)
    {
        var start = lasting.StartAt;
        var again = await db.TrafficMinutes.Where(m => m.Minute >= start && m.Inbound > 0).MinAsync(m => (DateTimeOffset?)m.Minute, cancellation);
        if (again is null)
            return;
        lasting.EndAt = again;
        if (lasting is { State: SuspicionState.Confirmed, IncidentId: { } incident })
            await Incidents.RuleIncidents.EndAsync(db, incident, again.Value, clock.GetUtcNow(), cancellation);
    }

    private async Task SuspectAsync(PortalDbContext db, DateTimeOffset until, CancellationToken cancellation)
    {
        var settings = options.Value;
        var since = until - UsualTraffic.Week;
        var last = await db.TrafficMinutes.Where(m => m.Minute >= since && m.Inbound > 0).MaxAsync(m => (DateTimeOffset?)m.Minute, cancellation);
        if (last is null)
            return;
        var silence = new Period(last.Value.AddMinutes(1), EvidenceDays.FloorMinute(until));
        if (silence.Length < TimeSpan.FromMinutes(settings.SilenceMinutes))
            return;
        var expected = await UsualTraffic.InboundAsync(db, silence, cancellation);
        if (expected is not { Weeks: >= UsualTraffic.FewestWeeks } || expected.Value.Average < settings.SilenceExpected)
            return;
        var start = silence.Start;
        if (await db.Suspicions.AnyAsync(s => s.Component == ServiceComponent.Receiving && s.StartAt == start, cancellation))
            return;
        var now = clock.GetUtcNow();
        var text = FormattableString.Invariant($"Nenhuma mensagem recebida desde {ContractTime.Local(start):dd/MM/yyyy HH:mm}; nas últimas semanas, no mesmo horário, chegariam cerca de {expected.Value.Average:0}.");
        db.Suspicions.Add(new Suspicion { Component = ServiceComponent.Receiving, StartAt = start, Description = text, CreatedAt = now });
        await db.TellAsync(
            NoticeSubjects.Incidents, FormattableString.Invariant($"suspeita-recebimento-{start.UtcDateTime:yyyyMMddHHmm}"), "Suspeita de queda no recebimento de mensagens",
            text + "\n\nO silêncio não prova uma queda: confira em Disponibilidade, Medição, e confirme ou descarte.\n\nHorários de Cuiabá (UTC-4).", now, cancellation);
    }
}

/// <summary>What traffic is usual at an hour: the same stretch of the last four weeks.</summary>
public sealed class UsualTraffic(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Weeks that are looked at.</summary>
    public const int Weeks = 4;

    /// <summary>Weeks with traffic that are needed to call anything usual.</summary>
    public const int FewestWeeks = 3;

    internal static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Counts of a stretch, and the average of the same stretch in the weeks before that had any traffic.</summary>
    public async Task<(TrafficMinute Now, TrafficMinute Usual, int Weeks)> RunAsync(Period stretch, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = await SumAsync(db, stretch, cancellation);
        var before = new List<TrafficMinute>();
        for (var week = 1; week <= Weeks; week++)
        {
            if (await HadTrafficAsync(db, Earlier(stretch, week), cancellation))
                before.Add(await SumAsync(db, Earlier(stretch, week), cancellation));
        }

        var usual = new TrafficMinute { Minute = stretch.Start };
        if (before.Count > 0)
            usual.Counts = [.. Enumerable.Range(0, now.Counts.Length).Select(i => (int)Math.Round(before.Average(b => b.Counts[i])))];
        return (now, usual, before.Count);
    }

    /// <summary>Inbound messages that the same stretch brought on average, and in how many weeks there was traffic on that day at all.</summary>
    internal static async Task<(double Average, int Weeks)?> InboundAsync(PortalDbContext db, Period stretch, CancellationToken cancellation)
    {
        var (sum, weeks) = (0, 0);
        for (var week = 1; week <= Weeks; week++)
        {
            var before = Earlier(stretch, week);
            if (!await HadTrafficAsync(db, before, cancellation))
                continue;
            weeks++;
            sum += (await SumAsync(db, before, cancellation)).Inbound;
        }

        return weeks == 0 ? null : ((double)sum / weeks, weeks);
    }

    private static Period Earlier(Period stretch, int weeks) => new(stretch.Start - (Week * weeks), stretch.End - (Week * weeks));

    /// <summary>A week in which the portal did not run yet, or a holiday, says nothing of what is usual.</summary>
    private static Task<bool> HadTrafficAsync(PortalDbContext db, Period stretch, CancellationToken cancellation)
    {
        var day = ContractTime.DayOf(stretch.Start);
        DateTimeOffset from = ContractTime.StartOf(day), to = ContractTime.StartOf(day.AddDays(1));
        return db.TrafficMinutes.AnyAsync(m => m.Minute >= from && m.Minute < to && m.Inbound > 0, cancellation);
    }

    private static async Task<TrafficMinute> SumAsync(PortalDbContext db, Period stretch, CancellationToken cancellation)
    {
        DateTimeOffset from = stretch.Start, to = stretch.End;
        var sum = await db.TrafficMinutes.Where(m => m.Minute >= from && m.Minute < to).GroupBy(_ => 1).Select(g => new
        {
            Inbound = g.Sum(m => m.Inbound),
            Accepted = g.Sum(m => m.Accepted),
            Delivered = g.Sum(m => m.Delivered),
            Faults = g.Sum(m => m.ProviderFaults),
            NoAnswers = g.Sum(m => m.NoAnswers),
        }).SingleOrDefaultAsync(cancellation);
        return new TrafficMinute
        {
            Minute = stretch.Start,
            Inbound = sum?.Inbound ?? 0,
            Accepted = sum?.Accepted ?? 0,
            Delivered = sum?.Delivered ?? 0,
            ProviderFaults = sum?.Faults ?? 0,
            NoAnswers = sum?.NoAnswers ?? 0,
        };
    }
}
