using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>
/// Faults of the API as problem details (RFC 9457) in Portuguese. Each has a stable <c>codigo</c> for programs and a
/// <c>traceId</c> for whoever looks for it in the log. None repeats what was sent, which may be personal data.
/// </summary>
internal static class ApiProblems
{
    internal const string CodeMember = "codigo";
    internal const string TraceMember = "traceId";
    private const string TypePrefix = "urn:dpemt:erro:";

    /// <summary>What is said when an endpoint gave a status without a body.</summary>
    private static readonly Dictionary<int, (string Code, string Title, string Detail)> ByStatus = new()
    {
        [400] = ("requisicao-invalida", "Requisição inválida", "A requisição não pôde ser lida. Confira os parâmetros e o corpo."),
        [401] = ("chave-ausente-ou-invalida", "Chave ausente ou inválida", "Envie no cabeçalho X-Api-Key uma chave ativa."),
        [403] = ("escopo-insuficiente", "Escopo insuficiente", "A chave não tem o escopo que esta chamada exige."),
        [404] = ("nao-encontrado", "Não encontrado", "O endereço ou o registro pedido não existe."),
        [405] = ("metodo-nao-permitido", "Método não permitido", "O endereço existe, mas não aceita este método HTTP."),
        [406] = ("formato-nao-oferecido", "Formato não oferecido", "A API responde em application/json."),
        [413] = ("corpo-grande-demais", "Corpo grande demais", "O corpo da requisição passa do tamanho aceito."),
        [415] = ("tipo-de-conteudo-nao-aceito", "Tipo de conteúdo não aceito", "Envie o corpo como application/json."),
        [422] = ("regra-nao-atendida", "Regra não atendida", "A requisição foi entendida, mas não pode ser atendida."),
        [429] = ("requisicoes-demais", "Requisições demais", "Esta chave passou do limite por minuto. Tente de novo em instantes."),
        [503] = ("indisponivel", "Indisponível", "O portal não pode atender agora. Tente de novo em instantes."),
    };

    private static readonly (string Code, string Title, string Detail) Internal =
        ("erro-interno", "Erro interno", "Algo falhou no portal. Informe o traceId ao suporte.");

    /// <summary>A refusal of the caller's fault with a code and text of its own.</summary>
    internal static ProblemHttpResult Refuse(int status, string code, string title, string detail) => TypedResults.Problem(new ProblemDetails
    {
        Status = status,
        Type = TypePrefix + code,
        Title = title,
        Detail = detail,
        Extensions = { [CodeMember] = code },
    });

    /// <summary>400 for one parameter.</summary>
    internal static ProblemHttpResult BadParameter(string code, string detail) => Refuse(StatusCodes.Status400BadRequest, code, "Parâmetro inválido", detail);

    /// <summary>404 for a record.</summary>
    internal static ProblemHttpResult NotFound(string code, string detail) => Refuse(StatusCodes.Status404NotFound, code, "Não encontrado", detail);

    /// <summary>Completes every problem that leaves the portal: type, Portuguese text, code and trace id.</summary>
    internal static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Status = status;
        if (!problem.Extensions.ContainsKey(CodeMember))
        {
            var (code, title, detail) = ByStatus.GetValueOrDefault(status, status >= 500 ? Internal : ByStatus[400]);
            problem.Type = TypePrefix + code;
            problem.Title = title;
            problem.Detail = detail;
            problem.Extensions[CodeMember] = code;
        }

        // Development's exception details would carry what was sent.
        problem.Extensions.Remove("exception");
        problem.Extensions[TraceMember] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
    }

    /// <summary>Writes the problem that belongs to a status.</summary>
    internal static async Task WriteAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        var service = context.RequestServices.GetRequiredService<IProblemDetailsService>();
        var problem = new ProblemDetailsContext { HttpContext = context, ProblemDetails = new ProblemDetails { Status = status } };
        if (await service.TryWriteAsync(problem))
            return;
        // The caller accepts no JSON: it gets it all the same, for a bare status helps nobody.
        Complete(problem);
        await context.Response.WriteAsJsonAsync(problem.ProblemDetails, options: null, contentType: "application/problem+json", context.RequestAborted);
    }
}
