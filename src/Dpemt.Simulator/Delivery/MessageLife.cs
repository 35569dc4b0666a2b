using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Faults;

namespace Dpemt.Simulator.Delivery;

/// <summary>The life of an accepted message: on the phone at once, sent, delivered a little later, read when the citizen looks.</summary>
internal sealed partial class MessageLife(StatusWebhooks statuses, FaultSwitches faults, Dice dice, TimeProvider clock, ILogger<MessageLife> log)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    public void Start(Message message) => _ = RunAsync(message);

    private async Task RunAsync(Message message)
    {
        try
        {
            var switches = faults.Current;
            if (message.Failure is not null)
            {
                Fail(message);
                return;
            }

            if (message.Citizen.Retired) return;
            message.SentAt = clock.GetUtcNow();
            message.Bucket?.CountSent();
            message.Citizen.Add(message);
            statuses.Sent(message);
            await Task.Delay(dice.Between(switches.DeliveryMinMs, switches.DeliveryMaxMs), CancellationToken.None);
            if (!message.Citizen.Mark(message, Deliver)) return;
            message.Citizen.CountDelivered();
            message.Bucket?.CountDelivered();
            if (!dice.Falls(switches.WithoutDelivered)) statuses.Delivered(message);
            if (!switches.AlwaysRead && !message.Citizen.PhoneOpen) return;
            await Task.Delay(Glance, clock, CancellationToken.None);
            if (message.Citizen.Mark(message, Read)) statuses.Read(message);
        }
        catch (Exception fault)
        {
            LogBroken(log, fault, message.Id);
        }
    }

    private void Fail(Message message)
    {
        if (!message.Citizen.Mark(message, failed =>
            {
                failed.FailedAt = clock.GetUtcNow();
                return true;
            }))
        {
            return;
        }

        message.Citizen.CountFailed();
        message.Bucket?.CountFailed(message.HasMetaId ? message.Failure!.AsyncText : message.Failure!.SyncText);
        statuses.Failed(message);
    }

    private bool Deliver(Message message)
    {
        if (message.DeliveredAt is not null) return false;
        message.DeliveredAt = clock.GetUtcNow();
        return true;
    }

    private bool Read(Message message)
    {
        if (message.ReadAt is not null) return false;
        message.ReadAt = clock.GetUtcNow();
        return true;
    }

    [LoggerMessage(LogLevel.Error, "O percurso da mensagem {MessageId} parou.")]
    private static partial void LogBroken(ILogger log, Exception fault, string messageId);
}
