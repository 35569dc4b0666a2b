using Dpemt.Portal.Contract.Months;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>One reading of a contradiction.</summary>
/// <param name="Code">Stable name, stored with a decision.</param>
/// <param name="Text">In Portuguese.</param>
public sealed record QuestionReading(string Code, string Text);

/// <summary>The readings of each contradiction of the contract's document. The first one is what the portal uses.</summary>
public static class QuestionReadings
{
    private static readonly Dictionary<string, (string Title, QuestionReading[] Readings)> Known = new()
    {
        ["item-3-quantity"] = ("Quantidade do item 3", Two("1.419.000, como no ETP e no item 17", "1.491, como está impresso no TR 6.1")),
        ["year-of-118300"] = ("118.300 por mês ou 1.419.000 por ano", Two("1.419.000, o contratado", "1.419.600, doze vezes 118.300")),
        ["no-growth"] = ("Crescimento de 30 % fora das quantidades", Two("As quantidades contratadas, sem crescimento", "Com os 30 % que a mesma tabela anuncia")),
        ["total-2025"] = ("Total de atendimentos de 2025", Two("961.768, a soma dos meses", "961.786, o total impresso")),
        ["month-average"] = ("Média mensal de 2025", Two("80.147, a média dos meses", "91.000, a média impressa")),
        ["total-in-words"] = ("Total por extenso", Two("Oitenta e seis centavos, como o número e o TR 7.1", "Oitenta centavos, como o extenso do TR 6.1")),
        ["auth-price"] = ("Preço da autenticação", Two("R$ 0,0636, como no TR", "R$ 0,636, como na tabela 5 do ETP")),
        [DecisionTopics.TierPeriod] = ("Faixas: mês ou ano, graduadas ou volume inteiro",
        [
            new(DecisionTopics.MonthGraduated, "Por mês civil, graduadas: cada mensagem paga a faixa em que cai"),
            new(DecisionTopics.MonthWhole, "Por mês civil, volume inteiro: o mês todo paga a faixa que alcança"),
            new(DecisionTopics.YearGraduated, "Por ano contratual, graduadas"),
            new(DecisionTopics.YearWhole, "Por ano contratual, volume inteiro"),
        ]),
        ["attest-deadline"] = ("Prazo do atesto", Two("Os dois correm: o de 5 dias úteis avisa, o de 30 dias vence", "Só os 5 dias úteis do TR 15.5.1")),
        ["attendance-is-not-message"] = ("Atendimento ou mensagem", Two("As quantidades contam mensagens", "As quantidades contam atendimentos, a oito mensagens cada")),
        ["messages-per-day"] = ("4.000 por dia ou 91.000 por mês", Two("91.000 por mês", "4.000 por dia em 30 dias: 120.000 por mês")),
        ["started-by-dpemt"] = ("10 % iniciado pela DPEMT", Two("As quantidades contratadas de modelos", "10 % de 91.000 mensagens por mês")),
        ["authentication-not-named"] = ("Autenticação fora do TR 5.3.11.1", Two("Modelos de autenticação são contratados e pagos", "Só utilidade e marketing são contratados")),
        ["no-measurement"] = ("Medição que não se aplica", Two("Paga-se pelo que se mede (TR 7.4)", "Sem medição (TR 14.1)")),
        ["late-payment"] = ("Correção do pagamento em atraso", Two("IPCA desde o vencimento (TR 15.1.7)", "Só depois de 30 dias úteis da entrega (TR 15.1.8)")),
        ["payment-proofs"] = ("Certidões para pagar", Two("As seis do TR 15.3", "As duas do TR 15.2.1")),
        [DecisionTopics.PriceAnniversary] = ("Data-base do reajuste",
        [
            new(DecisionTopics.FromSignature, "Um ano da assinatura (TR 21.1)"),
            new(DecisionTopics.FromBudget, "Um ano da data do orçamento estimado (TR 21.2)"),
        ]),
        ["law-of-additions"] = ("Lei citada no TR 20.1", Two("Lei 14.133/2021, arts. 124 e 125", "Lei 13.144/2021, como está impresso")),
    };

    /// <summary>A short title of a contradiction; its id when it is not known.</summary>
    public static string Title(string id) => id switch
    {
        DecisionTopics.Gap => "Lacuna da tabela de descontos",
        DecisionTopics.RequiredIndex => "99,7 % ou 99,5 %",
        _ => Known.TryGetValue(id, out var found) ? found.Title : id,
    };

    /// <summary>The readings, or null for a contradiction that only its document knows.</summary>
    public static IReadOnlyList<QuestionReading>? Of(string id) => Known.TryGetValue(id, out var found) ? found.Readings : null;

    private static QuestionReading[] Two(string used, string other) => [new(DecisionTopics.AsUsed, used), new(DecisionTopics.Other, other)];
}
