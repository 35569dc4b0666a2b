using System.Diagnostics;

namespace Dpemt.Portal.Testing;

/// <summary>Waits for what happens in the background, with a deadline that is an error.</summary>
public static class Eventually
{
    /// <summary>Longest wait: far longer than anything takes on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when <paramref name="condition"/> holds.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > (patience ?? Patience))
                throw new TimeoutException($"Did not happen in time: {what}");
            await Task.Delay(10);
        }
    }

    /// <summary>Returns when <paramref name="condition"/> holds.</summary>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, patience);
}
