namespace Dpemt.Portal.Web.Features.Contract.Availability;

/// <summary>The examples of the API's description.</summary>
internal static class AvailabilityExamples
{
    internal const string Simulation =
        """
        { "competencia": "2026-07", "periodoSegundos": "2678400", "indisponivelSegundos": "14400", "indice": "99.4623", "slaCumprido": false, "lacuna": false,
          "faixa": { "de": "98", "ate": "99.6" }, "descontoPercentual": "0.5", "glosa": "94.52", "orcamentoRestanteSegundos": "0",
          "regra": "TR 5.7.1, v1: índice = (período − indisponibilidade) ÷ período, em tempo exato; exigido 99,7 %; …",
          "memoria": [ { "passo": "Período apurado", "formula": "de 01/07/2026 00:00:00 a 01/08/2026 00:00:00 (hora de Cuiabá), parte do mês civil em que o contrato esteve em vigor",
            "valor": "2.678.400 s", "clausula": "TR 5.6.1" } ] }
        """;

    internal const string Month =
        """
        { "competencia": "2026-07", "situacao": "encerrada", "periodo": { "inicio": "2026-07-01T00:00:00-04:00", "fim": "2026-08-01T00:00:00-04:00" },
          "periodoSegundos": "2678400", "indisponivelSegundos": "14400", "indice": "99.4623", "slaCumprido": false, "lacuna": false,
          "faixa": { "de": "98", "ate": "99.6" }, "descontoPercentual": "0.5", "glosa": "94.52", "orcamentoRestanteSegundos": "0",
          "valorFaturado": "18904.49", "valorEstimado": true, "regra": "TR 5.7.1, v1: …",
          "interrupcoes": [ { "incidente": 7, "componente": "envio", "abrangencia": "total", "inicio": "2026-07-03T10:00:00-04:00", "fim": "2026-07-03T14:00:00-04:00",
            "excluida": false, "motivoDaExclusao": null, "indisponivelSegundos": "14400" } ],
          "cobertura": [ { "componente": "envio", "disponivel": 44380, "degradado": 12, "indisponivel": 240, "nosso": 3, "semEvidencia": 5 } ],
          "leituras": [ { "leitura": "99,7 % exigidos", "clausula": "TR 5.6.1 e 5.7.1", "slaCumprido": false, "descontoPercentual": "0.5", "glosa": "94.52", "adotada": true } ],
          "versoes": [],
          "memoria": [ { "passo": "Índice de disponibilidade", "formula": "(2.678.400 s − 14.400 s) ÷ 2.678.400 s × 100, em tempo exato", "valor": "99,4623 %", "clausula": "TR 5.6.1" } ] }
        """;
}
