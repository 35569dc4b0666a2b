using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>The event by which a message counts as used.</summary>
public enum CountingEvent
{
    /// <summary>The provider took it.</summary>
    Accepted = 30,

    /// <summary>It left for the phone.</summary>
    Sent = 40,

    /// <summary>It reached the phone; "read" implies it.</summary>
    Delivered = 50,
}

/// <summary>What is counted, when, and why: dated, so that a later reading never changes an earlier month by itself.</summary>
/// <param name="Version">As papers quote it.</param>
/// <param name="ValidFrom">First local day of the messages' writing that it counts.</param>
/// <param name="Event">The event by which a message counts, for the category's price (items 3–16) and the sending (items 17, 18) alike.</param>
/// <param name="Text">The rule in Portuguese, sentence by sentence.</param>
public sealed record MeteringRule(string Version, DateOnly ValidFrom, CountingEvent Event, IReadOnlyList<string> Text)
{
    /// <summary>The rules, oldest first. Decision record 0013.</summary>
    public static IReadOnlyList<MeteringRule> All { get; } =
    [
        new("medição 1", DateOnly.MinValue, CountingEvent.Delivered,
        [
            "Conta a mensagem entregue ao aparelho, uma vez só, pelo seu identificador; “lida” prova a entrega quando o aviso de entrega não vem. É o evento que a Meta cobra, e só se paga o que foi de fato usado (TR 7.4).",
            "O mesmo vale para o envio (itens 17 e 18): mensagem aceita pela contratada e nunca entregue não trafegou até o assistido e não é paga; fica à vista numa linha própria.",
            "Conta no dia e no mês da entrega, pela hora de Cuiabá (UTC-4), pelo relógio da Meta; nunca antes de a mensagem ter sido escrita.",
            "A categoria é a do modelo no momento do envio. Sem ela, a que a Meta disse; sem nenhuma, conta como utilidade e é apontada.",
            "O preço da categoria (itens 4 a 16) é devido quando a Meta disse que cobrou. Quando ela nada disse, vale a tarifa datada do portal. As diferenças entre as duas ficam à vista.",
            "Mensagem livre é o item 3, de preço zero, mesmo que a Meta passe a cobrá-la: o contrato não a cobra.",
        ]),
    ];

    /// <summary>The rule for messages written on a local day.</summary>
    public static MeteringRule Of(DateOnly day) => All.Last(r => r.ValidFrom <= day);
}

/// <summary>Decides where a message counts. Pure: the same message, rule and tariff always give the same.</summary>
internal static class MeteringDecision
{
    /// <summary>The first of the last hours of a month, local, that other zones would put into the next month (UTC: four hours).</summary>
    internal const int FirstBorderHour = 20;

    /// <summary>Where the message counts; null while the provider has not taken it.</summary>
    internal static UseKey? Of(UsedMessage message, MetaTariff tariff)
    {
        var rule = MeteringRule.Of(ContractTime.DayOf(message.At));
        var used = FirstOf(message, (MessageStatus)rule.Event);
        if ((used ?? FirstOf(message, MessageStatus.Accepted)) is not { } instant)
            return null;
        var local = ContractTime.Local(instant);
        var day = DateOnly.FromDateTime(local.DateTime);
        var month = new BillingMonth(day);
        var (meta, said) = MetaOf(message);
        var (category, basis) = CategoryOf(message, said);
        var charges = tariff.Charges(category, !message.IsTemplate || message.InWindow == true, day);
        var reason = used is null ? ChargeReason.NotDelivered
            : category == ItemKind.Service ? ChargeReason.Service
            : (meta == MetaWord.Silent ? charges : meta == MetaWord.Charged) ? ChargeReason.Charged
            : ChargeReason.FreeByMeta;
        var border = day == month.LastDay && local.Hour >= FirstBorderHour ? local.Hour : 0;
        return new(day, month, border, category, basis, reason, meta, said ?? category, charges, message.IsTemplate ? message.Template ?? "" : "", message.ReceptionId, Late: false);
    }

    /// <summary>When the message first had that status, or one that implies it. "Failed" implies nothing.</summary>
    private static DateTimeOffset? FirstOf(UsedMessage message, MessageStatus least)
    {
        DateTimeOffset? first = null;
        foreach (var status in message.Statuses)
        {
            if (status.Status >= least && status.Status != MessageStatus.Failed && !(status.OccurredAt >= first))
                first = status.OccurredAt;
        }

        return first < message.At ? message.At : first;
    }

    /// <summary>What Meta said, by the strongest status that says anything: the later word corrects the earlier one.</summary>
    private static (MetaWord Word, ItemKind? Category) MetaOf(UsedMessage message)
    {
        for (var i = message.Statuses.Count - 1; i >= 0; i--)
        {
            var status = message.Statuses[i];
            MetaWord? word = status.PricingType switch
            {
                "regular" => MetaWord.Charged,
                "free_customer_service" => MetaWord.FreeInWindow,
                "free_entry_point" => MetaWord.FreeEntryPoint,
                _ when status.Billable == true => MetaWord.Charged,
                _ when status.Billable == false => MetaWord.FreeOtherwise,
                _ => null,
            };
            if (word is not null)
                return (word.Value, CategoryNamed(status.PricingCategory));
        }

        return (MetaWord.Silent, null);
    }

    private static (ItemKind Category, CategoryBasis Basis) CategoryOf(UsedMessage message, ItemKind? said)
    {
        if (!message.IsTemplate)
            return (ItemKind.Service, CategoryBasis.Template);
        if (CategoryNamed(message.TemplateCategory) is { } known && known != ItemKind.Service)
            return (known, CategoryBasis.Template);
        return said is { } meta && meta != ItemKind.Service ? (meta, CategoryBasis.Meta) : (ItemKind.Utility, CategoryBasis.Assumed);
    }

    private static ItemKind? CategoryNamed(string? word) => word?.ToUpperInvariant() switch
    {
        "MARKETING" or "MARKETING_LITE" => ItemKind.Marketing,
        "UTILITY" => ItemKind.Utility,
        "AUTHENTICATION" or "AUTHENTICATION-INTERNATIONAL" => ItemKind.Authentication,
        "SERVICE" => ItemKind.Service,
        _ => null,
    };
}
