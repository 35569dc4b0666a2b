using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>A scenario beside the contract's reading.</summary>
/// <param name="Name">In Portuguese.</param>
/// <param name="Why">Where it comes from, in Portuguese.</param>
/// <param name="Scenario">What it changes.</param>
/// <param name="Year">The contract year under it.</param>
/// <param name="Used">R$ of the months used so far under it; null when it says nothing about what has been counted.</param>
public sealed record ScenarioRow(string Name, string Why, Scenario Scenario, ScenarioPrice Year, decimal? Used);

/// <summary>Scenarios of a contract, each beside the contract's reading.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Span">The contract year.</param>
/// <param name="Volumes">What it was planned with.</param>
/// <param name="PrintedTotal">R$ as the contract prints it, one line for each item.</param>
/// <param name="UtilityPrice">R$ of a utility template, first tier: what Meta is said to charge for a service message too.</param>
/// <param name="Base">The contract's reading, billed month by month.</param>
/// <param name="Alone">Each scenario alone.</param>
/// <param name="Together">The chosen ones together.</param>
/// <param name="Months">How many months have been used so far, the running one included.</param>
public sealed record ScenarioReading(
    ContractInForce Contract, ContractYear Span, AnnouncedVolumes Volumes, decimal PrintedTotal, decimal UtilityPrice, ScenarioRow Base, IReadOnlyList<ScenarioRow> Alone,
    ScenarioRow Together, int Months);

/// <summary>Computes scenarios. Stores nothing.</summary>
public sealed class ScenarioView(CurrentContract contracts, VolumesInForce volumes, PricesInForce prices, MeteredMonths metered, TimeProvider clock)
{
    /// <summary>Messages in one attendance that are shown while none are chosen.</summary>
    public const decimal ProposedMessages = 8;

    /// <summary>The readings, or null while no contract was imported.</summary>
    public async Task<ScenarioReading?> RunAsync(Scenario chosen, CancellationToken cancellation)
    {
        if (await contracts.FindAsync(cancellation) is not { } contract)
            return null;
        var today = ContractTime.DayOf(clock.GetUtcNow());
        var span = ContractYear.Of(contract, today);
        var planned = await volumes.OfAsync(contract, cancellation);
        var list = (await prices.OfAsync(new(today < span.First ? span.First : today), cancellation)).Prices;
        var months = new List<UsedMonth>();
        for (var month = new BillingMonth(span.First); month <= new BillingMonth(today) && month <= new BillingMonth(span.Last); month = month.Plus(1))
            months.Add(new(month, (await metered.ReadAsync(month, cancellation)).Used, (await prices.OfAsync(month, cancellation)).Prices));

        var utility = list.Of(ItemKind.Utility).OrderBy(i => i.From).First().UnitPrice;
        var asContracted = Scenario.OfContract;
        var service = asContracted with { ServicePrice = chosen.ServicePrice ?? utility };
        var messages = asContracted with { MessagesPerAttendance = chosen.MessagesPerAttendance == 1 ? ProposedMessages : chosen.MessagesPerAttendance };
        var growth = asContracted with { GrowthPercent = chosen.GrowthPercent ?? planned.GrowthPercent };
        return new(
            contract, span, planned, list.Items.Sum(i => i.Total), utility,
            Row("Leitura do contrato", "Quantidades contratadas em doze meses iguais, faixas por mês civil e graduadas, item 3 a R$ 0.", asContracted),
            [
                Row("Meta cobra as mensagens de serviço", "O item 3 é R$ 0 no TR 6.1; desde 01/10/2026 a Meta anuncia cobrar por mensagem de serviço.", service),
                Row("Mais mensagens por atendimento", "O ETP 4 conta atendimentos, o TR 5.3.8.2 chama o mesmo número de mensagens.", messages),
                Row("Faixas pelo ano", "O item 11 tem no ano mais do que a faixa 0 comporta; o TR não diz o período da faixa.", asContracted with { Tiers = TierPeriod.Year }),
                Row("Volume inteiro na faixa alcançada", "Todas as mensagens do período pagam o preço da faixa que o volume alcança.", asContracted with { Reading = TierReading.WholeVolume }),
                Row("Crescimento sobre o mês do ETP", "Utilidade e marketing foram contratados sem o crescimento que a mesma tabela anuncia.", growth),
            ],
            Row("Escolhidos, juntos", "", chosen), months.Count);

        ScenarioRow Row(string name, string why, Scenario scenario) => new(
            name, why, scenario, ScenarioPricing.YearOf(list, planned, scenario),
            scenario is { ServicePrice: null, Tiers: TierPeriod.Month, Reading: TierReading.Graduated } && scenario != asContracted && scenario != chosen
                ? null
                : ScenarioPricing.UsedOf(months, scenario).Total);
    }
}
