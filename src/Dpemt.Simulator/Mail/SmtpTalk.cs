using System.Text;
using MimeKit;

namespace Dpemt.Simulator.Mail;

/// <summary>One SMTP connection: as much of RFC 5321 as a client needs that sends plain mails.</summary>
internal sealed class SmtpTalk(Stream stream, Mailbox mailbox, TimeProvider clock) : IDisposable
{
    private const int LongestMail = 10 * 1024 * 1024;

    private readonly StreamReader _reader = new(stream, Encoding.Latin1);
    private readonly List<string> _to = [];
    private string? _from;

    public void Dispose() => _reader.Dispose();

    public async Task RunAsync(CancellationToken stop)
    {
        await SayAsync("220 simulador SMTP", stop);
        while (await _reader.ReadLineAsync(stop) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "QUIT")
            {
                await SayAsync("221 ate logo", stop);
                return;
            }

            await SayAsync(verb == "DATA" ? await DataAsync(stop) : Answer(verb, line), stop);
        }
    }

    private string Answer(string verb, string line)
    {
        switch (verb)
        {
            case "EHLO":
                return "250-simulador\r\n250-8BITMIME\r\n250 SIZE " + LongestMail;
            case "HELO" or "NOOP":
                return "250 ok";
            case "RSET":
                Forget();
                return "250 ok";
            case "MAIL":
                Forget();
                _from = Address(line);
                return "250 ok";
            case "RCPT" when _from is not null:
                _to.Add(Address(line));
                return "250 ok";
            case "RCPT":
                return "503 MAIL primeiro";
            default:
                return "502 comando desconhecido";
        }
    }

    private async Task<string> DataAsync(CancellationToken stop)
    {
        if (_from is null || _to.Count == 0) return "503 MAIL e RCPT primeiro";
        await SayAsync("354 termine com um ponto", stop);
        var text = new StringBuilder();
        while (await _reader.ReadLineAsync(stop) is { } line)
        {
            if (line == ".")
            {
                Keep(text.ToString());
                return "250 recebido";
            }

            if (text.Length > LongestMail) return "552 grande demais";
            _ = text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        throw new EndOfStreamException();
    }

    private void Keep(string raw)
    {
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(raw));
        using var message = MimeMessage.Load(bytes);
        mailbox.Add(new(_from!, [.. _to], message.Subject ?? "", message.TextBody ?? message.HtmlBody ?? "", clock.GetUtcNow()));
        Forget();
    }

    private void Forget()
    {
        _from = null;
        _to.Clear();
    }

    private static string Address(string line)
    {
        var (start, end) = (line.IndexOf('<', StringComparison.Ordinal), line.IndexOf('>', StringComparison.Ordinal));
        return start >= 0 && end > start ? line[(start + 1)..end] : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private async Task SayAsync(string answer, CancellationToken stop) => await stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"), stop);
}
