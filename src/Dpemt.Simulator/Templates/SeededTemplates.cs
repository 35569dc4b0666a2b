using System.Text.Json.Nodes;

namespace Dpemt.Simulator.Templates;

/// <summary>Templates that the simulated account has from the start.</summary>
internal static class SeededTemplates
{
    public static IEnumerable<(string Name, string Category, JsonArray Components)> All()
    {
        yield return ("retomar_atendimento", "UTILITY", new JsonArray(
            Body("Olá, {{1}}. A Defensoria Pública de Mato Grosso tem uma resposta ao seu atendimento. Responda a esta mensagem para continuarmos a conversa.", "Maria"),
            Footer(), Buttons(QuickReply("Continuar"))));
        yield return ("lembrete_atendimento", "UTILITY", new JsonArray(
            Header("Lembrete de atendimento"),
            Body("Olá, {{1}}. Seu atendimento na Defensoria Pública está marcado para {{2}}, às {{3}}, em {{4}}. Leve um documento com foto.", "Maria", "10 de dezembro", "14h30", "Cuiabá"),
            Footer(), Buttons(QuickReply("Confirmo"), QuickReply("Não poderei ir"))));
        yield return ("documento_pendente", "UTILITY", new JsonArray(
            Body("Olá, {{1}}. Falta um documento no seu atendimento: {{2}}. Você pode enviá-lo por aqui mesmo.", "Maria", "certidão de nascimento"),
            Footer()));
        yield return ("andamento_processo", "UTILITY", new JsonArray(
            Body("Olá, {{1}}. Houve uma novidade no seu processo: {{2}}. Consulte os detalhes com a Defensoria Pública.", "Maria", "audiência marcada"),
            Buttons(Link("Abrir o portal", "https://portal.exemplo.mt.gov.br/p/{{1}}"))));
        yield return ("codigo_acesso", "AUTHENTICATION", new JsonArray(
            Body("Seu código de verificação é {{1}}. Não o informe a ninguém.", "482913"),
            Footer("O código vale por 10 minutos.")));
        yield return ("mutirao_atendimento", "MARKETING", new JsonArray(
            Body("Olá, {{1}}. No dia {{2}} haverá mutirão de atendimento da Defensoria Pública em {{3}}. Participe.", "Maria", "12 de dezembro", "Rondonópolis"),
            Footer("Responda SAIR para não receber convites."), Buttons(QuickReply("Quero participar"))));
    }

    private static JsonObject Header(string text) => new() { ["type"] = "HEADER", ["format"] = "TEXT", ["text"] = text };

    private static JsonObject Body(string text, params string[] examples) => new()
    {
        ["type"] = "BODY",
        ["text"] = text,
        ["example"] = new JsonObject { ["body_text"] = new JsonArray(new JsonArray([.. examples.Select(example => JsonValue.Create(example))])) },
    };

    private static JsonObject Footer(string text = "Defensoria Pública de Mato Grosso") => new() { ["type"] = "FOOTER", ["text"] = text };

    private static JsonObject Buttons(params JsonNode[] buttons) => new() { ["type"] = "BUTTONS", ["buttons"] = new JsonArray(buttons) };

    private static JsonObject QuickReply(string text) => new() { ["type"] = "QUICK_REPLY", ["text"] = text };

    private static JsonObject Link(string text, string url) => new() { ["type"] = "URL", ["text"] = text, ["url"] = url };
}
