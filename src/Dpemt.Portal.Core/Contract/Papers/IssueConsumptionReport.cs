using System.Text.Json;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Papers;

/// <summary>
/// Issues the consumption report of a month (TR 6, 7). Of a closed month it tells what closing froze; of any other it is a
/// provisional report that says so and until when was counted.
/// </summary>
public sealed class IssueConsumptionReport(
    ConsumptionMonths months, MeteredMonths metered, PaperArchive archive, IDbContextFactory<PortalDbContext> contexts)
{
    private static readonly JsonSerializerOptions Frozen = new(JsonSerializerDefaults.Web);

    /// <summary>What the papers of a month are filed under.</summary>
    public static long SubjectOf(BillingMonth month) => (month.FirstDay.Year * 100) + month.FirstDay.Month;

    /// <summary>Issues it, or finds the one that was issued from the same facts.</summary>
    /// <param name="who">The fiscal officer; the caller has checked the role.</param>
    /// <param name="month">A month that has begun.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, BillingMonth month, CancellationToken cancellation)
    {
        var reading = await months.RunAsync(month, cancellation);
        if (reading.Contract is not { } contract)
            return ContractResult.Refuse("sem-contrato", "Nenhum contrato foi importado. Importe o contrato antes de emitir documentos.");
        if (reading.State == ConsumptionState.Future)
            return ContractResult.Refuse("competencia-futura", "Esta competência ainda não começou: não há consumo a relatar.");
        if (contract.PeriodOf(month).IsEmpty)
            return ContractResult.Refuse("fora-da-vigencia", "O contrato não estava em vigor nesta competência.");
        var data = await DataAsync(reading, contract, cancellation);
        var title = data.Closing is null ? $"Relatório de consumo (prévia), {month.Label}" : $"Relatório de consumo, {month.Label}";
        var paper = await archive.IssueAsync(who, PaperKind.ConsumptionReport, SubjectOf(month), title, data, cancellation);
        return ContractResult.Ok(paper.Id);
    }

    private async Task<ConsumptionReportData> DataAsync(ConsumptionReading reading, ContractInForce contract, CancellationToken cancellation)
    {
        var closing = reading.State == ConsumptionState.Closed ? reading.Closings[0] : null;
        var facts = closing is null ? ConsumptionFacts.Of(reading) : await FrozenAsync(reading.Month, closing.Number, cancellation);
        var items = ConsumptionReport.Items(reading.Prices, facts);
        var year = ContractYears.Of(ContractTime.DayOf(contract.InForce.Start), reading.Month);
        var before = await BeforeAsync(year.From, reading.Month, cancellation);
        var used = MonthQuantitiesOf(facts, reading);
        return new(
            new(contract.Number, contract.Terms.Process, contract.Terms.ContractorName, contract.Terms.ContractorCnpj),
            reading.Month.ToString(),
            closing is null ? null : new(closing.Number, closing.At, closing.ByName, closing.Reason, closing.Sha256), closing is null ? reading.CountedUntil : null,
            contract.PeriodOf(reading.Month).Start, contract.PeriodOf(reading.Month).End, facts.Zona,
            items, facts.Total, ConsumptionReport.Days(facts.Linhas), ConsumptionReport.Reasons(facts.Linhas), ConsumptionReport.Adjustments(facts.Linhas),
            ConsumptionReport.MetaDiffers(facts.Linhas), ConsumptionReport.Balances(reading.Prices, before.Used, used),
            new(year.From, year.To, reading.Prices.Items.Sum(i => i.Total), before.Value, facts.Total),
            ConsumptionReport.Memory(reading.Prices, items, facts.Total), facts.Regra, reading.Rule.Text, facts.Precos, Sources(contract, closing, facts));
    }

    private static MonthQuantities MonthQuantitiesOf(ConsumptionFacts facts, ConsumptionReading reading)
    {
        var byNumber = reading.Prices.Items.ToDictionary(i => i.Number, i => i.Kind);
        long Of(ItemKind kind) => facts.Itens.Where(i => byNumber.GetValueOrDefault(i.Item, ItemKind.Setup) == kind).Sum(i => i.Quantidade);
        return new(
            Of(ItemKind.Service), Of(ItemKind.Marketing), Of(ItemKind.Utility), Of(ItemKind.Authentication), Of(ItemKind.SendSimple), Of(ItemKind.SendTemplate),
            Of(ItemKind.Subscription) > 0, Of(ItemKind.Setup) > 0);
    }

    private async Task<ConsumptionFacts> FrozenAsync(BillingMonth month, int number, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var json = await db.ConsumptionVersions.AsNoTracking().Where(v => v.Month == month && v.Number == number).Select(v => v.Facts).SingleAsync(cancellation);
        return JsonSerializer.Deserialize<ConsumptionFacts>(json, Frozen)!;
    }

    /// <summary>What the months of the contract's year before this one used, and their price.</summary>
    private async Task<(IReadOnlyList<MonthQuantities> Used, decimal Value)> BeforeAsync(DateOnly from, BillingMonth month, CancellationToken cancellation)
    {
        var (used, value) = (new List<MonthQuantities>(), 0m);
        for (var earlier = new BillingMonth(from); earlier < month; earlier = earlier.Plus(1))
        {
            var read = await metered.ReadAsync(earlier, cancellation);
            used.Add(read.Used);
            value += read.Price.Total;
        }

        return (used, value);
    }

    private static IReadOnlyList<string> Sources(ContractInForce contract, ConsumptionClosing? closing, ConsumptionFacts facts) =>
    [
        "Mensagens enviadas pelo portal e os avisos de situação que a contratada entrega em seu webhook, guardados como chegaram; cada mensagem conta uma vez, por seu identificador.",
        $"Preços e itens: {facts.Precos}. Documento do contrato {contract.Number}, processo {contract.Terms.Process}, TR 6.1 e 7.",
        $"A competência é o mês civil de {facts.Zona}.",
        closing is null
            ? "Competência não fechada: as quantidades ainda podem mudar, e este documento é uma prévia que não serve para o ateste."
            : $"Fechamento de consumo, versão {closing.Number}, SHA-256 {closing.Sha256}.",
        "O que se soube depois do fechamento de um mês consta como ajuste no mês em que se soube.",
    ];
}
