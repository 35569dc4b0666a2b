using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>One thing that is wrong with the chain of evidence.</summary>
/// <param name="Day">The day.</param>
/// <param name="Series">The component's number, or <see cref="EvidenceDay.Traffic"/>.</param>
/// <param name="Fault">What is wrong, in Portuguese.</param>
public sealed record EvidenceFault(DateOnly Day, int Series, string Fault);

/// <summary>What a check found.</summary>
/// <param name="Checked">Lines looked at.</param>
/// <param name="Faults">Everything that is wrong; empty for a whole chain.</param>
public sealed record EvidenceCheck(int Checked, IReadOnlyList<EvidenceFault> Faults);

/// <summary>
/// Checks the whole chain of evidence: changed figures or contents, missing and inserted lines; and against the audit
/// trail, which holds the head of each day, whether the chain was made anew or its end was cut off.
/// </summary>
public sealed class CheckEvidence(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Reads everything once, in order.</summary>
    public async Task<EvidenceCheck> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var anchors = await db.AuditEntries.AsNoTracking().Where(a => a.Action == AuditActions.EvidencePacked).OrderBy(a => a.Id)
            .Select(a => new { a.SubjectId, a.Detail }).ToListAsync(cancellation);
        var heads = anchors.GroupBy(a => DateOnly.ParseExact(a.SubjectId, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => g.First().Detail);
        var faults = new List<EvidenceFault>();
        var count = 0;
        EvidenceDay? beforeLast = null, last = null;
        await foreach (var (line, packed) in LinesAsync(db, cancellation))
        {
            count++;
            if (packed is null || !SHA256.HashData(packed).AsSpan().SequenceEqual(line.ContentHash))
                faults.Add(new(line.Day, line.Series, packed is null ? "o conteúdo desapareceu" : "o conteúdo foi alterado"));
            if (!line.Sealed().AsSpan().SequenceEqual(line.Hash))
                faults.Add(new(line.Day, line.Series, "a linha foi alterada"));
            Link(beforeLast, last, line, faults);
            if (line.Series == EvidenceDay.Traffic && heads.Remove(line.Day, out var head) && head != Convert.ToHexStringLower(line.Hash))
                faults.Add(new(line.Day, line.Series, "o resumo do dia não é o que a trilha de auditoria guarda"));
            (beforeLast, last) = (last, line);
        }

        faults.AddRange(heads.Keys.Order().Select(day => new EvidenceFault(day, EvidenceDay.Traffic, "a trilha de auditoria conhece este dia, e ele não está na evidência")));
        return new(count, faults);
    }

    private static void Link(EvidenceDay? beforeLast, EvidenceDay? last, EvidenceDay line, List<EvidenceFault> faults)
    {
        if (last is null)
        {
            if (line.Series != 0 || line.PreviousHash.Any(b => b != 0))
                faults.Add(new(line.Day, line.Series, "falta o começo da corrente"));
            return;
        }

        var next = last.Series == EvidenceDay.Traffic ? (last.Day.AddDays(1), 0) : (last.Day, last.Series + 1);
        if (line.PreviousHash.AsSpan().SequenceEqual(last.Hash))
        {
            if ((line.Day, line.Series) != next)
                faults.Add(new(line.Day, line.Series, "a linha foi inserida fora da ordem"));
        }
        else if (beforeLast is not null && line.PreviousHash.AsSpan().SequenceEqual(beforeLast.Hash))
        {
            faults.Add(new(last.Day, last.Series, "a linha foi inserida"));
        }
        else
        {
            faults.Add((line.Day, line.Series) == next
                ? new(line.Day, line.Series, "a linha não continua a anterior")
                : new(next.Item1, next.Item2, $"faltam linhas até {line.Day:dd/MM/yyyy}"));
        }
    }

    private static async IAsyncEnumerable<(EvidenceDay Line, byte[]? Packed)> LinesAsync(PortalDbContext db, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int DaysAtOnce = 60;
        var first = await db.EvidenceDays.MinAsync(d => (DateOnly?)d.Day, cancellation);
        var end = await db.EvidenceDays.MaxAsync(d => (DateOnly?)d.Day, cancellation);
        for (var from = first; from <= end; from = from.Value.AddDays(DaysAtOnce))
        {
            DateOnly start = from.Value, stop = start.AddDays(DaysAtOnce);
            var lines = await db.EvidenceDays.AsNoTracking().Where(d => d.Day >= start && d.Day < stop).OrderBy(d => d.Day).ThenBy(d => d.Series).ToListAsync(cancellation);
            var contents = await db.EvidenceDays.Where(d => d.Day >= start && d.Day < stop)
                .Join(db.EvidenceContents, d => d.Id, c => c.EvidenceDayId, (d, c) => new { d.Id, c.Packed }).ToDictionaryAsync(c => c.Id, c => c.Packed, cancellation);
            foreach (var line in lines)
                yield return (line, contents.GetValueOrDefault(line.Id));
        }
    }
}
