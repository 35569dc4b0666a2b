using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Faults;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Webhooks;

/// <summary>Writes events as the provider does: Meta's value alone, plus its own members; or Meta's envelope by switch.</summary>
internal sealed class WebhookBodies(FaultSwitches faults, SimulatorOptions options, TimeProvider clock)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly DateTimeOffset RepliesCharged = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public byte[] Status(Message message, string status, bool priced) => Write(message.NumberId, writer =>
    {
        var switches = faults.Current;
        WriteContacts(writer, null, switches);
        writer.WriteStartArray("messages");
        writer.WriteEndArray();
        writer.WriteStartArray("statuses");
        writer.WriteStartObject();
        writer.WriteString("id", message.Id);
        writer.WriteString("status", status);
        writer.WriteString("timestamp", UnixSeconds(TimeOf(message, status)));
        if (switches.WithoutWaId) writer.WriteString("recipient_user_id", message.Citizen.UserId);
        else writer.WriteString("recipient_id", NumberOf(message.Citizen, switches));
        writer.WriteString("idRequisicao", message.RequestId);
        if (priced && switches.Pricing) WritePricing(writer, message, switches);
        if (status == "failed") WriteErrors(writer, message);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    public byte[] Inbound(Message message, JsonObject meta) => Write(message.NumberId, writer =>
    {
        var switches = faults.Current;
        if (switches.WithoutWaId)
        {
            _ = meta.Remove("from");
            meta["from_user_id"] ??= message.Citizen.UserId;
        }
        else
        {
            meta["from"] ??= NumberOf(message.Citizen, switches);
        }

        // A system message comes without contacts.
        WriteContacts(writer, (string?)meta["type"] == "system" ? null : message.Citizen, switches);
        writer.WriteStartArray("messages");
        meta.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteStartArray("statuses");
        writer.WriteEndArray();
    });

    private byte[] Write(string numberId, Action<Utf8JsonWriter> inner)
    {
        var meta = faults.Current.Envelope == "meta";
        var buffer = new ArrayBufferWriter<byte>(768);
        using var writer = new Utf8JsonWriter(buffer, Plain);
        writer.WriteStartObject();
        if (meta)
        {
            writer.WriteString("object", "whatsapp_business_account");
            writer.WriteStartArray("entry");
            writer.WriteStartObject();
            writer.WriteString("id", options.WabaId);
            writer.WriteStartArray("changes");
            writer.WriteStartObject();
            writer.WriteString("field", "messages");
            writer.WriteStartObject("value");
        }

        writer.WriteString("messaging_product", "whatsapp");
        writer.WriteStartObject("metadata");
        writer.WriteString("display_phone_number", options.DisplayPhoneNumber);
        writer.WriteString("phone_number_id", numberId);
        if (!meta) writer.WriteString("webhook_object_id", WebhookRegistry.NewId());
        writer.WriteEndObject();
        inner(writer);
        if (meta)
        {
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartArray("errors");
            writer.WriteEndArray();
            writer.WriteNumber("delay", 0);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteContacts(Utf8JsonWriter writer, Citizen? citizen, FaultSet switches)
    {
        writer.WriteStartArray("contacts");
        if (citizen is not null)
        {
            writer.WriteStartObject();
            writer.WriteStartObject("profile");
            writer.WriteString("name", citizen.Name);
            writer.WriteEndObject();
            if (switches.WithoutWaId) writer.WriteString("user_id", citizen.UserId);
            else writer.WriteString("wa_id", NumberOf(citizen, switches));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WritePricing(Utf8JsonWriter writer, Message message, FaultSet switches)
    {
        var service = message.PriceCategory == "service";
        var free = (switches.FreeInsideWindow || clock.GetUtcNow() < RepliesCharged) && message.InsideWindow && (service || message.PriceCategory == "utility");
        writer.WriteStartObject("pricing");
        writer.WriteBoolean("billable", !free);
        writer.WriteString("pricing_model", "PMP");
        writer.WriteString("type", free ? "free_customer_service" : "regular");
        writer.WriteString("category", message.PriceCategory);
        writer.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter writer, Message message)
    {
        var failure = message.Failure!;
        writer.WriteStartArray("errors");
        writer.WriteStartObject();
        writer.WriteNumber("code", failure.Code);
        writer.WriteString("title", failure.Title);
        writer.WriteString("message", failure.Title);
        writer.WriteStartObject("error_data");
        writer.WriteString("details", failure.Details);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private DateTimeOffset TimeOf(Message message, string status) => status switch
    {
        "sent" => message.SentAt,
        "delivered" => message.DeliveredAt,
        "read" => message.ReadAt,
        _ => message.FailedAt,
    } ?? clock.GetUtcNow();

    private static string NumberOf(Citizen citizen, FaultSet switches) => switches.WithNinthDigit ? citizen.Phone : citizen.WaId;

    private static string UnixSeconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
