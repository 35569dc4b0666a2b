using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>The contract in force, with its life as instants.</summary>
/// <param name="RecordId">The import that it comes from.</param>
/// <param name="Number">Its number.</param>
/// <param name="InForce">From the first instant of its first day to the end of its last day, or far in the future.</param>
/// <param name="Terms">What it says.</param>
public sealed record ContractInForce(int RecordId, string Number, Period InForce, ContractTerms Terms)
{
    /// <summary>A month cut to the contract's life; empty when it was not in force.</summary>
    public Period PeriodOf(BillingMonth month) => month.Whole.Within(InForce);
}

/// <summary>Reads the contract.</summary>
public sealed class CurrentContract(TermsHistory history, TimeProvider clock)
{
    /// <summary>The contract with the terms of the month that runs now, or null when none was imported yet.</summary>
    public Task<ContractInForce?> FindAsync(CancellationToken cancellation) => FindAsync(BillingMonth.Of(clock.GetUtcNow()), cancellation);

    /// <summary>The contract with the terms of a month, or null when none was imported yet. Number and life are those of the newest import.</summary>
    public async Task<ContractInForce?> FindAsync(BillingMonth month, CancellationToken cancellation)
    {
        if (await history.ReadAsync(cancellation) is not { } all)
            return null;
        var (record, terms) = (all.NewestImport, all.Of(month).Terms);
        var until = (all.ExtendedUntil ?? record.InForceUntil) is { } day ? ContractTime.StartOf(day.AddDays(1)) : DateTimeOffset.MaxValue;
        return new(record.Id, record.Number, new(ContractTime.StartOf(record.InForceFrom), until), terms);
    }
}

/// <summary>Imports the contract's document.</summary>
public sealed class ImportContract(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Checks and stores a document of the shape of <see cref="ContractTerms.SignedDocument"/> as the one that holds from now on.</summary>
    public async Task<ContractResult> RunAsync(Actor who, string number, DateOnly from, DateOnly? until, string document, CancellationToken cancellation)
    {
        number = number.Trim();
        if (number.Length is 0 or > 60)
            return ContractResult.Refuse("numero", "Informe o número do contrato, com até 60 caracteres.");
        if (from.Year is < 2020 or > 2100 || until < from)
            return ContractResult.Refuse("vigencia", "Confira a vigência: o fim não pode ser antes do início.");
        IReadOnlyList<TermsFinding> findings;
        try
        {
            findings = TermsChecks.Of(TermsDocument.Parse(document));
            _ = ContractTerms.Read(document);
            _ = PriceList.Read(document);
        }
        catch (FormatException fault)
        {
            return ContractResult.Refuse("documento", fault.Message);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var record = new ContractRecord
        {
            Number = number,
            InForceFrom = from,
            InForceUntil = until,
            Document = document,
            ImportedAt = clock.GetUtcNow(),
            ImportedByName = who.Name,
        };
        db.Contracts.Add(record);
        await db.SaveChangesAsync(cancellation);
        db.Audit(who, AuditActions.SettingsChanged, "contrato", record.Id, record.ImportedAt, $"Contrato {number} importado, vigência desde {from:dd/MM/yyyy}");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        // Printed totals may be wrong in the signed paper itself: the import is kept as it is, and says so.
        var odd = findings.Where(f => f.Blocks).Select(f => $"{f.Where}: {f.Text}").ToList();
        return ContractResult.Ok(record.Id, odd.Count == 0 ? null : "Confira o documento. " + string.Join(" ", odd));
    }
}
