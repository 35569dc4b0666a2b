using Dpemt.Simulator.Citizens;

namespace Dpemt.Simulator.Phone;

/// <summary>What the phone page shows, in its own richer form.</summary>
internal static class PhoneViews
{
    public static object Of(Message message) => new
    {
        id = message.Id,
        minha = message.FromCitizen,
        tipo = message.Content.Kind,
        texto = message.Content.Text,
        cabecalho = message.Content.Header,
        rodape = message.Content.Footer,
        rotuloLista = message.Content.ListLabel,
        opcoes = message.Content.Options.Where(option => option.Kind != OptionKind.Link)
            .Select(option => new { id = option.Id, titulo = option.Title, descricao = option.Description, secao = option.Section }),
        midia = message.Content.Media is { } media
            ? new { url = media.Id is null ? null : $"/telefone/midia/{media.Id}", endereco = media.Link, nome = media.Name, tipo = media.MimeType } : null,
        link = message.Content.Link is { } link ? new { rotulo = link.Label, url = link.Url } : null,
        lugar = message.Content.Place is { } place ? new { latitude = place.Latitude, longitude = place.Longitude, nome = place.Name, endereco = place.Address } : null,
        pedeLocalizacao = message.Content.AsksLocation,
        citada = message.Content.QuotedId,
        situacao = message.StateWord,
        em = message.At,
    };

    public static object Of(Citizen citizen)
    {
        var last = citizen.Last();
        return new
        {
            telefone = citizen.Phone,
            nome = citizen.Name,
            ultima = last is null ? null : last.Content.Text.Length > 0 ? last.Content.Text[..Math.Min(80, last.Content.Text.Length)] : last.Content.Kind,
            minha = last?.FromCitizen,
            em = last?.At,
            naoLidas = citizen.Messages().Count(message => message is { FromCitizen: false, ReadAt: null }),
        };
    }
}
