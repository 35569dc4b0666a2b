using System.Net;
using System.Net.Sockets;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Mail;

/// <summary>Listens for SMTP on this machine and keeps what comes. A taken default port gives way to a free one, which is printed.</summary>
internal sealed class SmtpSink(Mailbox mailbox, SimulatorOptions options, TimeProvider clock) : BackgroundService
{
    private TcpListener? _listener;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = Listen(options.MailPort);
        mailbox.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var client = await _listener!.AcceptTcpClientAsync(stoppingToken);
                _ = TalkAsync(client, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            _listener!.Stop();
        }
    }

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException) when (port != 0)
        {
            listener.Dispose();
            return Listen(0);
        }
    }

    private async Task TalkAsync(TcpClient client, CancellationToken stop)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var talk = new SmtpTalk(stream, mailbox, clock);
                await talk.RunAsync(stop);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
            {
                // The other side hung up, or the simulator ends: a half-told mail is none.
            }
        }
    }
}
