using Dpemt.Portal.Citizens;
using Dpemt.Portal.Messaging.Media;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Messaging;

/// <summary>What became of a file that a person chose.</summary>
/// <param name="File">The file, to be saved with the caller's context; null when refused.</param>
/// <param name="Refusal">The reason in Portuguese, or null.</param>
public sealed record AttachmentResult(MediaFile? File, string? Refusal);

/// <summary>Takes a file that a person wants to send: kind and type by its content, size by WhatsApp's limits.</summary>
public sealed class StoreAttachment(TimeProvider clock)
{
    /// <summary>Largest picture, bytes.</summary>
    public const long ImageBytes = 5L * 1024 * 1024;

    /// <summary>Largest audio or video, bytes.</summary>
    public const long AudioVideoBytes = 16L * 1024 * 1024;

    /// <summary>Largest document, bytes.</summary>
    public const long DocumentBytes = 100L * 1024 * 1024;

    /// <summary>Saves the file and its sealed bytes in the caller's context and transaction; its id can then be enqueued.</summary>
    public async Task<AttachmentResult> RunAsync(PortalDbContext db, string fileName, string declaredType, byte[] bytes, CancellationToken cancellation)
    {
        if (bytes.Length == 0)
            return new(null, "O arquivo está vazio.");
        var kind = MediaContentType.Sniff(bytes) switch
        {
            "image/jpeg" or "image/png" => MessageKind.Image,
            "audio/ogg" or "audio/mpeg" or "audio/aac" or "audio/amr" or "audio/mp4" => MessageKind.Audio,
            "video/mp4" or "video/3gpp" => MessageKind.Video,
            _ => MessageKind.Document,
        };
        var most = kind switch { MessageKind.Image => ImageBytes, MessageKind.Audio or MessageKind.Video => AudioVideoBytes, _ => DocumentBytes };
        if (bytes.Length > most)
            return new(null, $"O arquivo é maior que o limite de {most / 1024 / 1024} MB do WhatsApp.");
        var file = new MediaFile
        {
            Kind = kind,
            MimeType = MediaContentType.Agreed(kind, declaredType.Length <= 120 ? declaredType : "", bytes) ?? "application/octet-stream",
            FileName = RecogniseCitizen.CleanName(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]) ?? "arquivo",
            Size = bytes.LongLength,
            State = MediaState.Ready,
            CreatedAt = clock.GetUtcNow(),
        };
        db.MediaFiles.Add(file);
        await db.SaveChangesAsync(cancellation);
        db.MediaContents.Add(new MediaContent { MediaId = file.Id, Bytes = bytes });
        await db.SaveChangesAsync(cancellation);
        return new(file, null);
    }
}
