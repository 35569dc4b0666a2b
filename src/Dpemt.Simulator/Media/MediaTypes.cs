using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Sending;
using Microsoft.AspNetCore.StaticFiles;

namespace Dpemt.Simulator.Media;

/// <summary>Types and sizes of files that Meta takes.</summary>
internal static class MediaTypes
{
    private const int Megabyte = 1024 * 1024;
    private static readonly FileExtensionContentTypeProvider Extensions = new();

    private static readonly Dictionary<string, (string[] Types, int MaxBytes)> Allowed = new()
    {
        ["image"] = (["image/jpeg", "image/png"], 5 * Megabyte),
        ["audio"] = (["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"], 16 * Megabyte),
        ["video"] = (["video/mp4", "video/3gpp"], 16 * Megabyte),
        ["sticker"] = (["image/webp"], 500 * 1024),
    };

    /// <summary>MIME type by file name, else the usual one of Meta's media type.</summary>
    public static string Guess(string? name, string metaType)
    {
        if (name is not null && Extensions.TryGetContentType(name, out var type)) return type;
        return metaType switch
        {
            "image" => "image/jpeg",
            "audio" => "audio/ogg",
            "video" => "video/mp4",
            "sticker" => "image/webp",
            _ => "application/octet-stream",
        };
    }

    /// <summary>The kind of bubble for a MIME type.</summary>
    public static string KindOf(string mimeType) => Bare(mimeType) switch
    {
        "image/webp" => Kinds.Sticker,
        "image/jpeg" or "image/png" => Kinds.Image,
        var audio when audio.StartsWith("audio/", StringComparison.Ordinal) => Kinds.Audio,
        var video when video.StartsWith("video/", StringComparison.Ordinal) => Kinds.Video,
        _ => Kinds.Document,
    };

    public static Refusal? WhatIsWrong(string metaType, string mimeType, int bytes)
    {
        if (!Allowed.TryGetValue(metaType, out var rule)) return null;
        if (!rule.Types.Contains(Bare(mimeType))) return new Refusal(131053, "Media upload error", $"Unsupported {metaType} type {mimeType}. Please use one of {string.Join(", ", rule.Types)}.");
        return bytes > rule.MaxBytes ? new Refusal(131053, "Media upload error", $"{metaType} larger than {rule.MaxBytes} bytes.") : null;
    }

    /// <summary>Without parameters such as <c>codecs</c>.</summary>
    private static string Bare(string mimeType) => mimeType.Split(';')[0].Trim().ToLowerInvariant();
}
