using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Dpemt.Portal.Integration.Tests.Contract.IncidentWorld;

namespace Dpemt.Portal.Integration.Tests.Contract;

/// <summary>The acts on incidents, on a real database.</summary>
public sealed class IncidentActsTests : IAsyncLifetime
{
    private const string Why = "Conferido no registro das sondas";
    private IncidentWorld _world = default!;

    public async Task InitializeAsync() => _world = await CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public static TheoryData<double, double?, string> WrongTimes() => new()
    {
        { -1, null, "inicio-no-futuro" },
        { 60, 60, "fim-antes-do-inicio" },
        { 60, 61, "fim-antes-do-inicio" },
        { 60, -1, "fim-no-futuro" },
        { 60 * 24 * 60, null, "fora-da-vigencia" },
    };

    [Theory, MemberData(nameof(WrongTimes))]
    public async Task Open_WithTimesThatCannotBe_IsRefused(double startMinutesAgo, double? endMinutesAgo, string code)
    {
        var form = new IncidentForm(
            ServiceComponent.Sending, OutageScope.Total, Now.AddMinutes(-startMinutesAgo), endMinutesAgo is { } end ? Now.AddMinutes(-end) : null, "Fora do ar.");

        var result = await _world.Get<OpenIncident>().RunAsync(Officer, form, CancellationToken.None);

        Assert.Equal(code, result.Refusal?.Code);
        Assert.Equal(0, await _world.ReadAsync(db => db.Incidents.CountAsync()));
    }

    [Fact]
    public async Task Correct_StartIntoTheMonthBefore_AnnouncesBothMonthsAndKeepsWhatWas()
    {
        var incident = await _world.OpenIncidentAsync(60, 10);
        var start = new DateTimeOffset(2026, 6, 30, 20, 0, 0, TimeSpan.Zero).AddTicks(7);

        var result = await _world.Get<CorrectIncident>().RunAsync(
            Officer, incident.Id, incident.Version, new(incident.Component, OutageScope.Partial, start, incident.EndAt, "Só parte."), Why, null, CancellationToken.None);

        Assert.Null(result.Refusal);
        var now = await _world.FindAsync(incident.Id);
        Assert.Equal((start, OutageScope.Partial, "Só parte.", incident.Version + 1), (now.StartAt, now.Scope, now.Description, now.Version));
        var change = (await _world.HistoryAsync(incident.Id))[^1];
        Assert.Equal((IncidentActs.Corrected, Why, "Fábio Fiscal"), (change.Act, change.Reason, change.ActorName));
        Assert.Equal(IncidentFacts.Of(incident), IncidentFacts.Read(change.Before));
        var months = await _world.ReadAsync(db => db.Changes.Where(c => c.Topic == ChangeTopics.ContractMonth).Select(c => c.Key).Distinct().OrderBy(k => k).ToListAsync());
        Assert.Equal(["2026-06", "2026-07"], months);
    }

    [Fact]
    public async Task Correct_ByTheSecondOfTwoPeople_IsRefusedWithWhoWasFirst()
    {
        var incident = await _world.OpenIncidentAsync();
        var ended = await _world.Get<EndIncident>().RunAsync(Second, incident.Id, incident.Version, Now.AddMinutes(-5), null, CancellationToken.None);

        var result = await _world.Get<WithdrawIncident>().RunAsync(Officer, incident.Id, incident.Version, Why, null, CancellationToken.None);

        Assert.Null(ended.Refusal);
        Assert.Equal("mudou", result.Refusal?.Code);
        Assert.Contains("Flávia Fiscal", result.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(IncidentState.Ended, (await _world.FindAsync(incident.Id)).State);
        Assert.Equal(2, (await _world.HistoryAsync(incident.Id)).Count);
    }

    [Fact]
    public async Task Exclude_WithoutDocumentOrFittingCause_IsRefused()
    {
        var incident = await _world.OpenIncidentAsync(60, 10);
        var exclude = _world.Get<ExcludeIncident>();

        var bare = await exclude.RunAsync(Officer, incident.Id, incident.Version, ExclusionGround.ForceMajeure, Why, null, CancellationToken.None);
        var reasonless = await exclude.RunAsync(Officer, incident.Id, incident.Version, ExclusionGround.ForceMajeure, " ", await _world.DocumentAsync(), CancellationToken.None);
        var causeless = await exclude.RunAsync(Officer, incident.Id, incident.Version, ExclusionGround.OwnCause, Why, await _world.DocumentAsync(), CancellationToken.None);
        var invented = await exclude.RunAsync(Officer, incident.Id, incident.Version, ExclusionGround.ForceMajeure, Why, 999, CancellationToken.None);

        Assert.Equal(["documento", "motivo", "causa", "documento"], new[] { bare, reasonless, causeless, invented }.Select(r => r.Refusal?.Code));
        Assert.Equal(TimeSpan.FromMinutes(50).Ticks, (await _world.JulyAsync()).DownTicks);
    }

    [Fact]
    public async Task Exclude_ThenInclude_TakesItOutAndBackAndKeepsTheProof()
    {
        var incident = await _world.OpenIncidentAsync(60, 10);
        var document = await _world.DocumentAsync();

        var excluded = await _world.Get<ExcludeIncident>().RunAsync(
            Officer, incident.Id, incident.Version, ExclusionGround.ForceMajeure, Why, document, CancellationToken.None);
        var without = (await _world.JulyAsync()).DownTicks;
        var included = await _world.Get<IncludeIncident>().RunAsync(Officer, incident.Id, incident.Version + 1, "A prova não se sustentou", null, CancellationToken.None);

        Assert.True(excluded.Done && included.Done);
        Assert.Equal(0, without);
        Assert.Equal(TimeSpan.FromMinutes(50).Ticks, (await _world.JulyAsync()).DownTicks);
        var history = await _world.HistoryAsync(incident.Id);
        Assert.Equal([IncidentActs.Opened, IncidentActs.Excluded, IncidentActs.Included], history.Select(r => r.Act));
        Assert.Equal(document, history[1].DocumentId);
        Assert.Equal(document, IncidentFacts.Read(history[2].Before)!.ExclusionDocumentId);
    }

    [Fact]
    public async Task Attribute_ToMeta_CountsAllTheSame()
    {
        var incident = await _world.OpenIncidentAsync(60, 10);

        var result = await _world.Get<AttributeCause>().RunAsync(Officer, incident.Id, incident.Version, IncidentCause.Meta, Why, null, CancellationToken.None);

        Assert.True(result.Done);
        Assert.Equal(TimeSpan.FromMinutes(50).Ticks, (await _world.JulyAsync()).DownTicks);
        Assert.Contains("TR 5.9.2", IncidentCause.Meta.Consequence(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_Incident_CountsNoMoreAndTakesOnlyNotes()
    {
        var incident = await _world.OpenIncidentAsync(60, 10);
        await _world.Get<WithdrawIncident>().RunAsync(Officer, incident.Id, incident.Version, Why, null, CancellationToken.None);

        var again = await _world.Get<EndIncident>().RunAsync(Officer, incident.Id, incident.Version + 1, Now, null, CancellationToken.None);
        var note = await _world.Get<AnnotateIncident>().RunAsync(Officer, incident.Id, "Ver o incidente certo", null, CancellationToken.None);

        Assert.Equal("nao-vale-mais", again.Refusal?.Code);
        Assert.True(note.Done);
        Assert.Equal(0, (await _world.JulyAsync()).DownTicks);
    }

    [Fact]
    public async Task Change_OfAClosedMonth_IsDoneAndAsksForANewVersion()
    {
        var incident = await _world.OpenIncidentAsync(60, 10);
        await using (var db = await _world.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            db.MonthVersions.Add(new MonthVersion { Month = new(2026, 7), Number = 1, Facts = "{}", Sha256 = new('0', 64), RuleVersion = "v1", ByName = "Fiscal" });
            await db.SaveChangesAsync();
        }

        var result = await _world.Get<AttributeCause>().RunAsync(Officer, incident.Id, incident.Version, IncidentCause.Serpro, Why, null, CancellationToken.None);

        Assert.True(result.Done);
        Assert.Contains("07/2026 já está fechada", result.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_AfterChanges_TellsBeforeAndAfterInWords()
    {
        var incident = await _world.OpenIncidentAsync();
        await _world.Get<EndIncident>().RunAsync(Officer, incident.Id, 1, Now.AddMinutes(-5), null, CancellationToken.None);
        await _world.Get<AttributeCause>().RunAsync(Officer, incident.Id, 2, IncidentCause.Meta, Why, null, CancellationToken.None);

        var picture = await _world.Get<IncidentView>().RunAsync(incident.Id, CancellationToken.None);

        Assert.Empty(picture!.Timeline[0].Changes);
        Assert.Contains(new FactChange("Fim", "em curso", "10/07/2026 11:55:00"), picture.Timeline[1].Changes);
        Assert.Equal([new FactChange("Causa", "A apurar", "Meta")], picture.Timeline[2].Changes);
        Assert.DoesNotContain("503", picture.TicketText!.Split("O que se observa")[0], StringComparison.Ordinal);
        Assert.Contains("em até 4 h (TR 5.6.1)", picture.TicketText, StringComparison.Ordinal);
    }
}
