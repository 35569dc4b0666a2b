using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Dpemt.Simulator.Tests;

public sealed class StatusQueryTests : IAsyncLifetime
{
    private const string Phone = "5565999990051";
    private readonly SimulatorFixture _sim = new();

    public async Task InitializeAsync()
    {
        await _sim.InitializeAsync();
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
    }

    public Task DisposeAsync() => _sim.DisposeAsync();

    [Theory]
    [InlineData("404", HttpStatusCode.NotFound)]
    [InlineData("204", HttpStatusCode.NoContent)]
    [InlineData("vazio", HttpStatusCode.OK)]
    public async Task Query_NotVisibleYet_LooksAsSwitched(string form, HttpStatusCode status)
    {
        await _sim.FaultsAsync($$"""{ "visivelAposMs": 60000, "aindaNao": "{{form}}" }""");
        var answer = await _sim.Http.GetAsync(Path(await _sim.AcceptTextAsync(Phone, "Olá")));
        Assert.Equal(status, answer.StatusCode);
        if (form != "404") Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Query_Package_OneLineForEachRecipient()
    {
        var id = await _sim.AcceptAsync("template", """
            { "nomeTemplate": "retomar_atendimento", "wabaId": "1", "destinatarios": ["5565999990051", "556599990052"],
              "body": { "parametros": [ { "tipo": "text", "valor": "Ana" } ] } }
            """);
        await Eventually.TrueAsync(
            async () => (await _sim.GetAsync(Path(id))).GetProperty("requisicoesEnvio").EnumerateArray().Count(line => line.GetProperty("delivered").ValueKind == JsonValueKind.String) == 2,
            "both are delivered");
        var package = await _sim.GetAsync(Path(id));
        Assert.Equal("retomar_atendimento", package.GetProperty("nomeTemplate").GetString());
        Assert.Equal(2, package.GetProperty("quantidadeMensagens").GetInt32());
        Assert.Equal(["5565999990051", "556599990052"], package.GetProperty("destinatarios").EnumerateArray().Select(phone => phone.GetString()!));
        Assert.Equal(0, package.GetProperty("aguardandoEnvio").GetArrayLength());
        var line = package.GetProperty("requisicoesEnvio")[1];
        Assert.Equal("556599990052", line.GetProperty("destinatario").GetString());
        Assert.StartsWith("wamid.", line.GetProperty("idMeta").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, line.GetProperty("failed").ValueKind);
    }

    [Fact]
    public async Task Totals_OfThePeriod_AreCumulative()
    {
        await _sim.AcceptTextAsync(Phone, "uma");
        await _sim.AcceptTextAsync(Phone, "duas");
        await _sim.FaultsAsync("""{ "falhar": 1, "falharCodigo": 131026 }""");
        await _sim.AcceptTextAsync(Phone, "falha");
        await Eventually.TrueAsync(async () => (await TotalsAsync("false")) is var totals && totals.GetProperty("entregue").GetInt32() == 2 && totals.GetProperty("falhou").GetInt32() == 1, "all are settled");
        await _sim.WriteAsync(Phone, """{ "texto": "li" }""");
        await Eventually.TrueAsync(async () => (await TotalsAsync("false")).GetProperty("lida").GetInt32() == 2, "both are read");
        var totals = await TotalsAsync("false");
        Assert.Equal((3, 2, 2, 0), (totals.GetProperty("total").GetInt32(), totals.GetProperty("enviada").GetInt32(), totals.GetProperty("entregue").GetInt32(), totals.GetProperty("desconhecida").GetInt32()));
        var failure = Assert.Single((await TotalsAsync("true")).EnumerateArray());
        Assert.Equal(("code: 131026; details: Message Undeliverable.; ", 1), (failure.GetProperty("erroMsg").GetString()!, failure.GetProperty("total").GetInt32()));
    }

    [Theory]
    [InlineData("dataInicioStr=01/11/2026 00:00:00")]
    [InlineData("dataInicioStr=2026-11-01&dataFimStr=2026-11-02")]
    [InlineData("dataInicioStr=01/11/2026 00:00:00&dataFimStr=02/11/2026 00:00:00&tamanho=501")]
    public async Task Totals_WrongQuery_BadRequest(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _sim.Http.GetAsync($"/1/client/{SimulatorFixture.Number}/status?{query}")).StatusCode);

    private static string Path(string id) => $"/client/{SimulatorFixture.Number}/v2/requisicao/{id}";

    private Task<JsonElement> TotalsAsync(string onlyFailures)
    {
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"));
        static string Text(DateTimeOffset at) => Uri.EscapeDataString(at.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture));
        return _sim.GetAsync($"/1/client/{SimulatorFixture.Number}/status?dataInicioStr={Text(now.AddMinutes(-5))}&dataFimStr={Text(now.AddMinutes(5))}&SomenteFalhas={onlyFailures}");
    }
}
