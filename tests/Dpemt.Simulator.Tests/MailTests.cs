using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Dpemt.Simulator.Tests;

/// <summary>The mail sink, as a client and as a test see it.</summary>
public sealed class MailTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task Sink_TakesAMail_ThatTestsCanRead()
    {
        await SendAsync("=?utf-8?q?Chamado_123_est=C3=A1_aberto?=", "..linha com ponto\r\nacentua=C3=A7=C3=A3o");

        var mails = await simulator.Anonymous.GetFromJsonAsync<JsonElement[]>("/controle/emails");
        var mail = Assert.Single(mails!);
        Assert.Equal("portal@exemplo.local", mail.GetProperty("de").GetString());
        Assert.Equal(["plantao@exemplo.local"], mail.GetProperty("para").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal("Chamado 123 está aberto", mail.GetProperty("assunto").GetString());
        Assert.Equal(".linha com ponto\nacentuação", mail.GetProperty("texto").GetString()!.Trim().ReplaceLineEndings("\n"));
        Assert.True((await simulator.Anonymous.DeleteAsync("/controle/emails")).IsSuccessStatusCode);
        Assert.Empty((await simulator.Anonymous.GetFromJsonAsync<JsonElement[]>("/controle/emails"))!);
        Assert.Contains("E-mails recebidos", await simulator.Anonymous.GetStringAsync("/mail.html"), StringComparison.Ordinal);
    }

    private async Task SendAsync(string subject, string text)
    {
        var sink = await simulator.Anonymous.GetFromJsonAsync<JsonElement>("/controle/emails/servidor");
        using var client = new TcpClient();
        await client.ConnectAsync(sink.GetProperty("endereco").GetString()!, sink.GetProperty("porta").GetInt32());
        using var reader = new StreamReader(client.GetStream());
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        Assert.StartsWith("220", await reader.ReadLineAsync(), StringComparison.Ordinal);
        foreach (var (line, answer) in new[] { ("HELO teste", "250"), ("MAIL FROM:<portal@exemplo.local>", "250"), ("RCPT TO:<plantao@exemplo.local>", "250"), ("DATA", "354") })
        {
            await writer.WriteLineAsync(line);
            Assert.StartsWith(answer, await reader.ReadLineAsync(), StringComparison.Ordinal);
        }

        await writer.WriteLineAsync($"Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{text}\r\n.");
        Assert.StartsWith("250", await reader.ReadLineAsync(), StringComparison.Ordinal);
        await writer.WriteLineAsync("QUIT");
        Assert.StartsWith("221", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }
}
