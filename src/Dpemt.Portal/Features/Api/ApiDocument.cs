using System.Text.Json.Nodes;
using Dpemt.Portal.Contract.Consumption.Api;
using Dpemt.Portal.Contract.Months.Api;
using Dpemt.Portal.Conversations.Api;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>The description of the API, for programs at <c>/openapi/v1.json</c> and for people at <c>/api/docs</c>.</summary>
internal static class ApiDocument
{
    private const string Name = "v1";
    private const string ProblemMedia = "application/problem+json";

    private static readonly Dictionary<Type, string> SchemaNames = new()
    {
        [typeof(ApiPage<ConversationItem>)] = "PaginaDeConversas",
        [typeof(ApiPage<MessageItem>)] = "PaginaDeMensagens",
        [typeof(ApiPage<QueueItem>)] = "PaginaDaFila",
        [typeof(ConversationItem)] = "Conversa",
        [typeof(MessageItem)] = "Mensagem",
        [typeof(MessageStateItem)] = "SituacaoDaMensagem",
        [typeof(MessageStateLine)] = "PassoDaMensagem",
        [typeof(MessageErrorItem)] = "FalhaDaMensagem",
        [typeof(QueueItem)] = "LugarNaFila",
        [typeof(MonthItem)] = "Disponibilidade",
        [typeof(SimulationInput)] = "PedidoDeSimulacaoDeDisponibilidade",
        [typeof(SimulationItem)] = "SimulacaoDeDisponibilidade",
        [typeof(LifeInput)] = "Vigencia",
        [typeof(OutageInput)] = "InterrupcaoSimulada",
        [typeof(MonthOutageItem)] = "Interrupcao",
        [typeof(BandItem)] = "FaixaDeDisponibilidade",
        [typeof(StepItem)] = "PassoDoCalculo",
        [typeof(StretchItem)] = "Periodo",
        [typeof(CoverageItem)] = "Cobertura",
        [typeof(ReadingItem)] = "LeituraDoContrato",
        [typeof(VersionItem)] = "VersaoFechada",
        [typeof(ApiPage<IncidentItem>)] = "PaginaDeIncidentes",
        [typeof(IncidentItem)] = "Incidente",
        [typeof(IncidentRequest)] = "NovoIncidente",
        [typeof(ConsumptionInput)] = "PedidoDeSimulacaoDeConsumo",
        [typeof(QuantitiesInput)] = "Quantidades",
        [typeof(ConsumptionItem)] = "SimulacaoDeConsumo",
        [typeof(ConsumptionLineItem)] = "LinhaDeConsumo",
        [typeof(Microsoft.AspNetCore.Mvc.ProblemDetails)] = "Problema",
    };

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["200"] = "Atendida",
        ["201"] = "Registrada",
        ["202"] = "Aceita",
        ["400"] = "Parâmetro inválido; “codigo” diz qual",
        ["401"] = "Chave ausente ou inválida",
        ["403"] = "A chave não tem o escopo exigido",
        ["404"] = "Não encontrado",
        ["409"] = "Em conflito com o que já existe",
        ["413"] = "Corpo grande demais",
        ["415"] = "Tipo de conteúdo não aceito",
        ["422"] = "Regra não atendida",
        ["429"] = "Requisições demais",
    };

    internal static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.ShouldInclude = call => call.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.CreateSchemaReferenceId = json => SchemaNames.GetValueOrDefault(json.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(json);
        options.AddDocumentTransformer(Describe);
        options.AddOperationTransformer(Complete);
    });

    internal static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        // Everything comes from this server: no fonts, no telemetry, no proxy, no assistant of another host.
        app.MapScalarApiReference("/api/docs", options => options
            .WithTitle("API do Portal da Defensoria")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideClientButton()
            .HideDeveloperTools()
            .WithLocalization(new ScalarLocalizationOptions { Locale = "pt-BR" })
            .AddPreferredSecuritySchemes(ApiKeyAuthentication.SchemeName)).AllowAnonymous();
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "API do Portal da Defensoria",
            Version = Name,
            Description =
                "Para os sistemas da Defensoria: situação das mensagens, conversas e fila do atendimento por WhatsApp. Cada sistema tem a sua chave, enviada no "
                + "cabeçalho X-Api-Key, com os escopos de que precisa. Instantes vêm em ISO 8601 com fuso. Listas são lidas por páginas: repita a chamada com o “cursor” "
                + "da resposta até que ele venha nulo. Erros seguem a RFC 9457; “codigo” é estável e serve a programas, “traceId” serve ao suporte.",
        };
        document.Servers = null;
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [ApiKeyAuthentication.SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyAuthentication.Header,
                Description = "A chave do sistema. Em desenvolvimento: dev-key.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyAuthentication.SchemeName, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (operation.RequestBody?.Content is { } body && context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiRequestExample>().LastOrDefault() is { } sent)
        {
            foreach (var content in body.Values)
                content.Example = JsonNode.Parse(sent.Json);
        }

        var example = context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExample>().LastOrDefault();
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            answer.Description = Answers.GetValueOrDefault(status, "Erro");
            foreach (var (media, content) in answer.Content ?? new Dictionary<string, OpenApiMediaType>())
            {
                if (media == ProblemMedia)
                    content.Example = JsonNode.Parse(ApiExamples.Problem);
                else if (status[0] == '2' && example is not null)
                    content.Example = JsonNode.Parse(example.Json);
            }
        }

        return Task.CompletedTask;
    }
}
