using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dpemt.Simulator.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Dpemt.Simulator.Tests;

/// <summary>A simulator on a free port, with a client that holds a token.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    public const string Number = "200000000000002";
    private WebApplication? _app;

    public HttpClient Http { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _app = SimulatorApp.Build(["--urls", "http://127.0.0.1:0", "--Simulator:RetryFirstMs", "20", "--Simulator:MailPort", "0"]);
        await _app.StartAsync();
        var address = new Uri(_app.Urls.First());
        Anonymous = new HttpClient { BaseAddress = address };
        Http = new HttpClient { BaseAddress = address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        Anonymous.Dispose();
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async Task<string> TokenAsync()
    {
        var answer = await Anonymous.PostAsync("/oauth2/token", Form(("client_id", Number), ("client_secret", "segredo")));
        return (await JsonAsync(answer)).GetProperty("access_token").GetString()!;
    }

    public async Task<HttpResponseMessage> SendAsync(string kind, string body) =>
        await Http.PostAsync($"/client/{Number}/v2/requisicao/mensagem/{kind}", Json(body));

    public async Task<string> AcceptAsync(string kind, string body)
    {
        var answer = await SendAsync(kind, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await JsonAsync(answer)).GetProperty("id").GetString()!;
    }

    public Task<string> AcceptTextAsync(string phone, string text) => AcceptAsync("texto", JsonSerializer.Serialize(new { destinatario = phone, body = text }));

    public async Task<string> WriteAsync(string phone, string order)
    {
        var answer = await Anonymous.PostAsync($"/controle/cidadaos/{phone}/mensagens", Json(order));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await JsonAsync(answer)).GetProperty("id").GetString()!;
    }

    public async Task FaultsAsync(string changes) => (await Anonymous.PutAsync("/controle/falhas", Json(changes))).EnsureSuccessStatusCode();

    public async Task<JsonElement[]> PhoneAsync(string phone) =>
        (await Anonymous.GetFromJsonAsync<JsonElement[]>($"/controle/cidadaos/{phone}/mensagens"))!;

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async Task<Receiver> RegisterAsync()
    {
        var receiver = await Receiver.StartAsync();
        (await Http.PostAsync($"/client/{Number}/v2/webhook", Json($$"""{ "uri": "{{receiver.Address}}", "jwtToken": "" }"""))).EnsureSuccessStatusCode();
        return receiver;
    }

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public static FormUrlEncodedContent Form(params (string Key, string Value)[] members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, member.Value)));

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();
}
