using System.Text.Json;
using Dpemt.Portal.Citizens;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>One element out of a delivery.</summary>
internal abstract record ReceivedItem(string Payload);

/// <summary>A message. Without <see cref="Wamid"/> or sender it can only be set aside.</summary>
internal sealed record ReceivedMessage(string? Wamid, string? From, string? MetaUserId, string Payload) : ReceivedItem(Payload);

/// <summary>A template, account or value-level event.</summary>
internal sealed record ReceivedOther(string Payload) : ReceivedItem(Payload);

/// <summary>
/// Takes a body apart: the contractor's flat value, Meta's envelope around many of them, or an array of either. Unknown
/// members are left alone; what is no object where one was expected becomes an event that can be looked at.
/// </summary>
internal static class EnvelopeReader
{
    /// <summary>Deepest nesting of a body; Meta's own goes to nine.</summary>
    internal const int MaxDepth = 64;

    internal static IReadOnlyList<ReceivedItem> Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
        var items = new List<ReceivedItem>();
        ReadAny(json.RootElement, items, receivedAt);
        return items;
    }

    private static void ReadAny(JsonElement element, List<ReceivedItem> items, DateTimeOffset receivedAt)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in element.EnumerateArray())
                ReadAny(part, items, receivedAt);
        }
        else if (element.ValueKind != JsonValueKind.Object)
        {
            items.Add(new ReceivedOther(element.GetRawText()));
        }
        else if (element.Member("entry") is not null)
        {
            foreach (var change in element.Items("entry").SelectMany(e => e.Items("changes")))
            {
                if (change.Object("value") is { } value && change.Text("field") is null or "messages" && IsMessaging(value))
                    ReadValue(value, items, receivedAt);
                else
                    items.Add(new ReceivedOther(change.GetRawText()));
            }
        }
        else
        {
            ReadValue(element, items, receivedAt);
        }
    }

    private static bool IsMessaging(JsonElement value) => value.Member("messages") is not null || value.Member("statuses") is not null;

    private static void ReadValue(JsonElement value, List<ReceivedItem> items, DateTimeOffset receivedAt)
    {
        var before = items.Count;
        var contacts = value.Items("contacts").ToList();
        foreach (var message in value.Items("messages"))
            items.Add(Message(message, contacts));
        foreach (var status in value.Items("statuses"))
            items.Add(StatusReport.Read(status, receivedAt));
        if (items.Count == before || value.Items("errors").Any())
            items.Add(new ReceivedOther(value.GetRawText()));
    }

    private static ReceivedMessage Message(JsonElement message, List<JsonElement> contacts)
    {
        var from = message.Text("from");
        var user = message.Text("from_user_id");
        var contact = ContactOf(from, user, contacts);
        from ??= contact?.Text("wa_id");
        user ??= contact?.Text("user_id");
        var payload = $$"""{"message":{{message.GetRawText()}},"contact":{{contact?.GetRawText() ?? "null"}}}""";
        return new(message.Text("id"), PhoneNumber.OfWire(from) is null ? null : from, user?.Length <= 200 ? user : null, payload);
    }

    private static JsonElement? ContactOf(string? from, string? user, List<JsonElement> contacts)
    {
        var phone = PhoneNumber.OfWire(from);
        foreach (var contact in contacts)
        {
            if ((phone is not null && PhoneNumber.OfWire(contact.Text("wa_id")) == phone) || (user is not null && contact.Text("user_id") == user))
                return contact;
        }

        // A single contact can only be the sender, even when it is written in another way.
        return contacts is [{ ValueKind: JsonValueKind.Object } only] ? only : null;
    }
}
