using System.Text.Json;
using System.Text.Json.Nodes;
using Dpemt.Simulator.Auth;
using Dpemt.Simulator.Sending;

namespace Dpemt.Simulator.Templates;

/// <summary>The account's templates, with Meta's English members.</summary>
internal static class TemplateEndpoints
{
    public static void MapTemplates(this WebApplication app)
    {
        var group = app.MapGroup("/waba/{waba}/v2/templates").Behind("modelos");
        _ = group.MapGet("", (TemplateCatalog catalog) => Results.Json(catalog.All.Select(template => View(template, catalog))));
        _ = group.MapPost("", CreateAsync);
        _ = group.MapDelete("/{name}", (string name, TemplateCatalog catalog) =>
            catalog.Delete(name) ? Results.Json(new { success = true }) : ProviderAnswers.Refused(Refusal.TemplateMissing(name)));
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, TemplateCatalog catalog)
    {
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
            if (body?["components"] is not JsonArray components) return ProviderAnswers.BadRequest("components é obrigatório");
            var (name, category, language) = ((string?)body["name"], (string?)body["category"], (string?)body["language"]);
            if (TemplateRules.WhatIsWrong(name, category, language, components) is { } wrong) return ProviderAnswers.Refused(wrong);
            return catalog.Create(name!, category!, language!, components.DeepClone().AsArray()) is { } created
                ? Results.Json(new { id = created.Id, status = catalog.StatusOf(created), category = created.Category })
                : ProviderAnswers.Refused(Refusal.Invalid("(2388023) Já existe modelo com este nome e idioma"));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return ProviderAnswers.BadRequest("JSON inválido");
        }
    }

    private static object View(Template template, TemplateCatalog catalog)
    {
        var status = catalog.StatusOf(template);
        return new
        {
            id = template.Id,
            name = template.Name,
            category = template.Category,
            language = template.Language,
            status,
            rejected_reason = status == "REJECTED" ? "INVALID_FORMAT" : "NONE",
            components = template.Components,
        };
    }
}
