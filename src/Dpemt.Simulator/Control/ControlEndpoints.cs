using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Faults;
using Dpemt.Simulator.Hosting;
using Dpemt.Simulator.Mail;
using Dpemt.Simulator.Media;
using Dpemt.Simulator.Sending;
using Dpemt.Simulator.Templates;
using Dpemt.Simulator.Webhooks;

namespace Dpemt.Simulator.Control;

/// <summary>Calls with which tests and scripts act as citizens and look at what the provider saw.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app)
    {
        var group = app.MapGroup("/controle");
        _ = group.MapGet("/cidadaos/{telefone}/mensagens", Messages);
        _ = group.MapPost("/cidadaos/{telefone}/mensagens", WriteAsync);
        _ = group.MapGet("/estatisticas", (Statistics statistics) => Results.Json(statistics.View()));
        _ = group.MapPost("/reiniciar", Reset);
    }

    private static IResult Messages(string telefone, CitizenDirectory citizens)
    {
        if (!PhoneNumbers.TryCanonical(telefone, out var phone)) return WrongNumber();
        return Results.Json((citizens.Find(phone)?.Messages() ?? []).Select(message => new
        {
            de = message.FromCitizen ? "cidadao" : "dpemt",
            tipo = message.Content.Kind,
            texto = message.Content.Text,
            opcoes = message.Content.Options.Select(option => new { id = option.Id, titulo = option.Title }),
            situacao = message.StateWord,
            em = message.At,
        }));
    }

    private static async Task<IResult> WriteAsync(string telefone, HttpRequest request, CitizenDirectory citizens, CitizenActions actions)
    {
        if (!PhoneNumbers.TryCanonical(telefone, out var phone)) return WrongNumber();
        if (await request.ReadObjectAsync() is not { } body) return Problems.BadRequest("O corpo deve ser um objeto JSON, por exemplo { \"texto\": \"bom dia\" }.");
        try
        {
            var message = actions.Run(citizens.Of(phone), body);
            return Results.Json(new { id = message.Id, telefone = phone, em = message.At }, statusCode: StatusCodes.Status202Accepted);
        }
        catch (FormatException wrong)
        {
            return Problems.BadRequest(wrong.Message);
        }
    }

    /// <summary>Forgets everything but the registered webhooks and tokens, which a running portal would miss; <c>?webhooks=true</c> forgets those too.</summary>
    private static IResult Reset(
        bool? webhooks, CitizenDirectory citizens, RequestLog log, InboundIndex index, PeriodTotals totals, TemplateCatalog templates, MediaStore media, Mailbox mailbox, FaultSwitches faults, WebhookRegistry registry)
    {
        faults.Clear();
        citizens.Clear();
        log.Clear();
        index.Clear();
        totals.Clear();
        templates.Reset();
        media.Clear();
        mailbox.Clear();
        if (webhooks is true) registry.Clear();
        return Results.Json(new { reiniciado = true });
    }

    private static IResult WrongNumber() => Problems.BadRequest("O telefone deve ter código do país e DDD, por exemplo 5565999990001.");
}
