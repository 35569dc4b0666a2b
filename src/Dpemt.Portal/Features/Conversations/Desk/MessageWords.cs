using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Web.Features.Conversations.Desk;

/// <summary>Kinds and states of messages in the words of the screen.</summary>
public static class MessageWords
{
    public static string KindOf(MessageKind kind) => kind switch
    {
        MessageKind.Image => "Imagem",
        MessageKind.Audio => "Áudio",
        MessageKind.Video => "Vídeo",
        MessageKind.Document => "Documento",
        MessageKind.Sticker => "Figurinha",
        MessageKind.Location => "Localização",
        MessageKind.Contacts => "Contato",
        MessageKind.Reaction => "Reação",
        MessageKind.Template => "Modelo de mensagem",
        MessageKind.System => "Aviso do WhatsApp",
        MessageKind.Unknown => "Mensagem de um tipo que o portal ainda não mostra",
        _ => "Mensagem",
    };

    /// <summary>Where a message stands, in plain words.</summary>
    public static string StatusOf(MessageStatus status) => status switch
    {
        MessageStatus.Queued => "Na fila de envio",
        MessageStatus.Sending => "Enviando",
        MessageStatus.Unknown => "Sem confirmação: o portal está conferindo se saiu",
        MessageStatus.Accepted => "Aceita para envio",
        MessageStatus.Sent => "Enviada",
        MessageStatus.Delivered => "Entregue",
        MessageStatus.Read => "Lida",
        MessageStatus.Failed => "Não entregue",
        _ => "Recebida",
    };

    /// <summary>Bytes as people read them, decimal units.</summary>
    public static string SizeOf(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} bytes",
        < 1_000_000 => (bytes / 1_000m).ToString("0.#", Components.Localization.PortalCulture.Brazil) + " kB",
        _ => (bytes / 1_000_000m).ToString("0.0", Components.Localization.PortalCulture.Brazil) + " MB",
    };
}
