using System.Globalization;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Calendar;

/// <summary>
/// Tells of deadlines by e-mail at their opening, five working days before, on the day and after it, each once, and lets
/// silence do what it does. For a daily job: it looks at what is due, so a missed or doubled run does no harm.
/// </summary>
public sealed class WatchDeadlines(
    IDbContextFactory<PortalDbContext> contexts, OpenDeadlines open, IEnumerable<IDeadlineSource> sources, ContractCalendar calendar, TimeProvider clock)
{
    /// <summary>Working days before the last day from which people are reminded.</summary>
    public const int Near = 5;

    /// <summary>Tells first, then lets lapse: a lapsed deadline runs no more and would not be told of.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = ContractTime.DayOf(now);
        var days = await calendar.CalendarAsync(today, cancellation);
        foreach (var deadline in await open.RunAsync(cancellation))
        {
            if (DeadlineNotices.StageOf(deadline.DueOn, today, days) is { } stage)
                await TellAsync(deadline, stage, now, cancellation);
        }

        foreach (var source in sources)
            await source.LapseAsync(cancellation);
    }

    private async Task TellAsync(OpenDeadline deadline, DeadlineStage stage, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        try
        {
            if (await db.TellAsync(deadline, stage, now, cancellation))
                await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another instance told the same at the same moment: the key is unique.
        }
    }
}

/// <summary>How far a deadline is.</summary>
public enum DeadlineStage
{
    Opened = 0,

    /// <summary>At most <see cref="WatchDeadlines.Near"/> working days left.</summary>
    Near = 1,
    Today = 2,
    Past = 3,
}

/// <summary>The words of the e-mails about deadlines.</summary>
public static class DeadlineNotices
{
    /// <summary>The stage that a daily look finds; null while there is time.</summary>
    public static DeadlineStage? StageOf(DateOnly due, DateOnly today, StateCalendar calendar)
    {
        if (today >= due)
            return today == due ? DeadlineStage.Today : DeadlineStage.Past;
        var day = due;
        for (var left = WatchDeadlines.Near; left > 0; left--)
        {
            do
            {
                day = day.AddDays(-1);
            }
            while (!calendar.IsWorkingDay(day));
        }

        return today >= day ? DeadlineStage.Near : null;
    }

    /// <summary>Notes the e-mail of one stage, unless it was told before. True when it is new; the caller saves.</summary>
    public static Task<bool> TellAsync(this PortalDbContext db, OpenDeadline deadline, DeadlineStage stage, DateTimeOffset now, CancellationToken cancellation)
    {
        var day = deadline.DueOn.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var (code, title) = stage switch
        {
            DeadlineStage.Opened => ("aberto", $"Prazo até {day}: {deadline.Title}"),
            DeadlineStage.Near => ("perto", $"Faltam poucos dias úteis, até {day}: {deadline.Title}"),
            DeadlineStage.Today => ("hoje", $"O prazo termina hoje: {deadline.Title}"),
            _ => ("passou", $"O prazo terminou em {day}: {deadline.Title}"),
        };
        var who = deadline.Party == DeadlineParty.Office ? "Quem precisa agir: a Defensoria." : "Quem pode agir: a contratada.";
        var body = $"{deadline.Title}.\n\nÚltimo dia: {day} (horário de Cuiabá).\nCláusula: {deadline.Clause}\n{who}\n\nNo portal: /{deadline.Href}\n";
        return db.TellAsync(NoticeSubjects.Deadlines, $"{deadline.Key}-{code}", title, body, now, cancellation);
    }
}
