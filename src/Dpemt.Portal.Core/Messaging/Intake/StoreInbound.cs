using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>Turns one event into its message, in the caller's transaction, and hands it to the module above.</summary>
internal sealed class StoreInbound(RecogniseCitizen recognise, IEnumerable<IInboundHandler> handlers, MessageIndex index, TimeProvider clock)
{
    /// <summary>Returns true when a file waits to be fetched.</summary>
    /// <exception cref="IntakeException">It can never be processed.</exception>
    internal async Task<bool> RunAsync(PortalDbContext db, InboundEvent received, CancellationToken cancellation)
    {
        var read = InboundMessageReader.Read(received.Payload, received.ReceivedAt);
        var wamid = index.Wamid(read.Wamid);
        if (await db.Messages.AnyAsync(m => m.WamidIndex == wamid, cancellation))
            return false;
        if (read.Sender is { WireAddress: null, MetaUserId: null })
            throw new IntakeException("A mensagem veio sem o telefone e sem o identificador de quem a enviou.");
        var citizen = read is { NewAddress: not null, Sender.WireAddress: not null }
            ? await recognise.ChangeNumberAsync(db, read.Sender.WireAddress, read.NewAddress, cancellation)
            : await recognise.RunAsync(db, read.Sender, cancellation);

        var now = clock.GetUtcNow();
        var file = read.Media is null ? null : await AddFileAsync(db, read.Media, read.Kind, now, cancellation);
        var quoted = read.Quoted is null ? null : index.Wamid(read.Quoted);
        var message = new Message
        {
            CitizenId = citizen.Id,
            Author = read.Kind == MessageKind.System ? MessageAuthor.System : MessageAuthor.Citizen,
            Kind = read.Kind,
            Text = read.Text,
            Content = received.Payload,
            MediaId = file?.Id,
            Wamid = read.Wamid,
            WamidIndex = wamid,
            QuotedMessageId = quoted is null ? null : await db.Messages.Where(m => m.WamidIndex == quoted).Select(m => (long?)m.Id).FirstOrDefaultAsync(cancellation),
            Status = MessageStatus.Received,
            OccurredAt = read.At,
            CreatedAt = now,
        };
        db.Messages.Add(message);
        await db.SaveChangesAsync(cancellation);
        foreach (var handler in handlers)
            await handler.HandleAsync(db, citizen, message, read.Content, cancellation);
        if (message.ConversationId is { } conversation)
            db.Announce(ChangeTopics.Conversation, conversation, now);
        return file is not null;
    }

    private static async Task<MediaFile> AddFileAsync(PortalDbContext db, InboundMedia media, MessageKind kind, DateTimeOffset now, CancellationToken cancellation)
    {
        var file = new MediaFile
        {
            ProviderId = media.ProviderId,
            Kind = kind,
            MimeType = media.MimeType,
            FileName = media.FileName,
            State = MediaState.Pending,
            NextAttemptAt = now,
            CreatedAt = now,
        };
        db.MediaFiles.Add(file);
        await db.SaveChangesAsync(cancellation);
        return file;
    }
}
