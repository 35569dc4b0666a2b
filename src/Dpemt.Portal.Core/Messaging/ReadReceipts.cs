using System.Threading.Channels;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging;

/// <summary>
/// Tells citizens that a person has read them: their ticks turn blue. A courtesy, so it is kept nowhere and never tried again;
/// what a restart or a fault loses, the next reading makes good, as a mark covers everything before it.
/// </summary>
public sealed class ReadReceipts(IOptions<BspOptions> options)
{
    private readonly Channel<Guid> _citizens = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    internal ChannelReader<Guid> Waiting => _citizens.Reader;

    /// <summary>A person has read what the citizen wrote. Returns at once; does nothing when <c>Bsp:MarkAsRead</c> is off.</summary>
    public void Offer(Guid citizenId)
    {
        if (options.Value.MarkAsRead)
            _citizens.Writer.TryWrite(citizenId);
    }
}

/// <summary>Sends the marks, one after the other. No fault of the provider is worth a word to the person at the desk.</summary>
internal sealed partial class SendReadReceipts(
    ReadReceipts receipts, IDbContextFactory<PortalDbContext> contexts, BspClient bsp, ILogger<SendReadReceipts> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await foreach (var citizen in receipts.Waiting.ReadAllAsync(stoppingToken))
                await SendAsync(citizen, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal ends.
        }
    }

    private async Task SendAsync(Guid citizen, CancellationToken cancellation)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var wamid = await db.Messages.AsNoTracking().Where(m => m.CitizenId == citizen && m.Author == MessageAuthor.Citizen && m.WamidIndex != null)
                .OrderByDescending(m => m.Id).Select(m => m.Wamid).FirstOrDefaultAsync(cancellation);
            if (wamid is not null)
                await bsp.AskAsync(HttpMethod.Post, bsp.Number("requisicao/informacao-de-leitura"), new { message_id = wamid }, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogLost(logger, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A mark of reading was lost ({Fault}).")]
    private static partial void LogLost(ILogger logger, string fault);
}
