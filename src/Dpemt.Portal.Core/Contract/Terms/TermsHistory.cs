using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>One layer of the terms: an import, or a version that changes some places of it.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Number">Number of the version; id of the import.</param>
/// <param name="From">The first month in which it holds.</param>
/// <param name="Name">In words, as papers quote it.</param>
/// <param name="Changes">What it sets; empty for an import.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="ByName">Who imported or approved it.</param>
/// <param name="ProposedByName">Who proposed it; null for an import.</param>
/// <param name="DocumentId">Its file.</param>
/// <param name="ProposalId">The proposal behind it.</param>
public sealed record TermsLayer(
    TermsOrigin Origin, int Number, BillingMonth From, string Name, IReadOnlyList<TermsChange> Changes, DateTimeOffset At, string ByName,
    string? ProposedByName = null, long? DocumentId = null, long? ProposalId = null)
{
    /// <summary>True when an item's price, quantity or tier changes.</summary>
    public bool TouchesItems => Origin == TermsOrigin.Import || Changes.Any(c => c.Path.StartsWith("items[", StringComparison.Ordinal));

    /// <summary>True when required index or bands change.</summary>
    public bool TouchesRule => Changes.Any(c => c.Path is TermsPaths.RequiredIndex || c.Path.StartsWith("availabilityBands", StringComparison.Ordinal));
}

/// <summary>The terms of one month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Root">The whole document.</param>
/// <param name="Terms">What the availability chapters read of it.</param>
/// <param name="Prices">Its items.</param>
/// <param name="PriceVersion">Which layer set the items last, in words.</param>
/// <param name="Initial">The items as first contracted: the import with corrections of the record alone.</param>
/// <param name="Layers">The import and all versions that hold, in the order in which they apply.</param>
public sealed record MonthTerms(
    BillingMonth Month, JsonObject Root, ContractTerms Terms, PriceList Prices, string PriceVersion, PriceList Initial, IReadOnlyList<TermsLayer> Layers);

/// <summary>All imports and versions, read once and kept while nothing new comes.</summary>
public sealed class TermsHistory(IDbContextFactory<PortalDbContext> contexts)
{
    private volatile TermsSnapshot? _last;

    /// <summary>Everything, or null while no contract was imported.</summary>
    public async Task<TermsSnapshot?> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ReadAsync(db, cancellation);
    }

    /// <summary>The same inside an act's own context and transaction.</summary>
    internal async Task<TermsSnapshot?> ReadAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var import = await db.Contracts.AsNoTracking().OrderByDescending(c => c.Id).Select(c => (int?)c.Id).FirstOrDefaultAsync(cancellation);
        if (import is null)
            return null;
        var version = await db.TermsVersions.AsNoTracking().OrderByDescending(v => v.Id).Select(v => (int?)v.Id).FirstOrDefaultAsync(cancellation) ?? 0;
        if (_last is { } last && last.NewestImport.Id == import && last.NewestVersionId == version)
            return last;
        var imports = await db.Contracts.AsNoTracking().Where(c => c.Id <= import).OrderBy(c => c.Id).ToListAsync(cancellation);
        var versions = await db.TermsVersions.AsNoTracking().Where(v => v.Id <= version).OrderBy(v => v.Number).ToListAsync(cancellation);
        return _last = new TermsSnapshot(imports, versions, version);
    }
}

/// <summary>Imports and versions as they stand; the terms of any month follow from them without the database.</summary>
public sealed class TermsSnapshot
{
    /// <summary>Twice the longest life of the contract; months beyond are made when asked.</summary>
    private const int MonthsKept = 240;

    private readonly ConcurrentDictionary<BillingMonth, MonthTerms> _months = new();
    private readonly List<(TermsLayer Layer, ContractRecord? Import)> _layers;

    internal TermsSnapshot(IReadOnlyList<ContractRecord> imports, IReadOnlyList<TermsVersion> versions, int newestVersionId)
    {
        (NewestImport, NewestVersionId) = (imports[^1], newestVersionId);
        // By month, then as they came: an import of the same month replaces what was recorded before it.
        _layers =
        [
            .. imports.Select(i => (Layer: LayerOf(i), Import: (ContractRecord?)i))
                .Concat(versions.Select(v => (Layer: LayerOf(v), Import: (ContractRecord?)null)))
                .OrderBy(l => l.Layer.From).ThenBy(l => l.Layer.At).ThenBy(l => l.Layer.Number),
        ];
    }

    /// <summary>The newest import: number and life of the contract.</summary>
    public ContractRecord NewestImport { get; }

    /// <summary>The last day after the newest prolongation; null while there is none.</summary>
    public DateOnly? ExtendedUntil => _layers.SelectMany(l => l.Layer.Changes.Where(c => c.Path == TermsPaths.ExtendedUntil && c.New is not null).Select(c => (l.Layer.Number, c.New)))
        .OrderBy(c => c.Number).Select(c => (DateOnly?)DateOnly.ParseExact(c.New!.Trim('"'), "yyyy-MM-dd", CultureInfo.InvariantCulture)).LastOrDefault();

    internal int NewestVersionId { get; }

    /// <summary>All layers, also those to come, in the order in which they apply.</summary>
    public IReadOnlyList<TermsLayer> Layers => [.. _layers.Select(l => l.Layer)];

    /// <summary>The terms of a month; before the first layer those of the first import.</summary>
    /// <exception cref="FormatException">A stored document cannot be read.</exception>
    public MonthTerms Of(BillingMonth month) => _months.Count < MonthsKept ? _months.GetOrAdd(month, Make) : _months.GetValueOrDefault(month) ?? Make(month);

    private MonthTerms Make(BillingMonth month)
    {
        var start = _layers.FindLastIndex(l => l.Import is not null && l.Layer.From <= month);
        if (start < 0)
        {
            var first = _layers.First(l => l.Import is not null).Layer.From;
            start = _layers.FindLastIndex(l => l.Import is not null && l.Layer.From == first);
        }

        var applied = new List<TermsLayer> { _layers[start].Layer };
        applied.AddRange(_layers.Skip(start + 1).Select(l => l.Layer).Where(l => l.From <= month && l.Origin != TermsOrigin.Import));
        var imported = _layers[start].Import!.Document;
        var root = TermsDocument.Apply(TermsDocument.Parse(imported), applied.SelectMany(l => l.Changes));
        var document = applied.Count == 1 ? imported : root.ToJsonString();
        var name = applied[0].Name;
        if (applied.FindLast(l => l.TouchesItems) is { Origin: not TermsOrigin.Import } last)
            name = $"{last.Name}, sobre {name}";
        var terms = ContractTerms.Read(document);
        if (applied.FindLast(l => l.TouchesRule) is { } rule)
            terms = terms with { Rule = terms.Rule with { Version = $"TR 5.7.1, {rule.Name}" } };
        var initial = TermsDocument.Apply(TermsDocument.Parse(imported), applied.Where(l => l.Origin == TermsOrigin.Correction).SelectMany(l => l.Changes));
        return new(month, root, terms, PriceList.Read(document), name, PriceList.Parse(initial.ToJsonString()), applied);
    }

    private static TermsLayer LayerOf(ContractRecord import) => new(
        TermsOrigin.Import, import.Id, new(import.InForceFrom), $"contrato {import.Number}, importação {import.Id}", [], import.ImportedAt, import.ImportedByName);

    private static TermsLayer LayerOf(TermsVersion version) => new(
        version.Origin, version.Number, version.From, $"{version.Instrument}, versão {version.Number}, desde {version.From.Label}",
        JsonSerializer.Deserialize<IReadOnlyList<TermsChange>>(version.Changes) ?? [], version.At, version.ApprovedByName, version.ProposedByName, version.DocumentId, version.ProposalId);
}
