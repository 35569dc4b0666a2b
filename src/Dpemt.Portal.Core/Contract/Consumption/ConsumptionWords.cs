namespace Dpemt.Portal.Contract.Consumption;

/// <summary>The words of consumption: for people, and stable codes for files and the API.</summary>
public static class ConsumptionWords
{
    /// <summary>A category as people say it.</summary>
    public static string Label(this ItemKind kind) => kind switch
    {
        ItemKind.Setup => "Instalação",
        ItemKind.Subscription => "Assinatura",
        ItemKind.Service => "Serviço",
        ItemKind.Marketing => "Marketing",
        ItemKind.Utility => "Utilidade",
        ItemKind.Authentication => "Autenticação",
        ItemKind.SendSimple => "Envio simples",
        _ => "Envio de modelo",
    };

    /// <summary>Why a message is charged or free.</summary>
    public static string Label(this ChargeReason reason) => reason switch
    {
        ChargeReason.Charged => "Cobrada",
        ChargeReason.FreeByMeta => "Gratuita na Meta",
        ChargeReason.NotDelivered => "Não entregue",
        _ => "Mensagem livre, item 3",
    };

    /// <summary>What Meta said.</summary>
    public static string Label(this MetaWord word) => word switch
    {
        MetaWord.Charged => "cobrada",
        MetaWord.FreeInWindow => "gratuita na janela de 24 h",
        MetaWord.FreeEntryPoint => "gratuita por anúncio",
        MetaWord.FreeOtherwise => "gratuita, sem motivo",
        _ => "nada disse",
    };

    /// <summary>Code of a category, as in the API.</summary>
    public static string Code(ItemKind kind) => kind switch
    {
        ItemKind.Setup => "instalacao",
        ItemKind.Subscription => "assinatura",
        ItemKind.Service => "servico",
        ItemKind.Marketing => "marketing",
        ItemKind.Utility => "utilidade",
        ItemKind.Authentication => "autenticacao",
        ItemKind.SendSimple => "envioSimples",
        _ => "envioModelo",
    };

    /// <summary>Code of a reason.</summary>
    public static string Code(ChargeReason reason) => reason switch
    {
        ChargeReason.Charged => "cobrada",
        ChargeReason.FreeByMeta => "gratuita",
        ChargeReason.NotDelivered => "nao-entregue",
        _ => "servico",
    };

    /// <summary>Code of Meta's word.</summary>
    public static string Code(MetaWord word) => word switch
    {
        MetaWord.Charged => "cobrada",
        MetaWord.FreeInWindow => "gratuita-janela",
        MetaWord.FreeEntryPoint => "gratuita-anuncio",
        MetaWord.FreeOtherwise => "gratuita",
        _ => "silencio",
    };

    /// <summary>Code of where the category comes from.</summary>
    public static string Code(CategoryBasis basis) => basis switch
    {
        CategoryBasis.Template => "modelo",
        CategoryBasis.Meta => "meta",
        _ => "presumida",
    };

    /// <summary>The category of a code; null for anything else.</summary>
    public static ItemKind? CategoryOf(string? code) =>
        Enum.GetValues<ItemKind>().Cast<ItemKind?>().FirstOrDefault(k => k is ItemKind.Service or ItemKind.Marketing or ItemKind.Utility or ItemKind.Authentication && Code(k.Value) == code);

    /// <summary>The reason of a code; null for anything else.</summary>
    public static ChargeReason? ReasonOf(string? code) => Enum.GetValues<ChargeReason>().Cast<ChargeReason?>().FirstOrDefault(r => Code(r!.Value) == code);
}
