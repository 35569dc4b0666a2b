using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Demo;

/// <summary>
/// Demonstration data of the desk: receptions with hours and coverage, holidays, services, questions, quick replies. Fills only
/// tables that are empty, so that it may run at every start; addresses and telephones are invented.
/// </summary>
public sealed class SeedReceptions(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly DayOfWeek[] WorkingDays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly int[] HolidayYears = [2026, 2027];

    /// <summary>Fills what is empty.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await db.Receptions.AnyAsync(cancellation))
            await AddReceptionsAsync(db, cancellation);
        if (!await db.Services.AnyAsync(cancellation))
            AddServices(db);
        if (!await db.FrequentQuestions.AnyAsync(cancellation))
            AddQuestions(db);
        if (!await db.QuickReplies.AnyAsync(cancellation))
            db.QuickReplies.AddRange(Read<List<ReplyLine>>("quick-replies.json").Select(r => new QuickReply { Shortcut = r.Shortcut, Text = r.Text }));
        foreach (var table in db.ChangeTracker.Entries().Select(e => TableOf(e.Entity)).OfType<string>().Distinct().ToList())
            db.Changed(Actor.Portal, table, "demo", clock.GetUtcNow(), "Dados de demonstração");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task AddReceptionsAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var cities = CityFinder.Default.All.ToDictionary(c => c.Name, c => c.Code);
        var lines = Read<List<ReceptionLine>>("receptions.json");
        var receptions = lines.ConvertAll(l => new Reception
        {
            Name = l.Name,
            CityCode = cities[l.City],
            Address = l.Address,
            Telephone = l.Telephone,
            IsFallback = l.Fallback,
        });
        db.Receptions.AddRange(receptions);
        await db.SaveChangesAsync(cancellation);
        foreach (var (line, reception) in lines.Zip(receptions))
        {
            db.ReceptionPeriods.AddRange(WorkingDays.SelectMany(day => new[]
            {
                new ReceptionPeriod { ReceptionId = reception.Id, Day = day, From = new(8, 0), To = new(12, 0) },
                new ReceptionPeriod { ReceptionId = reception.Id, Day = day, From = new(13, 0), To = new(17, 0) },
            }));
            db.ReceptionCoverages.AddRange(line.Covers.Prepend(line.City).Select(city => new ReceptionCoverage { ReceptionId = reception.Id, CityCode = cities[city] }));
        }

        if (await db.Holidays.AnyAsync(cancellation))
            return;
        db.Holidays.AddRange(Read<List<HolidayLine>>("holidays.json").Select(h => new Holiday { Date = h.Date, Name = h.Name }));
        db.Holidays.AddRange(lines.SelectMany(l => HolidayYears.Select(year => new Holiday
        {
            Date = DateOnly.ParseExact($"{l.Founded}/{year}", "dd/MM/yyyy", CultureInfo.InvariantCulture),
            Name = "Aniversário de " + l.City,
            CityCode = cities[l.City],
        })));
    }

    private static void AddServices(PortalDbContext db) => db.Services.AddRange(FlowService.Defaults.Select(s => new ServiceEntry
    {
        Area = s.Area,
        Name = s.Name,
        Keywords = KeywordList.Join(s.Keywords),
        SelfService = s.SelfService,
        OpenLink = s.OpenUrl,
        InstallLinkAndroid = s.InstallUrls?.GetValueOrDefault("Android"),
        InstallLinkIPhone = s.InstallUrls?.GetValueOrDefault("iPhone"),
        Documents = s.Documents is { Count: > 0 } documents ? string.Join('\n', documents) : null,
    }));

    private static void AddQuestions(PortalDbContext db) => db.FrequentQuestions.AddRange(FrequentQuestion.Defaults.Select(q => new FrequentQuestionEntry
    {
        Question = q.Title,
        Keywords = KeywordList.Join(q.Phrases),
        Answer = q.Answer,
        AnswerWithReception = q.AnswerWithReception,
    }));

    private static string? TableOf(object entity) => entity switch
    {
        Reception => Settings.Receptions,
        Holiday => Settings.Holidays,
        ServiceEntry => Settings.Services,
        FrequentQuestionEntry => Settings.FrequentQuestions,
        QuickReply => Settings.QuickReplies,
        _ => null,
    };

    private static T Read<T>(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Dpemt.Portal.Conversations.Demo.Data." + file)
            ?? throw new FileNotFoundException("Embedded table not found.", file);
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web) ?? throw new InvalidDataException(file);
    }

    private sealed record ReceptionLine(
        string Name, string City, string Address, string Telephone, IReadOnlyList<string> Covers, string Founded, bool Fallback = false);

    private sealed record HolidayLine(DateOnly Date, string Name);

    private sealed record ReplyLine(string Shortcut, string Text);
}
