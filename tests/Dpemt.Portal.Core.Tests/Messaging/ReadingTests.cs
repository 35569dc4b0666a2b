using System.Text;
using System.Text.Json;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Messaging.Media;
using Dpemt.Portal.Templates;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Messaging;

public sealed class ReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Read_MetasEnvelopeWithManyChanges_FindsEveryElement()
    {
        const string value = """{"contacts":[],"messages":[{"id":"a","from":"556599990001"},{"id":"b"}],"statuses":[{"id":"c","status":"sent"}]}""";
        var body = $$$"""{"object":"x","entry":[{"changes":[{"field":"messages","value":{{{value}}}},{"field":"account_alerts","value":{}}]},{"changes":[{"value":{{{value}}}}]}]}""";
        var items = EnvelopeReader.Read(Encoding.UTF8.GetBytes(body), Now);
        Assert.Equal(4, items.OfType<ReceivedMessage>().Count());
        Assert.Equal(2, items.OfType<StatusReport>().Count());
        Assert.Single(items.OfType<ReceivedOther>());
    }

    [Theory]
    [InlineData("\"1763640000\"", "2025-11-20T12:00:00Z")]
    [InlineData("1763640000", "2025-11-20T12:00:00Z")]
    [InlineData("1763640000000", "2025-11-20T12:00:00Z")]
    [InlineData("\"9999999999\"", "2026-07-01T12:00:00Z")]
    [InlineData("\"ontem\"", "2026-07-01T12:00:00Z")]
    [InlineData("-5", "2026-07-01T12:00:00Z")]
    public void Read_Timestamp_IsTheirsUnlessItMakesNoSense(string timestamp, string expected)
    {
        var read = InboundMessageReader.Read($$$"""{"message":{"id":"a","from":"556599990001","timestamp":{{{timestamp}}},"type":"text","text":{"body":"x"}},"contact":null}""", Now);
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), read.At);
    }

    [Property]
    public bool Read_AnyJsonAsMessage_IsReadOrRefusedWithAReason(string type, string text, int number)
    {
        var payload = JsonSerializer.Serialize(new { message = new Dictionary<string, object?> { ["id"] = number, ["type"] = type, [type ?? "x"] = text }, contact = number });
        try
        {
            return InboundMessageReader.Read(payload, Now).Wamid.Length > 0;
        }
        catch (IntakeException reason)
        {
            return reason.Message.Length > 0;
        }
    }

    [Theory]
    [InlineData("veja \u202Egnp.exe\u202C e \u2067a\u2069", "veja gnp.exe e a")]
    [InlineData("a\u0000\u0007\u001B[31mb\nc\td", "a[31mb\nc\td")]
    [InlineData("\u200Fسلام\u200F", "\u200Fسلام\u200F")]
    [InlineData("<b>oi</b> &amp;", "<b>oi</b> &amp;")]
    public void Read_HostileText_ShowsWhatIsThere(string text, string expected)
    {
        var payload = JsonSerializer.Serialize(new { message = new { id = "a", from = "556599990001", type = "text", text = new { body = text } } });
        Assert.Equal(expected, InboundMessageReader.Read(payload, Now).Text);
    }

    [Theory]
    [InlineData("  Maria \u202E da\n Silva ", "Maria da Silva")]
    [InlineData("\u0000\u200F", null)]
    [InlineData("<script>", "<script>")]
    public void CleanName_HostileNames_KeepsWhatCanBeRead(string name, string? expected) => Assert.Equal(expected, RecogniseCitizen.CleanName(name));

    [Fact]
    public void Agreed_ContentAndKind_MustGoTogether()
    {
        Assert.Equal("image/jpeg", MediaContentType.Agreed(MessageKind.Image, "image/png", [0xFF, 0xD8, 0xFF, 0]));
        Assert.Null(MediaContentType.Agreed(MessageKind.Image, "image/png", "<html>"u8));
        Assert.Equal("application/octet-stream", MediaContentType.Agreed(MessageKind.Document, "text/html", "<html>"u8));
        Assert.Equal("application/pdf", MediaContentType.Agreed(MessageKind.Document, "text/html", "%PDF-1.4"u8));
        Assert.Equal("audio/ogg", MediaContentType.Agreed(MessageKind.Audio, "audio/ogg; codecs=opus", "OggS...."u8));
    }

    [Fact]
    public void Fill_PositionalVariables_AreReplacedAndCounted()
    {
        Assert.Equal("Dia 10 às 14h, {{3}}", TemplateText.Fill("Dia {{1}} às {{ 2 }}, {{3}}", ["10", "14h"]));
        Assert.Equal(3, TemplateText.CountVariables("{{1}} {{3}}"));
        Assert.True(TemplateText.HasNamedVariables("{{nome}}"));
    }

    [Fact]
    public void For_MoreThanThreeButtons_BecomesAListWithCutTitles()
    {
        var options = Enumerable.Range(0, 4).Select(i => new MessageOption($"o{i}", new string('x', 30), new string('y', 80))).ToList();
        var message = new Message { Kind = MessageKind.Buttons, Text = "Escolha" };
        var (request, refusal) = OutboundRequest.For(message, new(options), "556599990001", null, "1", null);
        Assert.Null(refusal);
        Assert.Equal("interativa-lista", request!.Kind);
        var body = JsonSerializer.SerializeToElement(request.Body, MessageOutbox.Format);
        Assert.False(body.TryGetProperty("message_id", out _));
        var row = body.GetProperty("secoes")[0].GetProperty("rows")[0];
        Assert.Equal((24, 72), (row.GetProperty("titulo").GetString()!.Length, row.GetProperty("descricao").GetString()!.Length));
    }

    [Fact]
    public void For_Template_IsAPackageOfOneWithoutEmptyParts()
    {
        var content = new OutboundContent(Template: "aviso", BodyParameters: ["10 de dezembro"]);
        var (request, _) = OutboundRequest.For(new Message { Kind = MessageKind.Template }, content, "556599990001", null, "100", null);
        Assert.Equal(
            """{"nomeTemplate":"aviso","wabaId":"100","destinatarios":["556599990001"],"body":{"parametros":[{"tipo":"text","valor":"10 de dezembro"}]}}""",
            JsonSerializer.Serialize(request!.Body, MessageOutbox.Format));
    }
}
