namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>Why a figure of the invoice is not ours. The order is the one in which reasons are applied.</summary>
public enum DifferenceReason
{
    /// <summary>A message that was never delivered was charged (TR 7.4).</summary>
    NotDelivered = 0,

    /// <summary>The same message was charged more than once.</summary>
    Doubled = 1,

    /// <summary>A message was charged under another category than its template's.</summary>
    Category = 2,

    /// <summary>The month was cut in another time zone.</summary>
    MonthBorder = 3,

    /// <summary>The category's price was charged for messages that Meta does not charge.</summary>
    FreeOfMeta = 4,

    /// <summary>A contracted or estimated volume was charged in place of what was used (TR 7.4).</summary>
    Franchise = 5,

    /// <summary>The invoice charges more than its own detailed report proves (TR 7.4).</summary>
    AboveReport = 6,

    /// <summary>An item that falls due once was charged more often.</summary>
    FixedTwice = 7,

    /// <summary>An item that falls due in another month was charged.</summary>
    FixedWrongMonth = 8,

    /// <summary>The report lists messages that the portal does not know.</summary>
    UnknownMessage = 9,

    /// <summary>An adjustment of a closed month stands in our count.</summary>
    Adjustment = 10,

    /// <summary>Less was charged than we counted.</summary>
    BelowCount = 11,

    /// <summary>More was charged than we counted and nothing explains it.</summary>
    Unexplained = 12,

    /// <summary>The tiers of the month were applied in another way (TR 6.1).</summary>
    Tier = 13,

    /// <summary>Service messages, whose price is zero, were charged (TR 6.1, item 3).</summary>
    ServicePriced = 14,

    /// <summary>The price is not the contract's.</summary>
    WrongPrice = 15,

    /// <summary>The value was rounded in another way than once per line, to cents.</summary>
    Rounding = 16,

    /// <summary>The value of a line is not its quantity times its price.</summary>
    LineArithmetic = 17,

    /// <summary>A line charges something that is no item of the contract.</summary>
    UnknownItem = 18,

    /// <summary>The total is not the sum of the lines.</summary>
    SumOfLines = 19,

    /// <summary>A message of another month was charged, and no zone puts it into this one.</summary>
    OtherMonth = 20,
}

/// <summary>Reasons in words.</summary>
public static class DifferenceWords
{
    private static readonly Dictionary<DifferenceReason, (string Code, string Label, string Clause)> Words = new()
    {
        [DifferenceReason.NotDelivered] = ("nao-entregue", "Não entregue", "TR 7.4"),
        [DifferenceReason.Doubled] = ("em-dobro", "Cobrada em dobro", "TR 7.4"),
        [DifferenceReason.Category] = ("categoria", "Categoria trocada", "TR 6.1"),
        [DifferenceReason.MonthBorder] = ("virada-do-mes", "Fuso da virada do mês", "TR 7.4"),
        [DifferenceReason.OtherMonth] = ("outro-mes", "Mensagem de outro mês", "TR 7.4"),
        [DifferenceReason.FreeOfMeta] = ("gratuita", "Gratuita na Meta", "TR 7.4"),
        [DifferenceReason.Franchise] = ("franquia", "Franquia ou volume não usado", "TR 7.4"),
        [DifferenceReason.AboveReport] = ("acima-do-relatorio", "Acima do próprio relatório", "TR 7.4"),
        [DifferenceReason.FixedTwice] = ("item-fixo-repetido", "Item fixo cobrado de novo", "TR 6.1"),
        [DifferenceReason.FixedWrongMonth] = ("item-fixo-fora-do-mes", "Item fixo fora do mês", "TR 6.1"),
        [DifferenceReason.UnknownMessage] = ("mensagem-desconhecida", "Mensagem que o portal não conhece", "TR 7.4"),
        [DifferenceReason.Adjustment] = ("ajuste", "Ajuste de mês fechado", "TR 7.4"),
        [DifferenceReason.BelowCount] = ("cobrado-a-menos", "Cobrado a menos", "TR 7.4"),
        [DifferenceReason.Unexplained] = ("sem-explicacao", "Sem explicação", "TR 7.4"),
        [DifferenceReason.Tier] = ("faixa", "Faixa de preço", "TR 6.1"),
        [DifferenceReason.ServicePriced] = ("item-3-com-preco", "Item 3 acima de zero", "TR 6.1, item 3"),
        [DifferenceReason.WrongPrice] = ("preco", "Preço fora do contrato", "TR 6.1"),
        [DifferenceReason.Rounding] = ("arredondamento", "Arredondamento", "TR 7.4"),
        [DifferenceReason.LineArithmetic] = ("conta-da-linha", "Conta da linha", "TR 16.1.b"),
        [DifferenceReason.UnknownItem] = ("item-desconhecido", "Item fora do contrato", "TR 6.1"),
        [DifferenceReason.SumOfLines] = ("soma-das-linhas", "Total diferente da soma", "TR 16.1.b"),
    };

    /// <summary>Stable name, at most 40 letters.</summary>
    public static string Code(this DifferenceReason reason) => Words[reason].Code;

    /// <summary>Name on screens.</summary>
    public static string Label(this DifferenceReason reason) => Words[reason].Label;

    /// <summary>The clause that it rests on.</summary>
    public static string Clause(this DifferenceReason reason) => Words[reason].Clause;

    /// <summary>The reason of a stable name, or null.</summary>
    public static DifferenceReason? Find(string? code)
    {
        foreach (var (reason, word) in Words)
        {
            if (word.Code == code)
                return reason;
        }

        return null;
    }

    /// <summary>True when the reason by itself makes a charge undue; the others are shown as questions.</summary>
    public static bool IsProof(this DifferenceReason reason) =>
        reason is not (DifferenceReason.UnknownMessage or DifferenceReason.Adjustment or DifferenceReason.BelowCount or DifferenceReason.Unexplained);
}
