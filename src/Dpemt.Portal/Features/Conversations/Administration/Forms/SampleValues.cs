namespace Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

/// <summary>Invented values for previews, by the name of the field.</summary>
public static class SampleValues
{
    private static readonly (string Name, string? Value)[] Values =
    [
        ("saudacao", "Boa tarde, Maria!"),
        ("dados", "CPF: 111.444.777-35\nNome: Maria de Exemplo\nMãe: Ana de Exemplo"),
        ("cidade", "Sinop"),
        ("servico", "Segunda via de declaração"),
        ("link", "https://exemplo.mt.gov.br/abrir"),
        ("links", "Android: https://exemplo.mt.gov.br/android\niPhone: https://exemplo.mt.gov.br/iphone"),
        ("recepcao", "Núcleo de Sinop"),
        ("quando", "segunda-feira às 8h"),
        ("documentos", "RG, CPF e comprovante de endereço"),
        ("endereco", "Avenida de Exemplo, 100"),
        ("horario", "segunda a sexta, 8h às 12h e 13h às 17h"),
    ];

    /// <summary>The value of one field, for its explanation; null for an unknown one.</summary>
    public static string? Of(string field) => Array.Find(Values, value => value.Name == field).Value;

    /// <summary>The text with the values in it; fields that do not exist stay as written, so that the fault is seen.</summary>
    public static string Fill(string? text)
    {
        var filled = text ?? "";
        foreach (var (name, value) in Values) filled = filled.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return filled.Trim();
    }
}
