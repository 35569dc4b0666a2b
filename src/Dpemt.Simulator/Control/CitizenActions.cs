using System.Text.Json;
using System.Text.Json.Nodes;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Hosting;
using Dpemt.Simulator.Media;

namespace Dpemt.Simulator.Control;

/// <summary>
/// Turns an order to a citizen's phone into Meta's message: <c>texto</c>, <c>botao</c>, <c>lista</c>, <c>midia</c>,
/// <c>localizacao</c> or <c>bruto</c>, exactly one; <c>nome</c> renames the citizen's profile, <c>respondeA</c> quotes.
/// A wrong order throws <see cref="FormatException"/> in Portuguese.
/// </summary>
internal sealed class CitizenActions(CitizenWrites write, MediaStore media)
{
    private const int LongestText = 65_536;
    private static readonly string[] Orders = ["texto", "botao", "lista", "midia", "localizacao", "bruto"];

    public Message Run(Citizen citizen, JsonElement order)
    {
        var given = Orders.Where(name => order.Member(name) is not null).ToList();
        // A text beside a file is its caption.
        if (given is ["texto", "midia"]) given = ["midia"];
        if (given.Count != 1) throw new FormatException($"Informe um, e só um, destes: {string.Join(", ", Orders)}.");
        if (order.Member("nome") is not null) citizen.Name = order.Text("nome") ?? throw new FormatException("'nome' deve ser um texto.");
        var (meta, content) = given[0] switch
        {
            "texto" => Text(order),
            "botao" or "lista" => Tap(citizen, order, given[0]),
            "midia" => File(order),
            "localizacao" => Location(order),
            _ => Raw(order),
        };
        if (order.Text("respondeA") is { } quoted) meta["context"] ??= new JsonObject { ["id"] = quoted };
        if ((string?)meta["context"]?["id"] is { } answered) content = content with { QuotedId = answered };
        return write.Run(citizen, meta, content);
    }

    /// <summary>Sends a file that is already kept.</summary>
    public Message Send(Citizen citizen, MediaFile file, string kind, string caption)
    {
        var (meta, content) = Of(file, kind, caption);
        return write.Run(citizen, meta, content);
    }

    private static (JsonObject, MessageContent) Text(JsonElement order)
    {
        var text = order.Text("texto");
        if (string.IsNullOrEmpty(text) || text.Length > LongestText) throw new FormatException($"'texto' deve ser um texto de 1 a {LongestText} caracteres.");
        return (new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = text } }, new MessageContent(Kinds.Text, text));
    }

    private static (JsonObject, MessageContent) Tap(Citizen citizen, JsonElement order, string name)
    {
        var id = order.Text(name) ?? throw new FormatException($"'{name}' deve ser o id da opção, em texto.");
        if (citizen.FindOption(id, order.Text("respondeA")) is not var (message, option)) throw new FormatException($"Nenhuma mensagem na tela tem a opção '{id}'.");
        var meta = option.Kind switch
        {
            OptionKind.Button => Interactive("button_reply", new JsonObject { ["id"] = option.Id, ["title"] = option.Title }),
            OptionKind.Row => Interactive("list_reply", Row(option)),
            OptionKind.QuickReply => new JsonObject { ["type"] = "button", ["button"] = new JsonObject { ["payload"] = option.Id, ["text"] = option.Title } },
            _ => throw new FormatException("Este botão abre um endereço; tocar nele não envia mensagem."),
        };
        meta["context"] = new JsonObject { ["id"] = message.Id };
        return (meta, new MessageContent(Kinds.Text, option.Title));
    }

    private static JsonObject Interactive(string type, JsonObject reply) =>
        new() { ["type"] = "interactive", ["interactive"] = new JsonObject { ["type"] = type, [type] = reply } };

    private static JsonObject Row(Option option)
    {
        var row = new JsonObject { ["id"] = option.Id, ["title"] = option.Title };
        if (!string.IsNullOrEmpty(option.Description)) row["description"] = option.Description;
        return row;
    }

    private (JsonObject, MessageContent) File(JsonElement order)
    {
        var wanted = order.Member("midia")!.Value;
        var kind = wanted.Text("tipo");
        if (kind is null || !Kinds.MediaTypes.ContainsKey(kind)) throw new FormatException($"'midia.tipo' é um destes: {string.Join(", ", Kinds.MediaTypes.Keys)}.");
        var (name, mimeType, bytes) = SampleFiles.Of(kind);
        return Of(media.Add(wanted.Text("nome") ?? name, mimeType, bytes), kind, order.Text("texto") ?? "");
    }

    private static (JsonObject, MessageContent) Of(MediaFile file, string kind, string caption)
    {
        var type = Kinds.MediaTypes[kind];
        var part = new JsonObject
        {
            ["id"] = file.Id,
            ["mime_type"] = file.MimeType,
            ["sha256"] = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(file.Bytes)),
        };
        if (kind == Kinds.Audio) part["voice"] = true;
        if (kind == Kinds.Sticker) part["animated"] = false;
        if (kind == Kinds.Document) part["filename"] = file.Name;
        if (caption.Length > 0 && kind is not (Kinds.Audio or Kinds.Sticker)) part["caption"] = caption;
        var content = new MessageContent(kind, caption) { Media = new MediaRef(file.Id, null, file.Name, file.MimeType) };
        return (new JsonObject { ["type"] = type, [type] = part }, content);
    }

    private static (JsonObject, MessageContent) Location(JsonElement order)
    {
        var place = order.Member("localizacao")!.Value;
        if (place.Member("latitude") is not { ValueKind: JsonValueKind.Number } latitude || place.Member("longitude") is not { ValueKind: JsonValueKind.Number } longitude)
        {
            throw new FormatException("'localizacao' precisa de latitude e longitude, em números.");
        }

        var (name, address) = (place.Text("nome"), place.Text("endereco"));
        var part = new JsonObject { ["latitude"] = latitude.GetDouble(), ["longitude"] = longitude.GetDouble() };
        if (name is not null) part["name"] = name;
        if (address is not null) part["address"] = address;
        var content = new MessageContent(Kinds.Location, name ?? address ?? "") { Place = new Place(latitude.GetDouble(), longitude.GetDouble(), name, address) };
        return (new JsonObject { ["type"] = "location", ["location"] = part }, content);
    }

    private static (JsonObject, MessageContent) Raw(JsonElement order)
    {
        if (order.Member("bruto") is not { ValueKind: JsonValueKind.Object } raw) throw new FormatException("'bruto' deve ser um objeto: uma mensagem como a Meta a escreve.");
        var meta = JsonObject.Create(raw)!.DeepClone().AsObject();
        var type = raw.Text("type") ?? "unknown";
        var content = type == "text" && raw.Member("text")?.Text("body") is { } text ? new MessageContent(Kinds.Text, text) : new MessageContent(Kinds.System, $"[{type}]");
        return (meta, content);
    }
}
