using Dpemt.Simulator.Auth;
using Dpemt.Simulator.Citizens;

namespace Dpemt.Simulator.Sending;

/// <summary>
/// History of one number's messages with a citizen. No such call of the real provider is known: this path is the
/// simulator's own, so that the component "histórico" can be measured.
/// </summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this WebApplication app) => _ = app.MapGet("/client/{from}/v2/historico", Get).Behind("historico");

    private static IResult Get(string from, string? telefone, CitizenDirectory citizens)
    {
        if (telefone is null) return Results.Json(Array.Empty<object>());
        if (!PhoneNumbers.TryCanonical(telefone, out var phone)) return ProviderAnswers.BadRequest("telefone inválido");
        var messages = citizens.Find(phone)?.Messages().Where(message => message.NumberId == from) ?? [];
        return Results.Json(messages.Select(message => new { id = message.Id, recebida = message.FromCitizen, tipo = message.Content.Kind, em = message.At }));
    }
}
