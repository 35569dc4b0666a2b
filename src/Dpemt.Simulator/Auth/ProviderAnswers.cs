using System.Globalization;
using Dpemt.Simulator.Sending;

namespace Dpemt.Simulator.Auth;

/// <summary>The provider's error bodies: its own flat form and Meta's form passed through.</summary>
internal static class ProviderAnswers
{
    public static IResult Unavailable() => Message("Serviço temporariamente indisponível", StatusCodes.Status503ServiceUnavailable);

    public static IResult BadRequest(string message) => Message(message, StatusCodes.Status400BadRequest);

    public static IResult NotFound(string message) => Message(message, StatusCodes.Status404NotFound);

    public static IResult Message(string message, int status) => Results.Json(new { message }, statusCode: status);

    public static IResult Refused(Refusal refusal) => Results.Json(
        new
        {
            error = new
            {
                message = string.Create(CultureInfo.InvariantCulture, $"(#{refusal.Code}) {refusal.Title}"),
                type = "OAuthException",
                code = refusal.Code,
                error_data = new { messaging_product = "whatsapp", details = refusal.Details },
                fbtrace_id = "ASimulado",
            },
        },
        statusCode: refusal.Http);
}
