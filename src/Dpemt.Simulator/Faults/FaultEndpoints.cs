using System.Text.Json;
using System.Text.Json.Nodes;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Faults;

internal static class FaultEndpoints
{
    public static void MapFaults(this WebApplication app)
    {
        var group = app.MapGroup("/controle/falhas");
        _ = group.MapGet("", (FaultSwitches switches) => Results.Json(switches.Current));
        _ = group.MapPut("", PutAsync);
        _ = group.MapDelete("", (FaultSwitches switches) =>
        {
            switches.Clear();
            return Results.Json(switches.Current);
        });
    }

    private static async Task<IResult> PutAsync(HttpRequest request, FaultSwitches switches)
    {
        try
        {
            if (await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) is not JsonObject changes)
            {
                return Problems.BadRequest("O corpo deve ser um objeto JSON com as falhas a mudar.");
            }

            return switches.Change(changes) is { } wrong ? Problems.BadRequest(wrong) : Results.Json(switches.Current);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return Problems.BadRequest("O corpo não é JSON válido.");
        }
    }
}
