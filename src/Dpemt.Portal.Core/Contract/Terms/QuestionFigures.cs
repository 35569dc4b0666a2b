using System.Text.Json.Nodes;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Months;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>What a reading costs beside the one that the portal uses.</summary>
/// <param name="Difference">R$ more (or less, below zero) than the portal's reading; null when no amount follows from it.</param>
/// <param name="How">The calculation, or why there is no amount.</param>
public sealed record ReadingCost(decimal? Difference, string How);

/// <summary>The difference in R$ that each reading of a contradiction makes, by the rules and prices of a month. Pure.</summary>
/// <param name="terms">The terms of the month.</param>
/// <param name="lastIndex">The newest published IPCA, percent; null while none is recorded.</param>
public sealed class QuestionFigures(MonthTerms terms, decimal? lastIndex)
{
    private readonly PriceList _prices = terms.Prices;

    private decimal Month => terms.Terms.EstimatedMonth;

    /// <summary>What a reading costs beside the portal's own.</summary>
    /// <param name="topic">Id of the contradiction.</param>
    /// <param name="code">Code of the reading.</param>
    public ReadingCost Of(string topic, string code) => code == QuestionReadings.Of(topic)?[0].Code || code is DecisionTopics.SpecificClause or DecisionTopics.NoDiscount
        ? new(0, "é a leitura que o portal usa")
        : topic switch
        {
            DecisionTopics.RequiredIndex => Availability(-1, $"num mês de 99,5 % a menos de 99,6 %: sem o desconto de {ContractText.Percent(Band)} sobre {ContractText.Money(Month)}, o mês estimado"),
            DecisionTopics.Gap => Availability(1, $"num mês de 99,6 % a menos de 99,7 %: desconto de {ContractText.Percent(Band)} sobre {ContractText.Money(Month)}, o mês estimado"),
            "item-3-quantity" => Times(1_491 - Quantity(ItemKind.Service), Price(ItemKind.Service), "o preço do item 3 é zero; a diferença aparece no saldo, não no valor"),
            "year-of-118300" => Amount(600 * (Price(ItemKind.Authentication) + Price(ItemKind.SendSimple) + Price(ItemKind.SendTemplate)), "600 mensagens por ano nos itens 11, 17 e 18, ao preço de cada um"),
            "no-growth" => Growth(),
            "total-2025" or "month-average" => None("o histórico de 2025 não tem preço: serve só à previsão"),
            "total-in-words" => Amount(decimal.Floor(terms.Terms.EstimatedTotal * 10) / 10 - terms.Terms.EstimatedTotal, "o extenso termina em 80 centavos, o número em 86"),
            "auth-price" => Amount(Line(Quantity(ItemKind.Authentication), Price(ItemKind.Authentication) * 10) - Line(Quantity(ItemKind.Authentication), Price(ItemKind.Authentication)), "a quantidade do item 11 a dez vezes o preço"),
            DecisionTopics.TierPeriod => Tiers(code),
            "attendance-is-not-message" => Amount(7 * Line(Quantity(ItemKind.SendSimple), Price(ItemKind.SendSimple)), "oito mensagens por atendimento no item 17, por ano; o item 3 tem preço zero"),
            "messages-per-day" => Amount(Line(12 * ((30 * Volume("messagesPerDay")) - Volume("messagesPerMonth")), Price(ItemKind.SendSimple)), "29.000 mensagens a mais por mês no item 17, por ano"),
            "started-by-dpemt" => Amount(Line((12 * Volume("messagesPerMonth") * Volume("startedByDpemtPercent") / 100) - Quantity(ItemKind.SendTemplate), Price(ItemKind.SendTemplate)), "só o envio (item 18), por ano; a categoria das mensagens a menos não é dita"),
            "authentication-not-named" => Amount(-Line(Quantity(ItemKind.Authentication), Price(ItemKind.Authentication)) - Line(Quantity(ItemKind.Authentication), Price(ItemKind.SendTemplate)), "sem os itens 11 a 16 e os envios deles no item 18, por ano"),
            "attest-deadline" => None("o prazo não muda o valor da fatura, só quando ela vence"),
            "no-measurement" => None("sem medição não há valor a comparar: o TR 7.4 só paga o que foi usado"),
            "payment-proofs" => None("a certidão que falta adia o pagamento, não muda o valor"),
            "law-of-additions" => None("a lei citada não trata de contratos; o limite de 25 % vem da Lei 14.133/2021"),
            "late-payment" => Late(),
            DecisionTopics.PriceAnniversary => Anniversary(),
            _ => None("esta contradição não está ligada a uma regra de cálculo"),
        };

    private decimal Band => terms.Terms.Rule.DiscountBelowGap;

    private static ReadingCost None(string why) => new(null, why);

    private static ReadingCost Amount(decimal value, string how) => new(decimal.Round(value, 2, MidpointRounding.AwayFromZero), how);

    private static decimal Line(long quantity, decimal price) => decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero);

    private static ReadingCost Times(long quantity, decimal price, string how) => Amount(quantity * price, how);

    private ReadingCost Availability(int sign, string how) => Amount(-sign * MonthAvailability.GlosaOf(Month, Band), how);

    /// <summary>Contracted quantity of a kind, its tiers together.</summary>
    private long Quantity(ItemKind kind) => _prices.Of(kind).Sum(i => i.Quantity);

    /// <summary>Price of the first tier.</summary>
    private decimal Price(ItemKind kind) => _prices.Of(kind).OrderBy(i => i.From).Select(i => i.UnitPrice).FirstOrDefault();

    private long Volume(string member) => terms.Root["volumes"]?[member] is JsonValue value && value.TryGetValue<long>(out var read) ? read : 0;

    private ReadingCost Growth()
    {
        var grown = 100 + Volume("growthPercent");
        var utility = (12 * (Volume("utilityPerMonth") * grown / 100)) - Quantity(ItemKind.Utility);
        var marketing = (12 * (Volume("marketingPerMonth") * grown / 100)) - Quantity(ItemKind.Marketing);
        return Amount(
            (utility * (Price(ItemKind.Utility) + Price(ItemKind.SendTemplate))) + (marketing * (Price(ItemKind.Marketing) + Price(ItemKind.SendTemplate))),
            "o crescimento nos itens 4, 5 e 18, por ano");
    }

    /// <summary>The contracted year: twelve equal months, or the year as one volume.</summary>
    private ReadingCost Tiers(string code)
    {
        decimal Year(TierReading reading, TierPeriod period)
        {
            var parts = period == TierPeriod.Month ? 12 : 1;
            var (utility, authentication) = (Quantity(ItemKind.Utility) / parts, Quantity(ItemKind.Authentication) / parts);
            return parts * MonthPricing.Of(_prices, new(0, 0, utility, authentication, 0, 0, false, false), reading).Total;
        }

        var reading = code is DecisionTopics.MonthWhole or DecisionTopics.YearWhole ? TierReading.WholeVolume : TierReading.Graduated;
        var period = code is DecisionTopics.YearGraduated or DecisionTopics.YearWhole ? TierPeriod.Year : TierPeriod.Month;
        return Amount(
            Year(reading, period) - Year(TierReading.Graduated, TierPeriod.Month),
            period == TierPeriod.Year ? "as quantidades contratadas de utilidade e autenticação num ano só" : "as quantidades contratadas em doze meses iguais; nenhum passa da primeira faixa");
    }

    private ReadingCost Late() => lastIndex is { } percent
        ? Amount(-decimal.Round(Month * percent / 100, 2, MidpointRounding.AwayFromZero), $"até um mês de IPCA ({ContractText.Percent(percent)}, o último registrado) sobre {ContractText.Money(Month)}, por fatura em atraso")
        : None("depende do IPCA do atraso, e nenhum índice foi registrado ainda");

    private ReadingCost Anniversary() => lastIndex is { } percent
        ? Amount(decimal.Round(Month * percent / 100, 2, MidpointRounding.AwayFromZero), $"cada mês de antecipação reajusta antes o mês estimado: {ContractText.Percent(percent)} (o último IPCA) por mês de índice sobre {ContractText.Money(Month)}")
        : None("depende do IPCA entre as duas datas, e nenhum índice foi registrado ainda");
}
