using System.Globalization;
using System.Text.RegularExpressions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>The recorded IPCA.</summary>
public sealed class IndexSeries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The value that holds for each month. Twelve rows a year: the whole series is small.</summary>
    public async Task<IReadOnlyDictionary<BillingMonth, IndexValue>> KnownAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var all = await db.IndexValues.AsNoTracking().ToListAsync(cancellation);
        return all.GroupBy(v => v.Month).ToDictionary(g => g.Key, g => g.MaxBy(v => v.Number)!);
    }
}

/// <summary>One month as it is typed or stands in a file.</summary>
/// <param name="Month">The month.</param>
/// <param name="Percent">Variation, percent.</param>
public sealed record IndexEntry(BillingMonth Month, decimal Percent);

/// <summary>Reads months and variations out of a text: one line each, <c>06/2026;0,24</c> or <c>2026-06;0.24</c>; a first line of headings is skipped.</summary>
public static partial class IndexCsv
{
    /// <summary>The entries, or what is wrong with the first bad line.</summary>
    public static (IReadOnlyList<IndexEntry> Entries, Refusal? Refusal) Read(string text)
    {
        var entries = new List<IndexEntry>();
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(l => l.Trim()).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0)
                continue;
            if (Line().Match(lines[i]) is not { Success: true } match)
            {
                if (i == 0 && lines[i].TrimStart('"') is [var head, ..] && char.IsLetter(head))
                    continue;
                return ([], new("linha", $"Linha {i + 1}: use mês e variação separados por ponto e vírgula, como 06/2026;0,24."));
            }

            var (year, number) = (int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["month"].Value, CultureInfo.InvariantCulture));
            if (number is < 1 or > 12 || year is < 1994 or > 2199)
                return ([], new("linha", $"Linha {i + 1}: o mês não existe."));
            var month = new BillingMonth(year, number);
            if (entries.Exists(e => e.Month == month))
                return ([], new("linha", $"Linha {i + 1}: {month.Label} aparece duas vezes."));
            entries.Add(new(month, decimal.Parse(match.Groups["percent"].Value.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)));
        }

        return entries.Count == 0 ? ([], new("vazio", "Informe ao menos um mês, como 06/2026;0,24.")) : (entries, null);
    }

    [GeneratedRegex("""^"?((?<month>[0-9]{1,2})/(?<year>[0-9]{4})|(?<year>[0-9]{4})-(?<month>[0-9]{2}))"?\s*[;\t]\s*"?(?<percent>-?[0-9]{1,3}([.,][0-9]{1,4})?)"?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}

/// <summary>Records months of the index. A value that differs from the recorded one is a correction; the old one stays.</summary>
public sealed class RecordIndexValues(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Records what is new; what stands there already is skipped.</summary>
    /// <param name="who">Fiscal officer or manager; the caller has checked the role.</param>
    /// <param name="text">Lines as of <see cref="IndexCsv"/>.</param>
    /// <param name="source">Where the values were read, 5 to 200 characters.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, string text, string source, CancellationToken cancellation)
    {
        source = source.Trim();
        if (source.Length is < 5 or > 200)
            return ContractResult.Refuse("fonte", "Diga onde os índices foram lidos, como “IBGE, SIDRA tabela 1737, em 10/06/2027”, em 5 a 200 caracteres.");
        var (entries, refusal) = IndexCsv.Read(text);
        if (refusal is not null)
            return new(refusal);
        var now = clock.GetUtcNow();
        if (entries.FirstOrDefault(e => e.Month >= BillingMonth.Of(now)) is { } future)
            return ContractResult.Refuse("futuro", $"O índice de {future.Month.Label} ainda não pode ter sido divulgado.");
        if (entries.FirstOrDefault(e => Math.Abs(e.Percent) > 100) is { } odd)
            return ContractResult.Refuse("valor", $"A variação de {odd.Month.Label} não é possível: informe em por cento, como 0,24.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        List<BillingMonth> months = [.. entries.Select(e => e.Month)];
        var last = (await db.IndexValues.AsNoTracking().Where(v => months.Contains(v.Month)).ToListAsync(cancellation))
            .GroupBy(v => v.Month).ToDictionary(g => g.Key, g => g.MaxBy(v => v.Number)!);
        var added = 0;
        foreach (var entry in entries)
        {
            var before = last.GetValueOrDefault(entry.Month);
            if (before?.Percent == entry.Percent)
                continue;
            db.IndexValues.Add(new()
            {
                Month = entry.Month,
                Number = (before?.Number ?? 0) + 1,
                Percent = entry.Percent,
                Source = source,
                At = now,
                ByUserId = who.UserId,
                ByName = who.Name,
            });
            added++;
        }

        if (added == 0)
            return ContractResult.Refuse("nada-muda", "Todos estes meses já estão registrados com os mesmos valores.");
        db.Audit(who, AuditActions.IndexRecorded, "ipca", $"{entries.Min(e => e.Month)}/{entries.Max(e => e.Month)}", now, $"{added} meses");
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            return ContractResult.Refuse("registrado-por-outro", "Outra pessoa registrou estes meses agora. Veja a série antes de continuar.");
        }

        return ContractResult.Ok(note: $"{added} mês(es) registrado(s).");
    }
}
