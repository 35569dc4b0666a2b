using System.Text.Json;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Hosting;
using Dpemt.Simulator.Media;

namespace Dpemt.Simulator.Sending;

/// <summary>Plain text and media inside the window.</summary>
internal static class FreeMessages
{
    private const int LongestText = 4096;
    private const int LongestCaption = 1024;

    public static Draft Text(JsonElement body)
    {
        var text = body.Required("body");
        return new Draft(body.Recipient(), new MessageContent(Kinds.Text, text) { QuotedId = body.Text("message_id") })
        {
            Refusal = DraftReading.TooLong(text, LongestText, "text.body"),
        };
    }

    public static Draft Media(JsonElement body, MediaStore media)
    {
        var type = body.Required("tipoMedia");
        var kind = Kinds.MediaTypes.FirstOrDefault(pair => pair.Value == type && pair.Key != Kinds.Sticker).Key
            ?? throw new FormatException("tipoMedia deve ser image, video, audio ou document");
        var (id, link) = (body.Text("idMedia"), body.Text("linkMedia"));
        if (id is null == link is null) throw new FormatException("informe idMedia ou linkMedia");

        var (caption, name) = (body.Text("caption") ?? "", body.Text("filename"));
        var stored = id is null ? null : media.Find(id);
        var reference = new MediaRef(stored?.Id, link, name ?? stored?.Name ?? LastSegment(link) ?? type, stored?.MimeType ?? MediaTypes.Guess(name ?? link, type));
        return new Draft(body.Recipient(), new MessageContent(kind, caption) { Media = reference, QuotedId = body.Text("message_id") })
        {
            Refusal = DraftReading.TooLong(caption, LongestCaption, "caption")
                ?? (id is not null && stored is null ? Refusal.Invalid($"Param media id is not a valid whatsapp business account media attachment ID: {id}") : null)
                ?? (stored is not null ? MediaTypes.WhatIsWrong(type, stored.MimeType, stored.Bytes.Length) : null),
        };
    }

    private static string? LastSegment(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) ? uri.Segments[^1].Trim('/') is { Length: > 0 } segment ? Uri.UnescapeDataString(segment) : uri.Host : null;
}
