namespace Dpemt.Portal.Web.Features.Api;

/// <summary>Example of the answer of a call, as JSON.</summary>
/// <param name="Json">The body of the answer 200.</param>
internal sealed record ApiExample(string Json);

/// <summary>Example of the body that a call takes, as JSON.</summary>
internal sealed record ApiRequestExample(string Json);

/// <summary>The examples of the API's description. Invented people and numbers.</summary>
internal static class ApiExamples
{
    internal const string Conversation =
        """
        { "id": "01980000-0000-7000-8000-000000000001", "telefone": "5565999990001", "situacao": "fila", "em": "2026-07-03T12:00:00+00:00" }
        """;

    internal const string Conversations =
        """
        { "itens": [ { "id": "01980000-0000-7000-8000-000000000001", "telefone": "5565999990001", "situacao": "fila", "em": "2026-07-03T12:00:00+00:00" } ],
          "cursor": null }
        """;

    internal const string Messages =
        """
        { "itens": [
            { "id": 41, "wamid": "wamid.EXEMPLO1", "de": "cidadao", "tipo": "texto", "texto": "bom dia", "situacao": "recebida", "em": "2026-07-03T12:00:00+00:00" },
            { "id": 42, "wamid": "wamid.EXEMPLO2", "de": "robo", "tipo": "botoes", "texto": "Bom dia! Conte o que aconteceu.", "situacao": "lida", "em": "2026-07-03T12:00:01+00:00" } ],
          "cursor": "NjM5MDAwMDAwMDAwMDAwMDAwLjQy" }
        """;

    internal const string Message =
        """
        { "id": 42, "conversaId": "01980000-0000-7000-8000-000000000001", "wamid": "wamid.EXEMPLO2", "de": "robo", "tipo": "botoes", "situacao": "entregue",
          "em": "2026-07-03T12:00:01+00:00",
          "historico": [ { "situacao": "enviada", "em": "2026-07-03T12:00:02+00:00" }, { "situacao": "entregue", "em": "2026-07-03T12:00:03+00:00" } ],
          "erro": null }
        """;

    internal const string Queue =
        """
        { "itens": [ { "conversaId": "01980000-0000-7000-8000-000000000001", "recepcao": "Núcleo de Cuiabá", "cidade": "Cuiabá", "area": "Família",
            "desde": "2026-07-03T12:05:00+00:00", "janelaAte": "2026-07-04T12:04:00+00:00", "atendente": null } ],
          "cursor": null }
        """;

    internal const string IncidentReport =
        """
        { "componente": "envio", "abrangencia": "total", "inicio": "2026-07-03T10:00:00-04:00", "fim": null,
          "descricao": "POST de mensagem responde 503.", "origem": "zabbix-cdi", "chaveIdempotencia": "zbx-48213" }
        """;

    internal const string Incident =
        """
        { "id": 12, "componente": "envio", "abrangencia": "total", "inicio": "2026-07-03T10:00:00-04:00", "fim": null, "situacao": "em-curso", "causa": "a-apurar",
          "conta": true, "exclusao": null, "descricao": "POST de mensagem responde 503.", "origem": "zabbix-cdi", "chaveIdempotencia": "zbx-48213" }
        """;

    internal const string Incidents =
        """
        { "itens": [ { "id": 12, "componente": "envio", "abrangencia": "total", "inicio": "2026-07-03T10:00:00-04:00", "fim": "2026-07-03T14:00:00-04:00",
            "situacao": "encerrado", "causa": "meta", "conta": true, "exclusao": null, "descricao": "POST de mensagem responde 503.", "origem": "zabbix-cdi",
            "chaveIdempotencia": "zbx-48213" } ],
          "cursor": null }
        """;

    internal const string Problem =
        """
        { "type": "urn:dpemt:erro:cursor-invalido", "title": "Parâmetro inválido", "status": 400,
          "detail": "“cursor” não é de uma página anterior desta lista. Comece sem ele.", "codigo": "cursor-invalido", "traceId": "4bf92f3577b34da6a3ce929d0e0e4736" }
        """;
}
