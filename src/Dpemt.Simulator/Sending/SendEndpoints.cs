using System.Text.Json;
using Dpemt.Simulator.Auth;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Hosting;
using Dpemt.Simulator.Media;
using Dpemt.Simulator.Templates;

namespace Dpemt.Simulator.Sending;

/// <summary>All sends of the provider, and the mark of reading.</summary>
internal static class SendEndpoints
{
    public static void MapSends(this WebApplication app)
    {
        var group = app.MapGroup("/client/{from}/v2/requisicao").Behind("envio");
        var sends = group.MapGroup("/mensagem");
        _ = sends.MapPost("/template", (string from, HttpContext http, AcceptMessage accept, TemplateCatalog templates, MediaStore media) =>
            SendAsync(from, http, accept, body => TemplatePackage.Read(body, templates, media)));
        _ = sends.MapPost("/texto", (string from, HttpContext http, AcceptMessage accept) => SendAsync(from, http, accept, FreeMessages.Text));
        _ = sends.MapPost("/media", (string from, HttpContext http, AcceptMessage accept, MediaStore media) =>
            SendAsync(from, http, accept, body => FreeMessages.Media(body, media)));
        _ = sends.MapPost("/interativa-botoes", (string from, HttpContext http, AcceptMessage accept) => SendAsync(from, http, accept, InteractiveMessages.Buttons));
        _ = sends.MapPost("/interativa-lista", (string from, HttpContext http, AcceptMessage accept) => SendAsync(from, http, accept, InteractiveMessages.List));
        _ = sends.MapPost("/interativa-localizacao", (string from, HttpContext http, AcceptMessage accept) => SendAsync(from, http, accept, InteractiveMessages.Location));
        _ = sends.MapPost("/interativa-cta-url", (string from, HttpContext http, AcceptMessage accept) => SendAsync(from, http, accept, InteractiveMessages.Link));
        _ = group.MapPost("/informacao-de-leitura", MarkReadAsync);
    }

    private static async Task<IResult> SendAsync(string from, HttpContext http, AcceptMessage accept, Func<JsonElement, Draft> read)
    {
        if (await http.Request.ReadObjectAsync() is not { } body) return ProviderAnswers.BadRequest("JSON inválido");
        try
        {
            return await accept.RunAsync(from, read(body), http.Response);
        }
        catch (FormatException wrong)
        {
            return ProviderAnswers.BadRequest(wrong.Message);
        }
    }

    private static async Task<IResult> MarkReadAsync(HttpRequest request, InboundIndex index, TimeProvider clock)
    {
        if (await request.ReadObjectAsync() is not { } body || body.Text("message_id") is not { Length: > 0 } id) return ProviderAnswers.BadRequest("message_id é obrigatório");
        if (index.Find(id) is not { } message) return ProviderAnswers.Refused(Refusal.Invalid("message_id desconhecido"));
        message.Citizen.ReadByOffice(message, clock.GetUtcNow());
        return Results.Json(new { success = true });
    }
}
