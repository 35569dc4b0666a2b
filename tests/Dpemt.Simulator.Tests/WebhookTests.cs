using System.Net;
using System.Text;
using System.Text.Json;

namespace Dpemt.Simulator.Tests;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Phone = "5565999990041";
    private const string WaId = "556599990041";
    private readonly SimulatorFixture _sim = new();

    public Task InitializeAsync() => _sim.InitializeAsync();

    public Task DisposeAsync() => _sim.DisposeAsync();

    [Fact]
    public async Task Inbound_Text_FlatBodyWithoutNinthDigit()
    {
        await using var receiver = await _sim.RegisterAsync();
        var id = await _sim.WriteAsync(Phone, """{ "texto": "bom dia" }""");
        await Eventually.TrueAsync(() => receiver.Bodies.Count == 1, "the message arrives");
        var body = receiver.Bodies[0];
        Assert.False(body.TryGetProperty("object", out _));
        Assert.Equal(24, body.GetProperty("metadata").GetProperty("webhook_object_id").GetString()!.Length);
        Assert.Equal(JsonValueKind.Number, body.GetProperty("delay").ValueKind);
        Assert.Equal(0, body.GetProperty("statuses").GetArrayLength());
        Assert.Equal(0, body.GetProperty("errors").GetArrayLength());
        Assert.Equal(WaId, body.GetProperty("contacts")[0].GetProperty("wa_id").GetString());
        var message = body.GetProperty("messages")[0];
        Assert.Equal((WaId, id, "text"), (message.GetProperty("from").GetString()!, message.GetProperty("id").GetString()!, message.GetProperty("type").GetString()!));
        Assert.Equal("bom dia", message.GetProperty("text").GetProperty("body").GetString());
        Assert.Equal("Resteasy Reactive Client", receiver.Headers[0]["User-Agent"]);
        await Eventually.TrueAsync(async () => (await _sim.PhoneAsync(Phone))[0].GetProperty("situacao").GetString() == "entregue", "the citizen's tick turns");
    }

    [Fact]
    public async Task Statuses_OfASend_InOrderWithRequestId()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        var id = await _sim.AcceptTextAsync(Phone, "Olá");
        await Eventually.TrueAsync(() => receiver.Statuses.Count == 2, "sent and delivered");
        await _sim.WriteAsync(Phone, """{ "texto": "obrigada" }""");
        await Eventually.TrueAsync(() => receiver.Statuses.Count == 3, "read");
        Assert.Equal(["sent", "delivered", "read"], receiver.Statuses.Select(status => status.GetProperty("status").GetString()!));
        Assert.All(receiver.Statuses, status => Assert.Equal((id, WaId), (status.GetProperty("idRequisicao").GetString()!, status.GetProperty("recipient_id").GetString()!)));
        Assert.Equal([true, true, false], receiver.Statuses.Select(status => status.TryGetProperty("pricing", out _)));
        Assert.Single(receiver.Statuses.Select(status => status.GetProperty("id").GetString()).Distinct());
    }

    [Fact]
    public async Task Events_OfOneCitizen_KeepTheirOrder()
    {
        await using var receiver = await _sim.RegisterAsync();
        receiver.Answer = count => count % 3 == 0 ? 500 : 200;
        for (var number = 0; number < 20; number++) await _sim.WriteAsync(Phone, $$"""{ "texto": "{{number}}" }""");
        await Eventually.TrueAsync(() => receiver.Messages.DistinctBy(message => message.GetProperty("id").GetString()).Count() == 20, "all have arrived");
        var order = receiver.Messages.DistinctBy(message => message.GetProperty("id").GetString()).Select(message => message.GetProperty("text").GetProperty("body").GetString());
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), order);
    }

    [Fact]
    public async Task Delivery_ReceiverFails_SentAgainUntilTaken()
    {
        await using var receiver = await _sim.RegisterAsync();
        receiver.Answer = count => count < 4 ? 503 : 200;
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await Eventually.TrueAsync(() => receiver.Bodies.Count >= 4, "three attempts fail, the fourth is taken");
        Assert.Single(receiver.Messages.Select(message => message.GetProperty("id").GetString()).Distinct());
        await Eventually.TrueAsync(async () => (await _sim.PhoneAsync(Phone))[0].GetProperty("situacao").GetString() == "entregue", "taken");
        Assert.Equal(4, receiver.Bodies.Count);
    }

    [Fact]
    public async Task Delivery_DuplicatesOn_ComesTwice()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.FaultsAsync("""{ "duplicar": 1 }""");
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await Eventually.TrueAsync(() => receiver.Messages.Count == 2, "the same message twice");
        Assert.Equal(receiver.Messages[0].GetRawText(), receiver.Messages[1].GetRawText());
    }

    [Fact]
    public async Task Delivery_ReceivingDown_HeldUntilItIsBack()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.FaultsAsync("""{ "indisponivel": ["recebimento"] }""");
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await _sim.AcceptTextAsync(Phone, "Olá");
        await Eventually.TrueAsync(async () => (await _sim.PhoneAsync(Phone))[^1].GetProperty("situacao").GetString() == "entregue", "time enough for a webhook to come");
        Assert.Empty(receiver.Bodies);
        await _sim.FaultsAsync("""{ "indisponivel": [] }""");
        await Eventually.TrueAsync(() => receiver.Messages.Count == 1, "delivered once receiving is back");
    }

    [Fact]
    public async Task Envelope_SwitchedToMeta_HasEntryAndChanges()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.FaultsAsync("""{ "envelope": "meta", "semWaId": true, "basic": "usuario:senha", "segredoAssinatura": "s" }""");
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await Eventually.TrueAsync(() => receiver.Bodies.Count == 1, "delivered");
        Assert.Equal("whatsapp_business_account", receiver.Bodies[0].GetProperty("object").GetString());
        var value = receiver.Bodies[0].GetProperty("entry")[0].GetProperty("changes")[0].GetProperty("value");
        Assert.False(value.GetProperty("messages")[0].TryGetProperty("from", out _));
        Assert.StartsWith("BR.", value.GetProperty("contacts")[0].GetProperty("user_id").GetString(), StringComparison.Ordinal);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("usuario:senha"))}", receiver.Headers[0]["Authorization"]);
        Assert.StartsWith("sha256=", receiver.Headers[0]["X-Hub-Signature-256"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_WithoutStatuses_NothingIsTold()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await _sim.FaultsAsync("""{ "semStatus": 1 }""");
        await _sim.AcceptTextAsync(Phone, "Olá");
        await Eventually.TrueAsync(async () => (await _sim.PhoneAsync(Phone))[^1].GetProperty("situacao").GetString() == "entregue", "delivered in silence");
        Assert.Empty(receiver.Statuses);
    }

    [Fact]
    public async Task Registration_BothStyles_ListedAndRemoved()
    {
        var path = $"/client/{SimulatorFixture.Number}/v2/webhook";
        var json = await SimulatorFixture.JsonAsync(await _sim.Http.PostAsync(path, SimulatorFixture.Json("""{ "uri": "http://127.0.0.1:9/a", "jwtToken": "t" }""")));
        await _sim.Http.PostAsync(path, new StringContent("http://127.0.0.1:9/b", Encoding.UTF8, "text/plain"));
        await _sim.Http.PostAsync(path, SimulatorFixture.Json("""{ "uri": "http://127.0.0.1:9/a", "jwtToken": "t" }"""));
        var all = await _sim.GetAsync(path);
        Assert.Equal(["http://127.0.0.1:9/a", "http://127.0.0.1:9/b"], all.EnumerateArray().Select(item => item.GetProperty("uri").GetString()!));
        Assert.All(all.EnumerateArray(), item => Assert.True(item.GetProperty("ativo").GetBoolean()));

        var id = json.GetProperty("id").GetString();
        var changed = await SimulatorFixture.JsonAsync(await _sim.Http.PutAsync($"{path}/{id}", SimulatorFixture.Json($$"""{ "id": "{{id}}", "uri": "http://127.0.0.1:9/c", "jwtToken": "u", "ativo": false }""")));
        Assert.False(changed.GetProperty("ativo").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, (await _sim.Http.DeleteAsync($"{path}/{id}")).StatusCode);
        Assert.Equal(1, (await _sim.GetAsync(path)).GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await _sim.Http.PostAsync(path, SimulatorFixture.Json("""{ "uri": "ftp://x" }"""))).StatusCode);
    }

    [Fact]
    public async Task Delivery_InactiveWebhook_NothingComes()
    {
        await using var receiver = await Receiver.StartAsync();
        await _sim.FaultsAsync("""{ "ativarAParte": true }""");
        var path = $"/client/{SimulatorFixture.Number}/v2/webhook";
        var made = await SimulatorFixture.JsonAsync(await _sim.Http.PostAsync(path, SimulatorFixture.Json($$"""{ "uri": "{{receiver.Address}}" }""")));
        await _sim.WriteAsync(Phone, """{ "texto": "antes" }""");
        await _sim.Http.PutAsync($"{path}/{made.GetProperty("id").GetString()}", SimulatorFixture.Json("""{ "ativo": true }"""));
        await _sim.WriteAsync(Phone, """{ "texto": "depois" }""");
        await Eventually.TrueAsync(() => receiver.Messages.Count > 0, "the active webhook is told");
        Assert.Equal("depois", Assert.Single(receiver.Messages).GetProperty("text").GetProperty("body").GetString());
    }
}
