namespace Dpemt.Portal.Messaging.Bsp;

/// <summary>What a message looks like on the wire: path and body.</summary>
/// <param name="Kind">Path after <c>requisicao/mensagem/</c>.</param>
/// <param name="Body">Serialised as it stands; the mix of Portuguese and Meta's names is the provider's.</param>
internal sealed record OutboundRequest(string Kind, object Body)
{
    private const int ButtonTitle = 20;
    private const int RowTitle = 24;
    private const int RowDescription = 72;

    /// <summary>The request for a message, or null with the reason when it cannot be sent at all.</summary>
    internal static (OutboundRequest? Request, string? Refusal) For(
        Message message, OutboundContent content, string address, string? quotedWamid, string wabaId, MediaFile? media) => message.Kind switch
        {
            MessageKind.Text => (new("texto", Fields(new()
            {
                ["destinatario"] = address,
                ["body"] = message.Text,
                ["preview_url"] = false,
                ["message_id"] = quotedWamid,
            })), null),
            MessageKind.Buttons when content.Options is { Count: > 0 and <= 3 } => (Buttons(message, content.Options, address, quotedWamid), null),
            MessageKind.Buttons or MessageKind.List when content.Options is { Count: > 0 and <= 10 } => (List(message, content, address, quotedWamid), null),
            MessageKind.Buttons or MessageKind.List => (null, "Uma mensagem com opções precisa ter de 1 a 10 opções."),
            MessageKind.Template when content.Template is { Length: > 0 } => (Template(content, address, wabaId), null),
            MessageKind.Template => (null, "Falta o nome do modelo de mensagem."),
            MessageKind.Image or MessageKind.Audio or MessageKind.Video or MessageKind.Document when media?.ProviderId is { } id
                => (Media(message, media, id, address, quotedWamid), null),
            _ => (null, "Este tipo de mensagem não pode ser enviado."),
        };

    private static OutboundRequest Buttons(Message message, IReadOnlyList<MessageOption> options, string address, string? quoted) =>
        new("interativa-botoes", Fields(new()
        {
            ["destinatario"] = address,
            ["textoBody"] = message.Text,
            ["buttons"] = options.Select(o => new { id = o.Id, titulo = Cut(o.Title, ButtonTitle) }).ToArray(),
            ["message_id"] = quoted,
        }));

    private static OutboundRequest List(Message message, OutboundContent content, string address, string? quoted)
    {
        var label = Cut(content.ListLabel ?? "Ver opções", ButtonTitle);
        var rows = content.Options!.Select(o => new { id = o.Id, titulo = Cut(o.Title, RowTitle), descricao = o.Description is null ? null : Cut(o.Description, RowDescription) });
        return new("interativa-lista", Fields(new()
        {
            ["destinatario"] = address,
            ["textoBody"] = message.Text,
            ["button"] = label,
            ["secoes"] = new[] { new { titulo = Cut(label!, RowTitle), rows = rows.ToArray() } },
            ["message_id"] = quoted,
        }));
    }

    private static OutboundRequest Template(OutboundContent content, string address, string wabaId)
    {
        var body = new Dictionary<string, object?>
        {
            ["nomeTemplate"] = content.Template,
            ["wabaId"] = wabaId,
            ["destinatarios"] = new[] { address },
        };
        if (content.HeaderParameters is { Count: > 0 } header)
            body["header"] = new { parametros = Parameters(header) };
        if (content.BodyParameters is { Count: > 0 } values)
            body["body"] = new { parametros = Parameters(values) };
        return new("template", body);
    }

    private static OutboundRequest Media(Message message, MediaFile media, string id, string address, string? quoted) => new("media", Fields(new()
    {
        ["destinatario"] = address,
        ["tipoMedia"] = message.Kind switch { MessageKind.Image => "image", MessageKind.Audio => "audio", MessageKind.Video => "video", _ => "document" },
        ["idMedia"] = id,
        ["caption"] = message.Kind is MessageKind.Image or MessageKind.Video && !string.IsNullOrEmpty(message.Text) ? message.Text : null,
        ["filename"] = message.Kind == MessageKind.Document ? media.FileName ?? "documento" : null,
        ["message_id"] = quoted,
    }));

    /// <summary>Members without a value are left out: what the provider makes of a null is unknown.</summary>
    private static Dictionary<string, object?> Fields(Dictionary<string, object?> all) => all.Where(f => f.Value is not null).ToDictionary();

    private static object[] Parameters(IReadOnlyList<string> values) => [.. values.Select(v => new { tipo = "text", valor = v })];

    /// <summary>The provider refuses a title that is too long: a cut one still says what it is.</summary>
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)] + "…";
}
