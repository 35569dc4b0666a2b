using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>Kinds of items in the words of the comparison.</summary>
internal static class ItemKindWords
{
    internal static string Code(this ItemKind kind) => kind switch
    {
        ItemKind.Setup => "instalacao",
        ItemKind.Subscription => "assinatura",
        ItemKind.Service => "servico",
        ItemKind.Marketing => "marketing",
        ItemKind.Utility => "utilidade",
        ItemKind.Authentication => "autenticacao",
        ItemKind.SendSimple => "envio-simples",
        _ => "envio-modelo",
    };

    internal static string InText(this ItemKind kind) => kind switch
    {
        ItemKind.Setup => "instalação",
        ItemKind.Subscription => "assinatura mensal",
        ItemKind.Service => "mensagens de serviço",
        ItemKind.Marketing => "mensagens de marketing",
        ItemKind.Utility => "mensagens de utilidade",
        ItemKind.Authentication => "mensagens de autenticação",
        ItemKind.SendSimple => "envios simples",
        _ => "envios de modelo",
    };
}
