using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Webhooks;

namespace Dpemt.Simulator.Delivery;

/// <summary>Tells the office's system what became of its message.</summary>
internal sealed class StatusWebhooks(WebhookSender sender, WebhookBodies bodies)
{
    public void Sent(Message message) => Tell(message, "sent", priced: true);

    public void Delivered(Message message)
    {
        message.PricedTwice = true;
        Tell(message, "delivered", priced: true);
    }

    public void Read(Message message)
    {
        message.Bucket?.CountRead();
        // Meta prices `sent` and one of the two that follow it.
        Tell(message, "read", priced: !message.PricedTwice);
    }

    /// <summary>A call that Meta refused to the provider has no wamid, so that Meta never tells of it.</summary>
    public void Failed(Message message)
    {
        if (message.HasMetaId) Tell(message, "failed", priced: false);
    }

    private void Tell(Message message, string status, bool priced)
    {
        if (message.Silent || message.Citizen.Retired) return;
        sender.Enqueue(message.NumberId, message.Citizen.Phone, bodies.Status(message, status, priced));
    }
}
