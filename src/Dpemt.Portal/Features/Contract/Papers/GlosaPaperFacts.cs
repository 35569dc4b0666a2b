using Dpemt.Portal.Contract.Papers;

namespace Dpemt.Portal.Web.Features.Contract.Papers;

/// <summary>What stands under the heading of a glosa's papers.</summary>
internal static class GlosaPaperFacts
{
    internal static IReadOnlyList<(string, string)> Of(GlosaPaperData data) =>
    [
        ("Contrato", $"{data.Contract.Number} · processo {data.Contract.Process}"),
        ("Contratada", $"{data.Contract.Contractor} · CNPJ {data.Contract.ContractorCnpj}"),
        ("Glosa", $"nº {data.Glosa} · {data.Kind}"),
        ("Competência", $"{data.Month[5..]}/{data.Month[..4]}"),
    ];
}
