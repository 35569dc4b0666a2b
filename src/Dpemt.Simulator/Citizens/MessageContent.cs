namespace Dpemt.Simulator.Citizens;

/// <summary>What a bubble shows. One content may be shared by all recipients of a package.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Text">Body, caption or file name.</param>
internal sealed record MessageContent(string Kind, string Text)
{
    public string? Header { get; init; }

    public string? Footer { get; init; }

    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Label of the button that opens a list.</summary>
    public string? ListLabel { get; init; }

    public MediaRef? Media { get; init; }

    public LinkButton? Link { get; init; }

    public Place? Place { get; init; }

    public bool AsksLocation { get; init; }

    /// <summary>The wamid that this message answers.</summary>
    public string? QuotedId { get; init; }
}

/// <summary>The words of the control contract for kinds of messages.</summary>
internal static class Kinds
{
    public const string Text = "texto";
    public const string Buttons = "botoes";
    public const string List = "lista";
    public const string Template = "modelo";
    public const string Image = "imagem";
    public const string Audio = "audio";
    public const string Video = "video";
    public const string Document = "documento";
    public const string Sticker = "figurinha";
    public const string Location = "localizacao";
    public const string System = "sistema";

    /// <summary>Media kinds with Meta's word for each.</summary>
    public static readonly IReadOnlyDictionary<string, string> MediaTypes = new Dictionary<string, string>
    {
        [Image] = "image",
        [Audio] = "audio",
        [Video] = "video",
        [Document] = "document",
        [Sticker] = "sticker",
    };
}

/// <summary>How a tap on an option travels: each kind has its own message type at Meta.</summary>
internal enum OptionKind
{
    Button,
    Row,
    QuickReply,
    Link,
}

internal sealed record Option(string Id, string Title, OptionKind Kind, string? Description = null, string? Section = null);

/// <summary>A file kept by the simulator (<paramref name="Id"/>), or one that the sender only named by address.</summary>
internal sealed record MediaRef(string? Id, string? Link, string Name, string MimeType);

internal sealed record LinkButton(string Label, string Url);

internal sealed record Place(double Latitude, double Longitude, string? Name, string? Address);
