using System.Globalization;
using System.Text.Json;
using Dpemt.Portal.Citizens;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>A file that a message names.</summary>
internal sealed record InboundMedia(string ProviderId, string MimeType, string? FileName);

/// <summary>What a raw message says, in our words.</summary>
internal sealed record InboundMessage(CitizenSighting Sender, string Wamid, MessageKind Kind, DateTimeOffset At)
{
    internal string? Text { get; init; }
    internal InboundMedia? Media { get; init; }

    /// <summary>Wamid of the message that this one answers or reacts to.</summary>
    internal string? Quoted { get; init; }

    internal InboundContent Content { get; init; } = new();

    /// <summary>The new number of <c>user_changed_number</c>.</summary>
    internal string? NewAddress { get; init; }
}

/// <summary>
/// Reads a raw message by its type. A type that is not known, or whose object is missing, is kept as
/// <see cref="MessageKind.Unknown"/>: the raw content stays with it.
/// </summary>
internal static class InboundMessageReader
{
    /// <summary>WhatsApp allows 4,096; more is not shown, and stays in the raw content.</summary>
    private const int TextLength = 20_000;

    internal static InboundMessage Read(string payload, DateTimeOffset receivedAt)
    {
        using var json = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = EnvelopeReader.MaxDepth + 2 });
        var message = json.RootElement.Object("message") ?? throw new IntakeException("A mensagem veio em um formato desconhecido.");
        var contact = json.RootElement.Object("contact");
        var wamid = message.Text("id") ?? throw new IntakeException("A mensagem veio sem id.");
        var from = message.Text("from") ?? contact?.Text("wa_id");
        var user = message.Text("from_user_id") ?? contact?.Text("user_id");
        // A clock that is ahead must not hold the window open longer than it is.
        var at = message.Number("timestamp") is { } unix && UnixTime.Read(unix) is { } told && told <= receivedAt ? told : receivedAt;
        var type = message.Text("type") ?? "";
        var read = type == "system" ? System(message, at, wamid, from, user) : Ordinary(message, type, at, wamid, from, user, contact);
        var text = Clean(read.Text);
        return read with { Text = text, Quoted = read.Quoted ?? message.Object("context")?.Text("id") };
    }

    private static InboundMessage Ordinary(
        JsonElement message, string type, DateTimeOffset at, string wamid, string? from, string? user, JsonElement? contact)
    {
        var name = contact?.Object("profile")?.Text("name");
        var address = PhoneNumber.OfWire(from) is null ? null : from;
        var basis = new InboundMessage(new(address, user, name, at), wamid, MessageKind.Unknown, at);
        // A type of theirs never chooses an object of another one: some senders add empty siblings.
        var body = message.Object(type);
        return type switch
        {
            "text" when body?.Text("body") is { } text => basis with { Kind = MessageKind.Text, Text = text },
            "image" => Media(basis, MessageKind.Image, body, "image/jpeg"),
            "audio" => Media(basis, MessageKind.Audio, body, "audio/ogg"),
            "video" => Media(basis, MessageKind.Video, body, "video/mp4"),
            "document" => Media(basis, MessageKind.Document, body, "application/octet-stream"),
            "sticker" => Media(basis, MessageKind.Sticker, body, "image/webp"),
            "location" when body is { } place => Location(basis, place),
            "contacts" => basis with { Kind = MessageKind.Contacts, Text = Names(message) },
            "button" when body is { } button => basis with { Kind = MessageKind.Reply, Text = button.Text("text") ?? button.Text("payload"), Content = new(button.Text("payload") ?? button.Text("text")) },
            "interactive" when (body?.Object("button_reply") ?? body?.Object("list_reply")) is { } reply
                => basis with { Kind = MessageKind.Reply, Text = reply.Text("title") ?? reply.Text("id"), Content = new(reply.Text("id")) },
            "reaction" when body is { } reaction => basis with { Kind = MessageKind.Reaction, Text = reaction.Text("emoji"), Quoted = reaction.Text("message_id") },
            _ => basis,
        };
    }

    private static InboundMessage System(JsonElement message, DateTimeOffset at, string wamid, string? from, string? user)
    {
        var body = message.Object("system");
        var changed = body?.Text("type") is "user_changed_number" or "customer_changed_number";
        return new(new(PhoneNumber.OfWire(from) is null ? null : from, user, null, null), wamid, MessageKind.System, at)
        {
            Text = changed ? "A pessoa mudou de número." : body?.Text("body"),
            NewAddress = changed ? body?.Text("wa_id") ?? body?.Text("new_wa_id") : null,
        };
    }

    private static InboundMessage Media(InboundMessage basis, MessageKind kind, JsonElement? body, string otherwise)
    {
        if (body?.Text("id") is not { Length: <= 200 } id)
            return basis;
        var mime = body.Value.Text("mime_type") ?? otherwise;
        var file = RecogniseCitizen.CleanName(body.Value.Text("filename"));
        return basis with { Kind = kind, Text = body.Value.Text("caption"), Media = new(id, mime.Length <= 120 ? mime : otherwise, file) };
    }

    private static InboundMessage Location(InboundMessage basis, JsonElement place)
    {
        var (latitude, longitude) = (place.Decimal("latitude"), place.Decimal("longitude"));
        if (latitude is null or < -90 or > 90 || longitude is null or < -180 or > 180)
            return basis;
        var named = string.Join(", ", new[] { place.Text("name"), place.Text("address") }.Where(p => p is not null));
        return basis with
        {
            Kind = MessageKind.Location,
            Text = named.Length > 0 ? named : string.Create(CultureInfo.InvariantCulture, $"{latitude}, {longitude}"),
            Content = new(null, latitude, longitude),
        };
    }

    private static string? Names(JsonElement message)
    {
        var names = message.Items("contacts").Select(c => c.Object("name")?.Text("formatted_name") ?? c.Object("name")?.Text("first_name"))
            .Where(n => n is not null);
        var text = string.Join(", ", names);
        return text.Length > 0 ? text : null;
    }

    /// <summary>
    /// Without control characters, which show nothing and can upset terminals and exports, and without embeddings and overrides of
    /// the writing direction, which show "exe.png" where "gnp.exe" stands. Plain right-to-left marks stay.
    /// </summary>
    private static string? Clean(string? text)
    {
        if (text is null)
            return null;
        var clean = text.Any(Misleads) ? string.Concat(text.Where(c => !Misleads(c))) : text;
        if (clean.Length > TextLength)
            clean = clean[..(char.IsHighSurrogate(clean[TextLength - 1]) ? TextLength - 1 : TextLength)];
        return clean;
    }

    private static bool Misleads(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

/// <summary>An event that can never be processed, with the reason for people in Portuguese; no personal data.</summary>
internal sealed class IntakeException(string reason) : Exception(reason);
