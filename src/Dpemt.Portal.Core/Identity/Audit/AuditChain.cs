using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.Audit;

/// <summary>How entries are chained: each hash covers the one before, so that a changed, missing or moved entry shows.</summary>
internal static class AuditChain
{
    internal static readonly byte[] Start = new byte[32];

    /// <summary>Members are written with their length, so that no two different entries give the same bytes.</summary>
    internal static byte[] HashOf(byte[] previous, AuditEntry entry, long sequence)
    {
        var text = new StringBuilder();
        foreach (var part in new[]
        {
            sequence.ToString(CultureInfo.InvariantCulture),
            entry.At.UtcDateTime.Ticks.ToString(CultureInfo.InvariantCulture),
            ((int)entry.ActorKind).ToString(CultureInfo.InvariantCulture),
            entry.ActorUserId?.ToString("D") ?? "",
            entry.ActorName, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Detail ?? "",
        })
        {
            text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);
        }

        return SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(text.ToString())]);
    }
}

/// <summary>
/// Chains entries that were written since the last run, oldest first. Two processes may run it at once: the unique
/// place in the chain lets one of them win.
/// </summary>
public sealed class SealAuditTrail(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Batch = 500;

    /// <summary>Chains all waiting entries. Returns how many this call chained.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var chained = 0;
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var waiting = await db.AuditEntries.Where(e => e.Sequence == null).OrderBy(e => e.Id).Take(Batch).ToListAsync(cancellation);
            if (waiting.Count == 0)
                return chained;
            var last = await db.AuditEntries.AsNoTracking().Where(e => e.Sequence != null).OrderByDescending(e => e.Sequence)
                .Select(e => new { e.Sequence, e.Hash }).FirstOrDefaultAsync(cancellation);
            var sequence = last?.Sequence ?? 0;
            var hash = last?.Hash ?? AuditChain.Start;
            foreach (var entry in waiting)
            {
                hash = AuditChain.HashOf(hash, entry, ++sequence);
                entry.Sequence = sequence;
                entry.Hash = hash;
            }

            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException)
            {
                // Another process chained these entries first; the next round starts after them.
                return chained;
            }

            chained += waiting.Count;
        }
    }
}

/// <summary>What a check of the chain found.</summary>
/// <param name="Checked">Number of entries that were read.</param>
/// <param name="BrokenAt">Place in the chain where the first fault shows, or null.</param>
/// <param name="Reason">The fault in Portuguese, or null.</param>
public sealed record AuditCheck(long Checked, long? BrokenAt, string? Reason);

/// <summary>Reads the whole chain and names the first entry that does not fit.</summary>
public sealed class CheckAuditTrail(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Streams the chain in constant memory.</summary>
    public async Task<AuditCheck> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var hash = AuditChain.Start;
        long read = 0;
        await foreach (var entry in db.AuditEntries.AsNoTracking().Where(e => e.Sequence != null).OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            read++;
            if (entry.Sequence != read)
                return new(read, read, $"Falta o registro {read} da trilha.");
            hash = AuditChain.HashOf(hash, entry, read);
            if (entry.Hash is null || !hash.AsSpan().SequenceEqual(entry.Hash))
                return new(read, read, $"O registro {read} da trilha foi alterado.");
        }

        return new(read, null, null);
    }
}
