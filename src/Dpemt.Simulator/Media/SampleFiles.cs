using Dpemt.Simulator.Citizens;

namespace Dpemt.Simulator.Media;

/// <summary>Small valid files that a citizen's phone "takes": all invented.</summary>
internal static class SampleFiles
{
    private static readonly Dictionary<string, (string Name, string MimeType, Lazy<byte[]> Bytes)> Files = new()
    {
        [Kinds.Image] = ("foto.png", "image/png", new Lazy<byte[]>(SamplePicture.Png)),
        [Kinds.Audio] = ("audio.ogg", "audio/ogg; codecs=opus", new Lazy<byte[]>(() => Embedded("voice.ogg"))),
        [Kinds.Video] = ("video.mp4", "video/mp4", new Lazy<byte[]>(() => Embedded("video.mp4"))),
        [Kinds.Document] = ("documento.pdf", "application/pdf", new Lazy<byte[]>(SampleDocument.Pdf)),
        [Kinds.Sticker] = ("figurinha.webp", "image/webp", new Lazy<byte[]>(() => Embedded("sticker.webp"))),
    };

    public static (string Name, string MimeType, byte[] Bytes) Of(string kind)
    {
        var (name, mimeType, bytes) = Files[kind];
        return (name, mimeType, bytes.Value);
    }

    private static byte[] Embedded(string name)
    {
        using var stream = typeof(SampleFiles).Assembly.GetManifestResourceStream($"samples/{name}")
            ?? throw new InvalidOperationException($"O arquivo {name} não está no programa.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
