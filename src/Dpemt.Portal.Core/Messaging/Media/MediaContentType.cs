namespace Dpemt.Portal.Messaging.Media;

/// <summary>What a file is by its first bytes: the sender's word for it is not trusted.</summary>
public static class MediaContentType
{
    /// <summary>The MIME type that the content shows, or null when it is none that the portal knows.</summary>
    public static string? Sniff(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (bytes.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..12].SequenceEqual("WEBP"u8))
            return "image/webp";
        if (bytes.StartsWith("OggS"u8))
            return "audio/ogg";
        if (bytes.StartsWith("ID3"u8) || (bytes.Length > 2 && bytes[0] == 0xFF && (bytes[1] & 0xF6) is 0xF2))
            return "audio/mpeg";
        if (bytes.Length > 2 && bytes[0] == 0xFF && (bytes[1] & 0xF6) == 0xF0)
            return "audio/aac";
        if (bytes.StartsWith("#!AMR"u8))
            return "audio/amr";
        if (bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8))
            return Container(bytes[8..12]);
        if (bytes.StartsWith("%PDF-"u8))
            return "application/pdf";
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return "application/zip";
        return bytes.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? "application/x-ole-storage" : null;
    }

    /// <summary>
    /// The type to keep for a file that was called <paramref name="declared"/>: what its content shows; for office
    /// documents, which are archives inside, the declared type; null when content and kind do not go together.
    /// </summary>
    public static string? Agreed(MessageKind kind, string declared, ReadOnlySpan<byte> bytes)
    {
        var plain = declared.Split(';')[0].Trim().ToLowerInvariant();
        var shown = Sniff(bytes);
        return kind switch
        {
            MessageKind.Image => shown is "image/jpeg" or "image/png" or "image/webp" ? shown : null,
            MessageKind.Sticker => shown is "image/webp" ? shown : null,
            MessageKind.Audio => shown is "audio/ogg" or "audio/mpeg" or "audio/aac" or "audio/amr" or "audio/mp4" ? shown
                : shown is "video/mp4" ? "audio/mp4" : null,
            MessageKind.Video => shown is "video/mp4" or "video/3gpp" ? shown : null,
            // A document may be anything; it is only ever handed out as a download unless it is what it shows.
            _ when shown is "application/zip" or "application/x-ole-storage" && plain.StartsWith("application/", StringComparison.Ordinal) => plain,
            _ => shown ?? (plain is "text/plain" or "text/csv" ? "text/plain" : "application/octet-stream"),
        };
    }

    /// <summary>A file name that every server can read.</summary>
    internal static string AsciiName(string name)
    {
        var kept = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        return kept.Length is > 0 and <= 120 ? kept : "arquivo";
    }

    private static string Container(ReadOnlySpan<byte> brand)
    {
        if (brand.StartsWith("M4A"u8))
            return "audio/mp4";
        return brand.StartsWith("3gp"u8) ? "video/3gpp" : "video/mp4";
    }
}
