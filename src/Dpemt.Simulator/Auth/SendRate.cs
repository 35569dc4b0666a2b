namespace Dpemt.Simulator.Auth;

/// <summary>Counts the sends of the running second, for the limit that a switch may set.</summary>
internal sealed class SendRate(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _second;
    private int _taken;

    public bool Takes(int limit)
    {
        if (limit <= 0) return true;
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (_gate)
        {
            if (second != _second) (_second, _taken) = (second, 0);
            return ++_taken <= limit;
        }
    }
}
