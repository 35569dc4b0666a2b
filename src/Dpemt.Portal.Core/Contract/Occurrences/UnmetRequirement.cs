using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Contract.Occurrences;

/// <summary>Something that the contract asks for and the contractor's published interface does not have.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Clause">The clause.</param>
/// <param name="Title">In a few words, Portuguese.</param>
/// <param name="Facts">The facts, to be completed by the officer.</param>
/// <param name="Component">The component concerned.</param>
public sealed record UnmetRequirement(string Key, string Clause, string Title, string Facts, ServiceComponent Component)
{
    /// <summary>What is known to be missing. Each is recorded by a person, never by itself.</summary>
    public static IReadOnlyList<UnmetRequirement> Known { get; } =
    [
        new(
            "historico", "TR 5.3.5.4", "Consulta de histórico de conversas sem endpoint conhecido",
            "O TR 5.3.5.4 exige um endpoint (GET) que devolva o histórico de uma conversa pelo ID dela. A documentação da contratada que a Defensoria conhece não traz esse endpoint. "
                + "Enquanto o caminho não for informado, o componente Histórico fica como “sem evidência” na medição da disponibilidade.",
            ServiceComponent.History),
        new(
            "modelo-por-id", "TR 5.3.5.2", "Consulta de modelo por ID sem endpoint conhecido",
            "O TR 5.3.5.2 exige a gestão completa dos modelos por API, com consulta por ID. A documentação da contratada que a Defensoria conhece só traz a lista de todos os modelos.",
            ServiceComponent.Templates),
        new(
            "edicao-de-modelo", "TR 5.3.5.2", "Edição de modelo sem endpoint conhecido",
            "O TR 5.3.5.2 exige a gestão completa dos modelos por API, com edição. A documentação da contratada que a Defensoria conhece não traz edição: um modelo só pode ser excluído e criado de novo.",
            ServiceComponent.Templates),
    ];
}
