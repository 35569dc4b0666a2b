namespace Dpemt.Simulator.Hosting;

/// <summary>Answers to a wrong control call: problem details in Portuguese.</summary>
internal static class Problems
{
    public static IResult BadRequest(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "Pedido inválido", extensions: Code("pedido-invalido"));

    public static IResult NotFound(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Não encontrado", extensions: Code("nao-encontrado"));

    private static Dictionary<string, object?> Code(string code) => new() { ["codigo"] = code };
}
