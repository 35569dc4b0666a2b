using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Months;

/// <summary>What a person records as the billed value of a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Value">R$, to cents, not negative.</param>
/// <param name="Source">Where it comes from, such as the invoice's number; 3 to 200 characters.</param>
/// <param name="DocumentId">The document that shows it; obligatory.</param>
/// <param name="Reason">Why the record before it was wrong; obligatory from the second record on.</param>
/// <param name="Seen">Number of the record that the person saw; 0 for none.</param>
public sealed record BilledValueForm(BillingMonth Month, decimal? Value, string Source, long? DocumentId, string? Reason, int Seen);

/// <summary>Records the billed value of a month. A registered invoice will call it as well, with its number as source.</summary>
public sealed class RecordBilledValue(CurrentContract contracts, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const decimal Highest = 100_000_000m;

    /// <summary>Adds a record; the ones before it stay.</summary>
    /// <param name="who">The fiscal officer; the caller has checked the role.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, BilledValueForm form, CancellationToken cancellation)
    {
        var (source, reason) = (form.Source.Trim(), form.Reason?.Trim() ?? "");
        if (await contracts.FindAsync(cancellation) is not { } contract || contract.PeriodOf(form.Month).IsEmpty)
            return ContractResult.Refuse("fora-da-vigencia", "O contrato não estava em vigor nesta competência.");
        if (form.Value is not { } value || value < 0 || value > Highest || decimal.Round(value, 2) != value)
            return ContractResult.Refuse("valor", "Informe o valor faturado em reais, com até duas casas, como 18.904,49.");
        if (source.Length is < 3 or > 200)
            return ContractResult.Refuse("fonte", "Diga de onde vem o valor, por exemplo o número da fatura, em 3 a 200 caracteres.");
        if (form.Seen > 0 && reason.Length < 3)
            return ContractResult.Refuse("motivo", "Diga por que o valor registrado antes estava errado: ele continua guardado ao lado.");
        if (reason.Length > 2000)
            return ContractResult.Refuse("motivo", "Resuma o motivo em até 2000 caracteres.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (form.DocumentId is not { } document || !await db.ContractDocuments.AnyAsync(d => d.Id == document, cancellation))
            return ContractResult.Refuse("documento", "Anexe o documento que mostra o valor, como a fatura.");
        var last = await db.BilledValues.AsNoTracking().Where(v => v.Month == form.Month).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellation);
        if ((last?.Number ?? 0) != form.Seen)
            return Overtaken();
        var record = new BilledValue
        {
            Month = form.Month,
            Number = form.Seen + 1,
            Value = value,
            Source = source,
            Reason = last is null ? null : reason,
            DocumentId = document,
            CorrectsId = last?.Id,
            At = clock.GetUtcNow(),
            ByUserId = who.UserId,
            ByName = who.Name,
        };
        db.BilledValues.Add(record);
        db.Audit(who, AuditActions.ContractDecided, "valor-faturado", form.Month, record.At, $"Registro {record.Number}: {ContractText.Money(value)}");
        db.Announce(ChangeTopics.ContractMonth, form.Month, record.At);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await using var fresh = await contexts.CreateDbContextAsync(cancellation);
            if (await fresh.BilledValues.AnyAsync(v => v.Month == form.Month && v.Number == record.Number, cancellation))
                return Overtaken();
            throw;
        }

        return ContractResult.Ok(record.Id);
    }

    private static ContractResult Overtaken() =>
        ContractResult.Refuse("registrado-por-outro", "Outra pessoa registrou o valor desta competência enquanto você digitava. Veja o registro dela antes de corrigir.");
}
