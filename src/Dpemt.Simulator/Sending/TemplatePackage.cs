using System.Text.Json;
using System.Text.RegularExpressions;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Hosting;
using Dpemt.Simulator.Media;
using Dpemt.Simulator.Templates;

namespace Dpemt.Simulator.Sending;

/// <summary>A package: one template, one set of values, one or many recipients.</summary>
internal static partial class TemplatePackage
{
    private const int MostRecipients = 1000;
    private const int LongestBody = 1024;

    public static Draft Read(JsonElement body, TemplateCatalog templates, MediaStore media)
    {
        var name = body.Required("nomeTemplate");
        _ = body.Required("wabaId");
        var recipients = body.RequiredItems("destinatarios").Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : "").ToList();
        if (recipients.Count is < 1 or > MostRecipients) throw new FormatException("destinatarios deve ter de 1 a 1000 números");
        if (recipients.Find(recipient => !PhoneNumbers.TryCanonical(recipient, out _)) is { } wrong) throw new FormatException($"destinatario inválido na posição {recipients.IndexOf(wrong) + 1}");

        var header = body.Member("header") ?? default;
        var headerValues = Values(header);
        var bodyValues = Values(body.Member("body") ?? default);
        var template = templates.Sendable(name);
        if (template is null)
        {
            return new Draft(recipients, new MessageContent(Kinds.Template, ""), name, "utility") { Refusal = Refusal.TemplateMissing(name) };
        }

        var text = Fill(template.Body, bodyValues);
        var content = new MessageContent(Kinds.Template, text)
        {
            Header = template.HeaderText is null ? null : Fill(template.HeaderText, headerValues),
            Footer = template.Footer,
            Options = [.. template.QuickReplies.Select(label => new Option(label, label, OptionKind.QuickReply))],
            Link = template.Link is null ? null : template.Link with { Url = Fill(template.Link.Url, ButtonValues(body)) },
            Media = HeaderMedia(template, header, media),
        };
        return new Draft(recipients, content, name, template.Category.ToLowerInvariant())
        {
            Refusal = NamedVariable(template.Body)
                ?? Count("header", template.HeaderText, headerValues.Count)
                ?? Count("body", template.Body, bodyValues.Count)
                ?? (template.HeaderMediaType is not null && content.Media is null
                    ? new Refusal(132012, "Parameter format does not match format in the created template", $"header: Format mismatch, expected {template.HeaderMediaType}, received UNKNOWN") : null)
                ?? (bodyValues.Concat(headerValues).Any(value => Unprintable().IsMatch(value))
                    ? new Refusal(132012, "Parameter format does not match format in the created template", "Param text cannot have new-line/tab characters or more than 4 consecutive spaces") : null)
                ?? (text.Length > LongestBody ? new Refusal(132005, "Translated text too long", "Translated text too long") : null),
        };
    }

    private static List<string> Values(JsonElement part) =>
        [.. part.RequiredItems("parametros").Select(item => item.Text("valor") ?? throw new FormatException("parametros: valor é obrigatório"))];

    private static List<string> ButtonValues(JsonElement body) =>
        [.. body.RequiredItems("buttons").SelectMany(button => button.RequiredItems("parametros")).Select(item => item.Text("valor") ?? "")];

    private static string Fill(string text, List<string> values) =>
        Variable().Replace(text, match => int.TryParse(match.Groups[1].ValueSpan, out var position) && position >= 1 && position <= values.Count ? values[position - 1] : match.Value);

    private static Refusal? Count(string part, string? text, int given)
    {
        var expected = text is null ? 0 : Variable().Matches(text).Select(match => match.Groups[1].Value).Distinct().Count();
        return expected == given ? null : new Refusal(
            132000, "Number of parameters does not match the expected number of params",
            $"{part}: number of localizable_params ({given}) does not match the expected number of params ({expected})");
    }

    private static Refusal? NamedVariable(string text) =>
        Variable().Matches(text).FirstOrDefault(match => !char.IsAsciiDigit(match.Groups[1].Value[0])) is { } named
            ? Refusal.Invalid($"Parameter name is missing for the parameter '{named.Value}'") : null;

    private static MediaRef? HeaderMedia(Template template, JsonElement header, MediaStore media)
    {
        if (template.HeaderMediaType is not { } type) return null;
        var name = header.Text("filename");
        if (header.Text("idMedia") is { } id) return media.Find(id) is { } stored ? new MediaRef(stored.Id, null, name ?? stored.Name, stored.MimeType) : null;
        return header.Text("linkMedia") is { } link ? new MediaRef(null, link, name ?? link, MediaTypes.Guess(name ?? link, type.ToLowerInvariant())) : null;
    }

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"[\r\n\t]| {5,}")]
    private static partial Regex Unprintable();
}
