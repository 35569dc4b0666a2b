using Dpemt.Simulator.Faults;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Auth;

internal static class TokenEndpoints
{
    public static void MapTokens(this WebApplication app) => _ = app.MapPost("/oauth2/token", IssueAsync);

    private static async Task<IResult> IssueAsync(HttpRequest request, TokenStore tokens, FaultSwitches faults, SimulatorOptions options, TimeProvider clock)
    {
        var switches = faults.Current;
        if (switches.LatencyMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(switches.LatencyMs), clock, request.HttpContext.RequestAborted);
        if (switches.IsDown("autenticacao")) return ProviderAnswers.Unavailable();
        if (!request.HasFormContentType) return Results.Json(new { error = "invalid_request" }, statusCode: StatusCodes.Status400BadRequest);

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (switches.DemandGrantType && form["grant_type"] != "client_credentials")
        {
            return Results.Json(new { error = "unsupported_grant_type" }, statusCode: StatusCodes.Status400BadRequest);
        }

        string? secret = form["client_secret"];
        var known = options.ClientSecret is null ? !string.IsNullOrEmpty(secret) : secret == options.ClientSecret;
        if (!known || string.IsNullOrEmpty(form["client_id"])) return Results.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
        var (token, seconds) = tokens.Issue();
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = seconds });
    }
}
