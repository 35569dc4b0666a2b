using System.Diagnostics;
using System.Text.Json;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Outbox;

/// <summary>What became of a claimed entry.</summary>
internal sealed record SendResult(OutboxEntry Entry, BspAnswer Answer, DateTimeOffset At, TimeSpan Duration, bool Posted)
{
    /// <summary>The message as it was when it was posted; null when it was not.</summary>
    internal Message? Message { get; init; }
}

/// <summary>An entry that passed all checks, ready to be posted.</summary>
internal sealed record Sendable(OutboxEntry Entry, Message Message, string Address, string? QuotedWamid, MediaFile? Media);

/// <summary>Checks claimed entries at the moment of sending, and posts them.</summary>
internal sealed class SendEntry(
    IDbContextFactory<PortalDbContext> contexts, IServiceScopeFactory scopes, BspClient bsp, BspMedia uploads, IOptions<OutboxOptions> options, TimeProvider clock)
{
    /// <summary>What may be posted, and the refusals of what may not.</summary>
    internal async Task<(IReadOnlyList<Sendable> Ready, IReadOnlyList<SendResult> Refused)> CheckAsync(
        IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var policies = scope.ServiceProvider.GetServices<ISendingPolicy>().ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var messageIds = entries.Select(e => e.MessageId).ToList();
        var citizenIds = entries.Select(e => e.CitizenId).Distinct().ToList();
        var messages = await db.Messages.AsNoTracking().Where(m => messageIds.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellation);
        var citizens = await db.Citizens.AsNoTracking().Where(c => citizenIds.Contains(c.Id))
            .Select(c => new Recipient(c.Id, c.WireAddress, c.Phone, c.LastInboundAt)).ToDictionaryAsync(c => c.Id, cancellation);
        var quotedIds = messages.Values.Where(m => m.QuotedMessageId != null).Select(m => m.QuotedMessageId!.Value).ToList();
        var quoted = quotedIds.Count == 0 ? [] : await db.Messages.AsNoTracking().Where(m => quotedIds.Contains(m.Id))
            .Select(m => new { m.Id, m.Wamid }).ToDictionaryAsync(m => m.Id, m => m.Wamid, cancellation);
        var mediaIds = messages.Values.Where(m => m.MediaId != null).Select(m => m.MediaId!.Value).ToList();
        var media = mediaIds.Count == 0 ? [] : await db.MediaFiles.AsNoTracking().Where(m => mediaIds.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellation);
        var ready = new List<Sendable>();
        var refused = new List<SendResult>();
        foreach (var entry in entries)
        {
            var now = clock.GetUtcNow();
            if (!messages.TryGetValue(entry.MessageId, out var message) || !citizens.TryGetValue(entry.CitizenId, out var citizen))
            {
                refused.Add(Refuse(entry, now, null, "O destinatário não existe mais."));
                continue;
            }

            var file = message.MediaId is { } id ? media.GetValueOrDefault(id) : null;
            var (code, reason) = Refusal(entry, message, citizen, file, now);
            for (var i = 0; reason is null && i < policies.Count; i++)
                reason = await policies[i].RefusalAsync(db, message, cancellation);
            message.InWindow = citizen.LastInboundAt is { } wrote && now - wrote <= TimeSpan.FromHours(options.Value.WindowHours);
            if (reason is not null)
                refused.Add(Refuse(entry, now, code, reason));
            else
                ready.Add(new(entry, message, citizen.Address!, message.QuotedMessageId is { } q ? quoted.GetValueOrDefault(q) : null, file));
        }

        if (ready.Count > 0)
        {
            var sending = ready.ConvertAll(r => r.Message);
            foreach (var stamp in scope.ServiceProvider.GetServices<ISendingStamp>())
                await stamp.StampAsync(db, sending, cancellation);
        }

        return (ready, refused);
    }

    /// <summary>Uploads the file where needed, then posts. Never throws for what the provider does.</summary>
    internal async Task<SendResult> PostAsync(Sendable item, CancellationToken cancellation) =>
        await TryAsync(item, cancellation) with { Message = item.Message };

    private async Task<SendResult> TryAsync(Sendable item, CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        var media = item.Media;
        if (media is not null)
        {
            try
            {
                media = await uploads.EnsureUploadedAsync(media, cancellation);
            }
            catch (BspUnavailableException fault)
            {
                return new(item.Entry, new(SendOutcome.Retry, null, null, null, fault.Message), at, Stopwatch.GetElapsedTime(started), true);
            }
            catch (BspMediaRefusedException fault)
            {
                return new(item.Entry, new(SendOutcome.Refused, fault.HttpStatus, null, fault.Code ?? 131053, fault.Message), at, Stopwatch.GetElapsedTime(started), true);
            }
        }

        var content = item.Message.Content is null ? new() : JsonSerializer.Deserialize<OutboundContent>(item.Message.Content, MessageOutbox.Format) ?? new();
        var (request, refusal) = OutboundRequest.For(item.Message, content, item.Address, item.QuotedWamid, bsp.Options.WabaId, media);
        if (request is null)
            return Refuse(item.Entry, at, null, refusal!);
        started = Stopwatch.GetTimestamp();
        var answer = await bsp.SendAsync(request.Kind, request.Body, cancellation);
        return new(item.Entry, answer, at, Stopwatch.GetElapsedTime(started), true);
    }

    private (int? Code, string? Reason) Refusal(OutboxEntry entry, Message message, Recipient citizen, MediaFile? file, DateTimeOffset now)
    {
        if (entry.NotAfter is { } latest && now > latest)
            return (null, "O prazo para enviar esta mensagem passou.");
        if (citizen.Address is null)
            return (null, "Não há número de telefone para responder a esta pessoa.");
        if (message.Kind != MessageKind.Template && (citizen.LastInboundAt is not { } last || now - last > TimeSpan.FromHours(options.Value.WindowHours)))
            return (MessageFailures.WindowClosed, MessageFailures.Reason(MessageFailures.WindowClosed));
        if (message.MediaId is not null && file?.State != MediaState.Ready)
            return (null, "O arquivo desta mensagem não está mais disponível.");
        return (null, null);
    }

    private static SendResult Refuse(OutboxEntry entry, DateTimeOffset at, int? code, string reason) =>
        new(entry, new(SendOutcome.Refused, null, null, code, reason), at, TimeSpan.Zero, false);

    private sealed record Recipient(Guid Id, string? WireAddress, string? Phone, DateTimeOffset? LastInboundAt)
    {
        internal string? Address => WireAddress ?? PhoneNumber.OfWire(Phone);
    }
}
