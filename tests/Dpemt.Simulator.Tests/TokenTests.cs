using System.Net;
using System.Net.Http.Headers;

namespace Dpemt.Simulator.Tests;

public sealed class TokenTests : IAsyncLifetime
{
    private readonly SimulatorFixture _sim = new();

    public Task InitializeAsync() => _sim.InitializeAsync();

    public Task DisposeAsync() => _sim.DisposeAsync();

    [Fact]
    public async Task Token_GoodCredentials_LivesTenMinutes()
    {
        var answer = await _sim.Anonymous.PostAsync("/oauth2/token", SimulatorFixture.Form(("client_id", "a"), ("client_secret", "b")));
        var token = await SimulatorFixture.JsonAsync(answer);
        Assert.Equal(600, token.GetProperty("expires_in").GetInt32());
        Assert.Equal("Bearer", token.GetProperty("token_type").GetString());
        Assert.NotEmpty(token.GetProperty("access_token").GetString()!);
    }

    [Fact]
    public async Task Token_NoSecret_InvalidClient()
    {
        var answer = await _sim.Anonymous.PostAsync("/oauth2/token", SimulatorFixture.Form(("client_id", "a")));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("invalid_client", (await SimulatorFixture.JsonAsync(answer)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Token_GrantTypeDemanded_RefusedWithoutIt()
    {
        await _sim.FaultsAsync("""{ "exigirGrantType": true }""");
        var without = await _sim.Anonymous.PostAsync("/oauth2/token", SimulatorFixture.Form(("client_id", "a"), ("client_secret", "b")));
        var with = await _sim.Anonymous.PostAsync("/oauth2/token", SimulatorFixture.Form(("client_id", "a"), ("client_secret", "b"), ("grant_type", "client_credentials")));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (without.StatusCode, with.StatusCode));
    }

    [Fact]
    public async Task Call_WithoutToken_Unauthorized() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await _sim.Anonymous.GetAsync("/waba/1/v2/templates")).StatusCode);

    [Fact]
    public async Task Call_ExpiredToken_Unauthorized()
    {
        await _sim.FaultsAsync("""{ "tokenSegundos": 0 }""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/waba/1/v2/templates");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _sim.TokenAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await _sim.Anonymous.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Call_TokenRefusedInMidRun_NewTokenWorks()
    {
        await _sim.FaultsAsync("""{ "recusarToken": 1 }""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _sim.Http.GetAsync("/waba/1/v2/templates")).StatusCode);
        await _sim.FaultsAsync("""{ "recusarToken": 0 }""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _sim.Http.GetAsync("/waba/1/v2/templates")).StatusCode);
        _sim.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await _sim.TokenAsync());
        Assert.Equal(HttpStatusCode.OK, (await _sim.Http.GetAsync("/waba/1/v2/templates")).StatusCode);
    }

    [Theory]
    [InlineData("autenticacao", "POST", "/oauth2/token")]
    [InlineData("modelos", "GET", "/waba/1/v2/templates")]
    [InlineData("status", "GET", "/client/1/v2/requisicao/x")]
    [InlineData("historico", "GET", "/client/1/v2/historico")]
    [InlineData("envio", "POST", "/client/1/v2/requisicao/mensagem/texto")]
    [InlineData("recebimento", "GET", "/client/1/v2/webhook")]
    public async Task Call_ComponentDown_Unavailable(string component, string method, string path)
    {
        await _sim.FaultsAsync($$"""{ "indisponivel": ["{{component}}"] }""");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _sim.Http.SendAsync(request)).StatusCode);
    }
}
