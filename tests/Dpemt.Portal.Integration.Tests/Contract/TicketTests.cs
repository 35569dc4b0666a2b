using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Tickets;
using Microsoft.EntityFrameworkCore;
using static Dpemt.Portal.Integration.Tests.Contract.IncidentWorld;

namespace Dpemt.Portal.Integration.Tests.Contract;

/// <summary>Tickets and what is told of their clocks.</summary>
public sealed class TicketTests : IAsyncLifetime
{
    private IncidentWorld _world = default!;

    public async Task InitializeAsync() => _world = await CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Watch_WhileNobodyActs_TellsEachThingOnceEvenOnTwoInstances()
    {
        var ticket = await OpenTicketAsync();
        await using var other = _world.Another();
        // Each minute for five hours, both instances at once.
        for (var minute = 0; minute < 300; minute += 5)
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(5));
            await Task.WhenAll(_world.Get<WatchTicketClocks>().RunAsync(CancellationToken.None), other.Get<WatchTicketClocks>().RunAsync(CancellationToken.None));
        }

        Assert.Equal(
            [
                $"incidente-{ticket.IncidentId}-aberto", $"chamado-{ticket.Id}-aberto",
                $"chamado-{ticket.Id}-atendimento-30min", $"chamado-{ticket.Id}-atendimento-estourado",
                $"chamado-{ticket.Id}-restabelecimento-30min", $"chamado-{ticket.Id}-restabelecimento-estourado",
            ],
            await _world.NoticeKeysAsync());
    }

    [Fact]
    public async Task Watch_AttendedAndRestoredInTime_TellsOnlyOpeningAndRestoration()
    {
        var ticket = await OpenTicketAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(20));
        await _world.Get<AttendTicket>().RunAsync(Officer, ticket.Id, 1, Now.AddMinutes(20), CancellationToken.None);
        _world.Clock.Advance(TimeSpan.FromHours(2));
        await _world.Get<WatchTicketClocks>().RunAsync(CancellationToken.None);
        await _world.Get<RestoreTicket>().RunAsync(Officer, ticket.Id, 2, Now.AddMinutes(140), CancellationToken.None);
        _world.Clock.Advance(TimeSpan.FromHours(5));
        await _world.Get<WatchTicketClocks>().RunAsync(CancellationToken.None);

        Assert.Equal([$"incidente-{ticket.IncidentId}-aberto", $"chamado-{ticket.Id}-aberto", $"chamado-{ticket.Id}-restabelecido"], await _world.NoticeKeysAsync());
        var stands = await _world.ReadAsync(db => db.Tickets.AsNoTracking().SingleAsync());
        Assert.All(stands.Clocks.All, clock => Assert.Equal(ClockState.Met, clock.At(_world.Clock.GetUtcNow())));
    }

    [Fact]
    public async Task Attend_NotedLate_TellsTheBreachAtOnce()
    {
        var ticket = await OpenTicketAsync();
        _world.Clock.Advance(TimeSpan.FromHours(2));

        await _world.Get<AttendTicket>().RunAsync(Officer, ticket.Id, 1, Now.AddHours(1).AddTicks(1), CancellationToken.None);

        Assert.Contains($"chamado-{ticket.Id}-atendimento-estourado", await _world.NoticeKeysAsync());
    }

    [Fact]
    public async Task Open_ForAPartialOutage_HasOnlyTheLimitOfRestoration()
    {
        var ticket = await OpenTicketAsync(OutageScope.Partial);

        Assert.Null(ticket.AttendBy);
        Assert.Equal(Now.AddHours(4), ticket.RestoreBy);
    }

    [Fact]
    public async Task Open_ASecondWhileOneRuns_IsRefused()
    {
        var ticket = await OpenTicketAsync();

        var second = await _world.Get<OpenTicket>().RunAsync(Second, ticket.IncidentId, null, Now, CancellationToken.None);

        Assert.Equal("chamado-em-curso", second.Refusal?.Code);
    }

    [Fact]
    public async Task Correct_Ticket_MovesItsLimitsAndKeepsWhatItSaid()
    {
        var ticket = await OpenTicketAsync();

        var result = await _world.Get<CorrectTicket>().RunAsync(
            Officer, ticket.Id, 1, new("777", Now.AddMinutes(-10), null, null), "Hora do protocolo", CancellationToken.None);
        var stale = await _world.Get<CorrectTicket>().RunAsync(Second, ticket.Id, 1, new("888", Now, null, null), "Outra hora", CancellationToken.None);

        Assert.True(result.Done);
        Assert.Equal("mudou", stale.Refusal?.Code);
        var stands = await _world.ReadAsync(db => db.Tickets.AsNoTracking().SingleAsync());
        Assert.Equal(("777", Now.AddMinutes(50)), (stands.Protocol, stands.AttendBy));
        Assert.Contains("antes: protocolo 123", (await _world.HistoryAsync(ticket.IncidentId))[^1].Reason, StringComparison.Ordinal);
    }

    private async Task<Ticket> OpenTicketAsync(OutageScope scope = OutageScope.Total)
    {
        var incident = await _world.OpenIncidentAsync(30, scope: scope);
        var result = await _world.Get<OpenTicket>().RunAsync(Officer, incident.Id, "123", Now, CancellationToken.None);
        Assert.Null(result.Refusal);
        return await _world.ReadAsync(db => db.Tickets.AsNoTracking().SingleAsync(t => t.Id == result.Id));
    }
}
