using System.Net;
using System.Net.Sockets;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Integration.Tests.Contract;
using Dpemt.Portal.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Notices;

/// <summary>Sending against a mail server that behaves, refuses, or hangs up.</summary>
public sealed class SendNoticesTests : IAsyncLifetime
{
    private readonly MailServerFake _server = new();
    private IncidentWorld _world = default!;

    public async Task InitializeAsync() => _world = await IncidentWorld.CreateAsync(UseFake);

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Run_OnTwoInstances_SendsOneMailToEachWhoWantsTheSubject()
    {
        await AddRecipientAsync("a@exemplo.local");
        await AddRecipientAsync("b@exemplo.local");
        await AddRecipientAsync("outro-assunto@exemplo.local", NoticeSubjects.Consumption);
        await AddRecipientAsync("desligado@exemplo.local", enabled: false);
        await TellAsync("um");
        await TellAsync("um");
        await using var other = _world.Another(UseFake);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? _world : other).Get<SendNotices>().RunAsync(CancellationToken.None)));
        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);

        Assert.Equal(["a@exemplo.local", "b@exemplo.local"], _server.Taken.Order());
        Assert.Equal([DeliveryState.Sent, DeliveryState.Sent], await StatesAsync());
    }

    [Fact]
    public async Task Run_WhileTheServerIsAway_TriesAgainLaterAndSendsOnce()
    {
        await AddRecipientAsync("a@exemplo.local");
        await TellAsync("um");
        _server.Behaviour = MailBehaviour.Refuse;
        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);
        var refused = await StatesAsync();
        _server.Behaviour = MailBehaviour.Take;
        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);
        var early = _server.Taken.Count;
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);

        Assert.Equal([DeliveryState.Waiting], refused);
        Assert.Equal(0, early);
        Assert.Single(_server.Taken);
        Assert.Equal([DeliveryState.Sent], await StatesAsync());
    }

    [Fact]
    public async Task Run_WhenTheLineBreaksAfterTheText_NeverSendsItAgain()
    {
        await AddRecipientAsync("a@exemplo.local");
        await TellAsync("um");
        _server.Behaviour = MailBehaviour.HangUpAfterText;
        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);
        _server.Behaviour = MailBehaviour.Take;
        _world.Clock.Advance(TimeSpan.FromDays(1));
        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);

        Assert.Equal([DeliveryState.Unknown], await StatesAsync());
        Assert.Empty(_server.Taken);
    }

    [Fact]
    public async Task Run_ForAClaimOfAProcessThatDied_LeavesItUnknown()
    {
        await AddRecipientAsync("a@exemplo.local");
        await TellAsync("um");
        _server.Behaviour = MailBehaviour.Refuse;
        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);
        await using (var db = await _world.OpenAsync())
            await db.NoticeDeliveries.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, DeliveryState.Sending));
        _server.Behaviour = MailBehaviour.Take;
        _world.Clock.Advance(TimeSpan.FromHours(1));

        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);

        Assert.Equal([DeliveryState.Unknown], await StatesAsync());
        Assert.Empty(_server.Taken);
    }

    [Fact]
    public async Task Run_WithoutServerOrRecipient_SaysSoAndSendsNoOldNewsLater()
    {
        await TellAsync("um");
        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);
        await AddRecipientAsync("a@exemplo.local");
        _world.Clock.Advance(TimeSpan.FromDays(1));
        await _world.Get<SendNotices>().RunAsync(CancellationToken.None);

        var line = Assert.Single(await _world.Get<NoticeLog>().RunAsync(null, 10, CancellationToken.None));
        Assert.Equal(SendNotices.NoRecipients, line.Fault);
        Assert.Empty(_server.Taken);

        await using var mute = await IncidentWorld.CreateAsync();
        await mute.Get<NoticeRecipients>().SaveAsync(IncidentWorld.Officer, new(null, "A", "a@exemplo.local", NoticeSubjects.Incidents, true), CancellationToken.None);
        await mute.OpenIncidentAsync();
        await mute.Get<SendNotices>().RunAsync(CancellationToken.None);
        Assert.Equal(SendNotices.NotConfigured, Assert.Single(await mute.Get<NoticeLog>().RunAsync(null, 10, CancellationToken.None)).Fault);
    }

    [Theory]
    [InlineData("sem-arroba")]
    [InlineData("Nome <a@exemplo.local>")]
    [InlineData("a@exemplo.local, b@exemplo.local")]
    public async Task Save_WithWhatIsNoAddress_IsRefused(string email)
    {
        var result = await _world.Get<NoticeRecipients>().SaveAsync(IncidentWorld.Officer, new(null, "A", email, NoticeSubjects.Incidents, true), CancellationToken.None);

        Assert.Equal("email", result.Refusal?.Code);
    }

    private void UseFake(IServiceCollection services) => services.AddSingleton<IMailRoute>(_server);

    private async Task AddRecipientAsync(string email, NoticeSubjects subjects = NoticeSubjects.Incidents, bool enabled = true)
    {
        var saved = await _world.Get<NoticeRecipients>().SaveAsync(Actor.Portal, new(null, "Pessoa " + email[0], email, subjects, enabled), CancellationToken.None);
        Assert.Null(saved.Refusal);
    }

    private async Task TellAsync(string key)
    {
        await using var db = await _world.OpenAsync();
        await db.TellAsync(NoticeSubjects.Incidents, key, "Título " + key, "Texto", _world.Clock.GetUtcNow(), CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private Task<List<DeliveryState>> StatesAsync() => _world.ReadAsync(db => db.NoticeDeliveries.OrderBy(d => d.Id).Select(d => d.State).ToListAsync());

    private enum MailBehaviour
    {
        Take,
        Refuse,
        HangUpAfterText,
    }

    /// <summary>A mail server on a free port that does as it is told.</summary>
    private sealed class MailServerFake : IMailRoute, IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly List<string> _taken = [];
        private readonly Task _loop;

        internal MailServerFake()
        {
            _listener.Start();
            _loop = AcceptAsync();
        }

        internal MailBehaviour Behaviour { get; set; }

        internal IReadOnlyList<string> Taken
        {
            get
            {
                lock (_taken)
                    return [.. _taken];
            }
        }

        public bool Configured => true;

        public ValueTask<MailServer?> FindAsync(CancellationToken cancellation) => ValueTask.FromResult<MailServer?>(
            new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, MailSecurity.None, "", "", "portal@exemplo.local", TimeSpan.FromSeconds(10)));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Stop();
            await _loop;
            _stop.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task TalkAsync(TcpClient client)
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream());
                await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 ok");
                var to = "";
                while (await reader.ReadLineAsync() is { } line && line != "QUIT")
                {
                    if (line.StartsWith("RCPT", StringComparison.Ordinal))
                        to = line.Split('<', '>')[1];
                    if (line.StartsWith("MAIL", StringComparison.Ordinal) && Behaviour == MailBehaviour.Refuse)
                    {
                        await writer.WriteLineAsync("451 agora nao");
                        continue;
                    }

                    await writer.WriteLineAsync(line == "DATA" ? "354 texto" : "250 ok");
                    if (line != "DATA")
                        continue;
                    while (await reader.ReadLineAsync() is { } text && text != ".")
                    {
                    }

                    if (Behaviour == MailBehaviour.HangUpAfterText)
                        return;
                    lock (_taken)
                        _taken.Add(to);
                    await writer.WriteLineAsync("250 ok");
                }
            }
        }
    }
}
