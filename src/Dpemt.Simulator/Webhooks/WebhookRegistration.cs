using System.Collections.Concurrent;

namespace Dpemt.Simulator.Webhooks;

/// <summary>A place to which the events of one number go, with a lane for each citizen so that her events keep their order.</summary>
internal sealed class WebhookRegistration(string id, string numberId)
{
    public string Id { get; } = id;

    public string NumberId { get; } = numberId;

    public required Uri Uri { get; set; }

    public string? JwtToken { get; set; }

    public bool Active { get; set; }

    public ConcurrentDictionary<string, WebhookLane> Lanes { get; } = new();

    public WebhookLane LaneOf(string citizen) => Lanes.GetOrAdd(citizen, static _ => new WebhookLane());
}

/// <summary>One body on its way, and what to do once it was taken.</summary>
internal sealed record WebhookEvent(byte[] Body, DateTimeOffset At, Action? Taken);

/// <summary>The events of one citizen, one at a time.</summary>
internal sealed class WebhookLane
{
    private const int Longest = 5000;
    private readonly Lock _gate = new();
    private readonly Queue<WebhookEvent> _waiting = new();
    private bool _running;

    /// <summary>True when nobody runs the lane yet: the caller has to.</summary>
    public bool Enqueue(WebhookEvent item)
    {
        lock (_gate)
        {
            _waiting.Enqueue(item);
            if (_waiting.Count > Longest) _ = _waiting.Dequeue();
            if (_running) return false;
            _running = true;
            return true;
        }
    }

    /// <summary>The next event; null ends the run.</summary>
    public WebhookEvent? Next()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var item)) return item;
            _running = false;
            return null;
        }
    }
}
