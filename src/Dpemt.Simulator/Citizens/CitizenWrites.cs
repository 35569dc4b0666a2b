using System.Globalization;
using System.Text.Json.Nodes;
using Dpemt.Simulator.Delivery;
using Dpemt.Simulator.Hosting;
using Dpemt.Simulator.Webhooks;

namespace Dpemt.Simulator.Citizens;

/// <summary>The citizen sends something: it shows on the phone, opens the window, and travels as a webhook.</summary>
internal sealed class CitizenWrites(
    CitizenReads reads, InboundIndex index, WebhookRegistry registry, WebhookSender sender, WebhookBodies bodies, SimulatorOptions options, TimeProvider clock)
{
    /// <summary>Sends <paramref name="meta"/>, a message as Meta writes it; sender, id and time are filled in where they are missing.</summary>
    public Message Run(Citizen citizen, JsonObject meta, MessageContent content)
    {
        reads.Run(citizen);
        var now = clock.GetUtcNow();
        var numberId = citizen.NumberId ?? registry.AnyNumber() ?? options.PhoneNumberId;
        var id = meta["id"]?.GetValueKind() == System.Text.Json.JsonValueKind.String ? meta["id"]!.GetValue<string>() : Wamid.New(now);
        meta["id"] = id;
        meta["timestamp"] ??= now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var message = new Message(id, citizen, numberId, fromCitizen: true, content, now) { SentAt = now };
        index.Add(message);
        citizen.Add(message);
        sender.Enqueue(numberId, citizen.Phone, bodies.Inbound(message, meta), () => citizen.Mark(message, Delivered));
        return message;
    }

    private bool Delivered(Message message)
    {
        if (message.DeliveredAt is not null) return false;
        message.DeliveredAt = clock.GetUtcNow();
        return true;
    }
}

/// <summary>The citizen looks at the chat: what was delivered is read, and the provider tells so.</summary>
internal sealed class CitizenReads(StatusWebhooks statuses, TimeProvider clock)
{
    public void Run(Citizen citizen)
    {
        foreach (var message in citizen.ReadAll(clock.GetUtcNow())) statuses.Read(message);
    }
}
