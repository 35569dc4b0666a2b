using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Occurrences;
using Dpemt.Portal.Integration.Tests.Contract.Glosas;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Occurrences;

public sealed class OccurrenceTests
{
    private static readonly NewOccurrence Form = new(new(2026, 8, 3), "Webhook parado", "TR 5.3.4.1", "Nenhuma mensagem chegou das 8h às 9h.", ServiceComponent.Receiving);

    [Fact]
    public async Task Record_ManyAtOnce_NumbersWithoutGapsWithinTheYear()
    {
        await using var world = await GlosaWorld.StartAsync();
        world.AnotherProcess();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => world.Get<RecordOccurrence>(i % 2).RunAsync(GlosaWorld.Officer, Form, default))));
        Assert.All(results, r => Assert.True(r.Done, r.Refusal?.Message));
        world.Clock.SetUtcNow(new(2027, 1, 1, 4, 0, 0, TimeSpan.Zero));
        Assert.True((await world.Get<RecordOccurrence>().RunAsync(GlosaWorld.Officer, Form, default)).Done);

        var rows = (await world.Get<OccurrenceBook>().ListAsync(new(), default)).Rows;
        Assert.Equal(["1/2027", "8/2026", "7/2026", "6/2026", "5/2026", "4/2026", "3/2026", "2/2026", "1/2026"], rows.Select(r => r.Label));
        Assert.Equal(8, (await world.Get<OccurrenceBook>().ListAsync(new(OccurrenceState.Recorded, 2026), default)).Total);
    }

    [Fact]
    public async Task Add_NotificationAnswerCorrectionClosing_KeepsWhatWasWritten()
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = (await world.Get<RecordOccurrence>().RunAsync(GlosaWorld.Officer, Form, default)).Id!.Value;

        Assert.Equal("sem-notificacao", (await AddAsync(world, id, new(OccurrenceEntryKind.Answer, "resposta", world.Today))).Refusal?.Code);
        Assert.True((await AddAsync(world, id, new(OccurrenceEntryKind.Notified, "Notificamos.", world.Today, "E-mail do preposto", 5))).Done);
        var deadline = Assert.Single(await world.Get<OpenDeadlines>().RunAsync(default));
        Assert.Equal((new DateOnly(2026, 8, 10), DeadlineParty.Contractor), (deadline.DueOn, deadline.Party));
        Assert.True((await AddAsync(world, id, new(OccurrenceEntryKind.Correction, "Das 8h às 9h30.", world.Today, Corrects: 1))).Done);
        Assert.Equal("corrige", (await AddAsync(world, id, new(OccurrenceEntryKind.Correction, "Outra", world.Today, Corrects: 9))).Refusal?.Code);
        Assert.True((await AddAsync(world, id, new(OccurrenceEntryKind.Answer, "Reconhecem.", world.Today))).Done);
        Assert.True((await AddAsync(world, id, new(OccurrenceEntryKind.Closed, "Sanado.", world.Today))).Done);
        Assert.Equal("encerrada", (await AddAsync(world, id, new(OccurrenceEntryKind.Notified, "De novo", world.Today, "E-mail"))).Refusal?.Code);
        Assert.True((await AddAsync(world, id, new(OccurrenceEntryKind.Reopened, "Voltou.", world.Today))).Done);

        var reading = (await world.Get<OccurrenceBook>().FindAsync(id, default))!;
        Assert.Equal([0, 1, 4, 2, 5, 6], reading.Entries.Select(e => (int)e.Kind));
        Assert.Equal(("Nenhuma mensagem chegou das 8h às 9h.", 1), (reading.Entries[0].Text, reading.Entries[2].Corrects));
        await using var db = world.Open();
        Assert.Equal(6, await db.AuditEntries.CountAsync(a => a.Action == "ocorrencia-registrada"));
        Assert.Equal(1, await db.Notices.CountAsync(n => n.Key == $"ocorrencia-{id}-resposta-20260810-aberto"));
    }

    /// <summary>Working days, the first is the working day after the receipt (TR 27.18.1); counted by hand on a wall calendar.</summary>
    [Theory]
    [InlineData("2026-09-03", 5, "2026-09-11")] // 7 September
    [InlineData("2026-10-09", 1, "2026-10-13")] // a Friday before 12 October
    [InlineData("2026-12-24", 5, "2027-01-04")] // Christmas and New Year on Fridays
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2027-02-05", 2, "2027-02-11")] // before carnival
    [InlineData("2026-08-08", 3, "2026-08-12")] // a Saturday
    public async Task Add_NotificationAroundHolidays_GivesTheAnswerItsWorkingDays(string received, int days, string due)
    {
        var day = DateOnly.Parse(received, System.Globalization.CultureInfo.InvariantCulture);
        await using var world = await GlosaWorld.StartAsync();
        world.Clock.SetUtcNow(ContractTime.StartOf(day).AddHours(15));
        var id = (await world.Get<RecordOccurrence>().RunAsync(GlosaWorld.Officer, Form, default)).Id!.Value;

        Assert.True((await AddAsync(world, id, new(OccurrenceEntryKind.Notified, "Notificamos.", day, "E-mail do preposto", days))).Done);

        Assert.Equal(due, Assert.Single(await world.Get<OpenDeadlines>().RunAsync(default)).DueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Add_AgainstAnOldVersion_IsToldOfTheOther()
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = (await world.Get<RecordOccurrence>().RunAsync(GlosaWorld.Officer, Form, default)).Id!.Value;
        var note = new NewOccurrenceEntry(OccurrenceEntryKind.Note, "nota", world.Today);

        Assert.True((await world.Get<AddToOccurrence>().RunAsync(GlosaWorld.Officer, id, 1, note, default)).Done);

        Assert.Equal("outra-pessoa", (await world.Get<AddToOccurrence>().RunAsync(GlosaWorld.Other, id, 1, note, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Record_UnmetRequirement_OnceOnly()
    {
        await using var world = await GlosaWorld.StartAsync();
        var requirement = UnmetRequirement.Known[0];
        var form = new NewOccurrence(world.Today, requirement.Title, requirement.Clause, requirement.Facts, requirement.Component, RequirementKey: requirement.Key);

        Assert.True((await world.Get<RecordOccurrence>().RunAsync(GlosaWorld.Officer, form, default)).Done);
        Assert.Equal("ja-registrada", (await world.Get<RecordOccurrence>().RunAsync(GlosaWorld.Other, form, default)).Refusal?.Code);

        var unmet = await world.Get<OccurrenceBook>().UnmetAsync(default);
        Assert.Equal([true, false, false], unmet.Select(u => u.OccurrenceId is not null));
    }

    [Theory]
    [InlineData("titulo")]
    [InlineData("clausula")]
    [InlineData("fatos")]
    [InlineData("data-futura")]
    [InlineData("incidente")]
    public async Task Record_FaultyForm_SaysWhatToDo(string code)
    {
        await using var world = await GlosaWorld.StartAsync();
        var form = code switch
        {
            "titulo" => Form with { Title = " " },
            "clausula" => Form with { Clause = new string('x', 121) },
            "fatos" => Form with { Facts = "" },
            "data-futura" => Form with { HappenedOn = world.Today.AddDays(1) },
            _ => Form with { IncidentId = 99 },
        };

        Assert.Equal(code, (await world.Get<RecordOccurrence>().RunAsync(GlosaWorld.Officer, form, default)).Refusal?.Code);
    }

    private static async Task<ContractResult> AddAsync(GlosaWorld world, long id, NewOccurrenceEntry entry) =>
        await world.Get<AddToOccurrence>().RunAsync(GlosaWorld.Officer, id, (await world.Get<OccurrenceBook>().FindAsync(id, default))!.Occurrence.Version, entry, default);
}
