using System.Globalization;
using System.Text.Json;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>What a calculation is asked.</summary>
/// <param name="Kind">Request, our own check, or settlement.</param>
/// <param name="RequestedOn">Day of the contractor's request.</param>
/// <param name="DocumentId">The request with its memorial (TR 21.3).</param>
/// <param name="EffectOn">First day at the new prices: the first of a month.</param>
/// <param name="WindowEnd">Last month of the twelve; null for the month before the anniversary.</param>
/// <param name="SettlesId">The provisional calculation that is settled.</param>
public sealed record AdjustmentForm(AdjustmentKind Kind, DateOnly? RequestedOn, long? DocumentId, DateOnly? EffectOn, BillingMonth? WindowEnd = null, long? SettlesId = null);

/// <summary>Calculates an adjustment by the IPCA and freezes it. Prices change only when the apostilamento is approved.</summary>
public sealed class CalculateAdjustment(
    TermsHistory history, CurrentContract contracts, IndexSeries series, RuleVersions rules, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>What the calculation would be, without storing it.</summary>
    public async Task<(Refusal? Refusal, AdjustmentMemory? Memory)> PreviewAsync(AdjustmentForm form, CancellationToken cancellation)
    {
        var today = ContractTime.DayOf(clock.GetUtcNow());
        if (await history.ReadAsync(cancellation) is not { } all || await contracts.FindAsync(cancellation) is not { } contract)
            return (new("sem-contrato", "Nenhum contrato foi importado."), null);
        if (form.Kind == AdjustmentKind.Settlement)
            return await SettleAsync(form, cancellation);
        if (ProposeTerms.CheckEffect(form.EffectOn, contract) is { Refusal: { } bad })
            return (bad, null);
        var from = new BillingMonth(form.EffectOn!.Value);
        var terms = all.Of(from);
        var calendar = AdjustmentCalendar.Of(all, terms, await rules.DecisionAsync(DecisionTopics.PriceAnniversary, cancellation));
        if (calendar.BaseOn is not { } baseOn || calendar.FirstMonth is not { } first)
        {
            return (calendar.Decision is null
                ? new("sem-decisao", "Registre antes a decisão sobre a data-base (questão “Data-base do reajuste”): o TR 21.1 conta da assinatura, o TR 21.2, do orçamento.")
                : new("sem-data", "A data do orçamento estimado não consta dos termos: proponha-a em “Datas do reajuste” antes de calcular."), null);
        }

        if (from < first)
            return (new("antes-do-aniversario", $"Os preços são fixos até {Text(calendar.DueOn!.Value)} ({calendar.BaseReading}). O reajuste alcança a partir de {first.Label}."), null);
        if (form.Kind == AdjustmentKind.Request)
        {
            if (form.RequestedOn is not { } requested || requested > today)
                return (new("requerimento", "Informe a data do requerimento da contratada; ela não fica no futuro (TR 21.2)."), null);
            if (calendar.ExtendedOn is { } extended && extended >= calendar.DueOn && requested > extended)
                return (new("preclusao", $"O contrato foi prorrogado em {Text(extended)} sem este requerimento: o reajuste desse aniversário precluiu (TR 21.7). Os futuros continuam possíveis."), null);
        }

        var known = await series.KnownAsync(cancellation);
        var end = form.WindowEnd ?? new BillingMonth(calendar.DueOn!.Value).Plus(-1);
        if (end >= from)
            return (new("janela", $"Os doze meses do índice terminam antes de {from.Label}."), null);
        if (end >= new BillingMonth(today))
            return (new("janela", $"Os doze meses do índice vão até {end.Label} e ainda não terminaram: calcule quando o aniversário chegar."), null);
        if (IndexAdjustment.Window(end, known) is not { } months)
            return (new("sem-indice", $"Registre o IPCA dos doze meses até {end.Label}: sem nenhum índice anterior não há variação conhecida (TR 21.6)."), null);
        return (null, AdjustmentSteps.Memory(form, calendar.BaseReading, baseOn, calendar.DueOn!.Value, terms, months));
    }

    /// <summary>Calculates and stores. The document of a request is obligatory.</summary>
    public async Task<ContractResult> RunAsync(Actor who, AdjustmentForm form, CancellationToken cancellation)
    {
        var (refusal, memory) = await PreviewAsync(form, cancellation);
        if (refusal is not null)
            return new(refusal);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (form.DocumentId is { } document ? !await db.ContractDocuments.AnyAsync(d => d.Id == document, cancellation) : form.Kind == AdjustmentKind.Request)
            return ContractResult.Refuse("documento", "Anexe o requerimento da contratada com o memorial do cálculo (TR 21.3).");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var settled = form.SettlesId is { } id ? await db.PriceAdjustments.AsNoTracking().SingleAsync(a => a.Id == id, cancellation) : null;
        var adjustment = new PriceAdjustment
        {
            Kind = form.Kind,
            RequestedOn = form.Kind == AdjustmentKind.Request ? form.RequestedOn : settled?.RequestedOn,
            DocumentId = form.DocumentId,
            From = settled?.From ?? new BillingMonth(form.EffectOn!.Value),
            WindowEnd = new BillingMonth(memory!.Months[^1].Month),
            Provisional = memory.Provisional,
            SettlesId = form.SettlesId,
            Memory = JsonSerializer.Serialize(memory),
            At = clock.GetUtcNow(),
            ByUserId = who.UserId,
            ByName = who.Name,
        };
        db.PriceAdjustments.Add(adjustment);
        await db.SaveChangesAsync(cancellation);
        db.Audit(who, AuditActions.AdjustmentCalculated, "reajuste", adjustment.Id, adjustment.At, $"{adjustment.From.Label}: fator {memory.Factor.ToString("0.0000000000", CultureInfo.InvariantCulture)}");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ContractResult.Ok(adjustment.Id);
    }

    /// <summary>The definitive index over the same window, on the prices from before the provisional one (TR 21.6).</summary>
    private async Task<(Refusal? Refusal, AdjustmentMemory? Memory)> SettleAsync(AdjustmentForm form, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var settled = await db.PriceAdjustments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == form.SettlesId, cancellation);
        if (settled is not { Provisional: true })
            return (new("nada-a-liquidar", "Só um reajuste provisório se liquida (TR 21.6)."), null);
        if (!await db.TermsProposals.AnyAsync(p => p.AdjustmentId == settled.Id && p.State == ProposalState.Approved, cancellation))
            return (new("nao-aprovado", "O reajuste provisório ainda não foi aprovado: calcule-o de novo com os índices definitivos."), null);
        var months = IndexAdjustment.Window(settled.WindowEnd, await series.KnownAsync(cancellation));
        if (months is null || months.Any(m => m.StandIn))
            return (new("sem-indice", $"Registre antes o IPCA definitivo de todos os meses até {settled.WindowEnd.Label}."), null);
        return (null, AdjustmentSteps.Settlement(JsonSerializer.Deserialize<AdjustmentMemory>(settled.Memory)!, settled.From, months));
    }

    private static string Text(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

/// <summary>Puts a calculated adjustment before a second person as an apostilamento (TR 21.10).</summary>
public sealed class ProposeAdjustment(ProposeTerms propose, TermsHistory history, IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Proposes the new prices of a calculation.</summary>
    /// <param name="who">Fiscal officer or manager; the caller has checked the role.</param>
    /// <param name="id">The calculation.</param>
    /// <param name="instrument">The apostilamento, such as "Apostilamento 1/2027".</param>
    /// <param name="on">Its day.</param>
    /// <param name="documentId">Its file.</param>
    /// <param name="reason">10 to 2000 characters.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, long id, string instrument, DateOnly? on, long? documentId, string reason, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.PriceAdjustments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation) is not { } adjustment || await history.ReadAsync(db, cancellation) is not { } all)
            return ContractResult.Refuse("calculo", "Este cálculo não existe.");
        if (await db.TermsProposals.AnyAsync(p => p.AdjustmentId == id && (p.State == ProposalState.Proposed || p.State == ProposalState.Approved), cancellation))
            return ContractResult.Refuse("ja-proposto", "Este cálculo já foi proposto.");
        var memory = JsonSerializer.Deserialize<AdjustmentMemory>(adjustment.Memory)!;
        if (adjustment.Kind == AdjustmentKind.DeflationCheck && memory.Factor >= 1)
            return ContractResult.Refuse("sem-deflacao", "A verificação não achou deflação: sem requerimento da contratada, nada muda (TR 21.4).");
        if (adjustment.Kind != AdjustmentKind.Settlement)
        {
            var now = all.Of(adjustment.From).Prices.Items.ToDictionary(i => i.Number, i => i.UnitPrice);
            if (memory.Items.Any(i => now.GetValueOrDefault(i.Number) != i.OldPrice))
                return ContractResult.Refuse("precos-mudaram", "Os preços mudaram depois deste cálculo. Calcule de novo.");
        }

        var changes = memory.Items.Select(i => new TermsChange(TermsPaths.UnitPrice(i.Number), null, TermsDocument.Amount(i.NewPrice))).ToList();
        // Prices are written with four decimals; one that stays keeps its own writing (1891.13).
        var before = all.Of(adjustment.From).Prices.Items.ToDictionary(i => i.Number, i => i.UnitPrice);
        changes.RemoveAll(c => memory.Items.Any(i => TermsPaths.UnitPrice(i.Number) == c.Path && before.GetValueOrDefault(i.Number) == i.NewPrice));
        return await propose.RunAsync(who, new(TermsOrigin.Adjustment, adjustment.From.FirstDay, changes, instrument, on, documentId, reason, AdjustmentId: id), cancellation);
    }
}
