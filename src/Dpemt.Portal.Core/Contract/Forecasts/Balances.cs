using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>The balances of the contract: what has a contracted number of messages. The tiers of a category share one balance.</summary>
public static class Balances
{
    /// <summary>All, in the order of their items.</summary>
    public static IReadOnlyList<ItemKind> All { get; } =
        [ItemKind.Service, ItemKind.Marketing, ItemKind.Utility, ItemKind.Authentication, ItemKind.SendSimple, ItemKind.SendTemplate];

    /// <summary>Name on the screen.</summary>
    public static string Name(ItemKind balance) => balance switch
    {
        ItemKind.Service => "Mensagens de serviço",
        ItemKind.Marketing => "Modelos de marketing",
        ItemKind.Utility => "Modelos de utilidade",
        ItemKind.Authentication => "Modelos de autenticação",
        ItemKind.SendSimple => "Envio simples",
        ItemKind.SendTemplate => "Envio de modelo",
        _ => throw new ArgumentOutOfRangeException(nameof(balance)),
    };

    /// <summary>Name in addresses and in the API.</summary>
    public static string Code(ItemKind balance) => balance switch
    {
        ItemKind.Service => "servico",
        ItemKind.Marketing => "marketing",
        ItemKind.Utility => "utilidade",
        ItemKind.Authentication => "autenticacao",
        ItemKind.SendSimple => "envioSimples",
        ItemKind.SendTemplate => "envioModelo",
        _ => throw new ArgumentOutOfRangeException(nameof(balance)),
    };

    /// <summary>Numbers of its items: <c>item 4</c>, <c>itens 5 a 10</c>.</summary>
    public static string ItemsText(IReadOnlyList<ContractItem> items) =>
        items.Count == 1 ? $"item {items[0].Number}" : $"itens {items[0].Number} a {items[^1].Number}";
}
