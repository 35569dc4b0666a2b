using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Persistence;

/// <summary>
/// Lets the busy writers of this process take turns on SQLite, which has one writer: a waiting writer then awaits
/// instead of holding a thread asleep inside the engine for up to 100 ms. On a server database everybody passes at once.
/// Never taken twice by the same flow.
/// </summary>
public sealed class WriteTurns(IOptions<DatabaseOptions> database) : IDisposable
{
    /// <summary>How often background work lets urgent writers go before it: bounded, so that it is never starved.</summary>
    private const int MostYields = 8;

    private readonly SemaphoreSlim? _turn = database.Value.Provider == DatabaseProvider.Sqlite ? new(1, 1) : null;
    private int _urgent;

    /// <summary>Waits for the turn; disposing the result passes it on.</summary>
    public async ValueTask<IDisposable> TakeAsync(CancellationToken cancellation)
    {
        if (_turn is null)
            return Turn.Free;
        for (var yields = 0; ; yields++)
        {
            await _turn.WaitAsync(cancellation);
            if (yields >= MostYields || Volatile.Read(ref _urgent) == 0)
                return new Turn(_turn);
            _turn.Release();
        }
    }

    /// <summary>The same for a writer that somebody outside waits for: it goes before background work.</summary>
    public async ValueTask<IDisposable> TakeFirstAsync(CancellationToken cancellation)
    {
        if (_turn is null)
            return Turn.Free;
        Interlocked.Increment(ref _urgent);
        try
        {
            await _turn.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _urgent);
        }

        return new Turn(_turn);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn?.Dispose();

    private sealed class Turn(SemaphoreSlim? turn) : IDisposable
    {
        internal static readonly Turn Free = new(null);
        private SemaphoreSlim? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
