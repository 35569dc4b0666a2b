using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Dpemt.Simulator.Tests;

public sealed class SolarTests : IAsyncLifetime
{
    private readonly SimulatorFixture _sim = new();

    public async Task InitializeAsync()
    {
        await _sim.InitializeAsync();
        var login = await _sim.Anonymous.PostAsync("/api/v1/get_auth_token/", SimulatorFixture.Json("""{ "username": "robo", "password": "x" }"""));
        var token = (await SimulatorFixture.JsonAsync(login)).GetProperty("token").GetString();
        _sim.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", token);
    }

    public Task DisposeAsync() => _sim.DisposeAsync();

    [Fact]
    public async Task People_ByCpf_OnePersonWithAppointments()
    {
        var found = await _sim.GetAsync("/api/v1/pessoasassistidas/?cpf=529.982.247-25");
        Assert.Equal(1, found.GetProperty("count").GetInt32());
        var id = found.GetProperty("results")[0].GetProperty("id").GetInt32();
        var future = await _sim.GetAsync($"/api/v1/atendimentos/?partes__pessoa={id}&soagendamentosfuturos=true");
        Assert.Equal("202600000501", Assert.Single(future.GetProperty("results").EnumerateArray()).GetProperty("numero").GetString());
    }

    [Theory]
    [InlineData("/api/v1/comarcas/", 5)]
    [InlineData("/api/v1/defensorias/?comarca=1", 2)]
    public async Task References_Listed(string path, int count) => Assert.Equal(count, (await _sim.GetAsync(path)).GetProperty("count").GetInt32());

    [Fact]
    public async Task Booking_FirstFreeSlot_DryRunOnly()
    {
        var slots = await _sim.GetAsync("/api/v1/defensorias/11/horarios/?qnt=4&diasdiferentes=true");
        Assert.Equal(4, slots.EnumerateArray().Select(slot => slot.GetProperty("data_agendamento").GetDateTimeOffset().Date).Distinct().Count());
        var order = JsonSerializer.Serialize(new { pessoas_assistidas_ids = new[] { 101 }, qualificacao_id = 201, agenda_id = 11, data_agendamento = slots[0].GetProperty("data_agendamento").GetString() });
        Assert.Equal(HttpStatusCode.OK, (await _sim.Http.PostAsync("/api/v1/agendamentos/marcarinicial/?commit=false", SimulatorFixture.Json(order))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _sim.Http.PostAsync("/api/v1/agendamentos/marcarinicial/", SimulatorFixture.Json(order))).StatusCode);
    }

    [Fact]
    public async Task Call_WithoutToken_Unauthorized() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await _sim.Anonymous.GetAsync("/api/v1/comarcas/")).StatusCode);
}
