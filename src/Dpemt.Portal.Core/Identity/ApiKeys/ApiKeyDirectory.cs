using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.ApiKeys;

/// <summary>A system that was recognised by its key.</summary>
/// <param name="Id">Number of the key.</param>
/// <param name="Name">Name of the system.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record ApiClient(int Id, string Name, IReadOnlyList<string> Scopes);

/// <summary>
/// Recognises systems by their keys. The active keys are kept for <see cref="MaxAge"/> and forgotten as soon as the
/// change feed tells of a new or revoked one; a request costs no query.
/// </summary>
public sealed class ApiKeyDirectory : IDisposable
{
    /// <summary>Longest time that a key lives on after its revocation if the change feed stands still.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    /// <summary>How exact the time of last use is kept.</summary>
    public static readonly TimeSpan LastUseStep = TimeSpan.FromMinutes(1);

    /// <summary>Key of the change feed's lines, under <see cref="ChangeTopics.Settings"/>.</summary>
    internal const string ChangeKey = "ident_ApiKey";

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, DateTimeOffset> _lastUse = new();
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Snapshot? _snapshot;
    private long _generation;

    public ApiKeyDirectory(IDbContextFactory<PortalDbContext> contexts, ChangeFeed feed, TimeProvider clock)
    {
        _contexts = contexts;
        _clock = clock;
        _subscription = feed.Subscribe(ChangeTopics.Settings, change =>
        {
            if (change.Key == ChangeKey)
                Forget();
        });
    }

    /// <summary>The system whose key this is, or null. Compares in constant time and notes the use.</summary>
    public async Task<ApiClient?> FindAsync(string secret, CancellationToken cancellation)
    {
        if (secret.Length is 0 or > ApiKeySecret.MaxLength)
            return null;
        var hash = ApiKeySecret.HashOf(secret);
        ApiClient? found = null;
        foreach (var (known, client) in (await SnapshotAsync(cancellation)).Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
                found = client;
        }

        if (found is not null)
            await NoteUseAsync(found.Id, cancellation);
        return found;
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _loading.Dispose();
    }

    private void Forget()
    {
        Interlocked.Increment(ref _generation);
        _snapshot = null;
    }

    private async Task<Snapshot> SnapshotAsync(CancellationToken cancellation)
    {
        if (_snapshot is { } fresh && _clock.GetUtcNow() - fresh.At < MaxAge)
            return fresh;
        await _loading.WaitAsync(cancellation);
        try
        {
            if (_snapshot is { } loaded && _clock.GetUtcNow() - loaded.At < MaxAge)
                return loaded;
            var generation = Interlocked.Read(ref _generation);
            await using var db = await _contexts.CreateDbContextAsync(cancellation);
            var rows = await db.ApiKeys.AsNoTracking().Where(k => k.RevokedAt == null)
                .Select(k => new { k.Id, k.Name, k.Hash, k.Scopes }).ToListAsync(cancellation);
            var snapshot = new Snapshot(_clock.GetUtcNow(), [.. rows.Select(r => (r.Hash, new ApiClient(r.Id, r.Name, r.Scopes.Split(' '))))]);
            // A revocation told while this query ran may be missing from its answer: such an answer serves once.
            if (generation == Interlocked.Read(ref _generation))
                _snapshot = snapshot;
            return snapshot;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task NoteUseAsync(int id, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        if (_lastUse.TryGetValue(id, out var last) && now - last < LastUseStep)
            return;
        _lastUse[id] = now;
        var before = now - LastUseStep;
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        await db.ApiKeys.Where(k => k.Id == id && (k.LastUsedAt == null || k.LastUsedAt < before))
            .ExecuteUpdateAsync(s => s.SetProperty(k => k.LastUsedAt, now), cancellation);
    }

    private sealed record Snapshot(DateTimeOffset At, IReadOnlyList<(byte[] Hash, ApiClient Client)> Keys);
}
