using System.Text.Json.Serialization;

namespace Dpemt.Simulator.Faults;

/// <summary>What the simulated provider does differently from its plain self. Shares are 0 to 1.</summary>
internal sealed record FaultSet
{
    public static readonly string[] Components = ["autenticacao", "envio", "recebimento", "modelos", "status", "historico", "solar"];

    [JsonPropertyName("indisponivel")] public IReadOnlyList<string> Unavailable { get; init; } = [];

    [JsonPropertyName("latenciaMs")] public int LatencyMs { get; init; }

    [JsonPropertyName("duplicar")] public double Duplicate { get; init; }

    [JsonPropertyName("embaralhar")] public bool Shuffle { get; init; }

    /// <summary>Share of messages of which no status webhook is ever sent.</summary>
    [JsonPropertyName("semStatus")] public double WithoutStatus { get; init; }

    /// <summary>Share of messages whose <c>delivered</c> is skipped, as when the citizen is looking at the chat.</summary>
    [JsonPropertyName("semEntregue")] public double WithoutDelivered { get; init; }

    [JsonPropertyName("http500AposAceitar")] public double ServerErrorAfterAccepting { get; init; }

    /// <summary>When free text meets a closed window: refused at once (<c>agora</c>) or accepted and failed afterwards (<c>depois</c>).</summary>
    [JsonPropertyName("janelaFechada")] public string ClosedWindow { get; init; } = "depois";

    /// <summary>Every window counts as closed, whatever the citizen wrote.</summary>
    [JsonPropertyName("janelaEncerrada")] public bool AllWindowsClosed { get; init; }

    /// <summary>When Meta refuses content or template: the call itself (<c>agora</c>) or the accepted request (<c>depois</c>).</summary>
    [JsonPropertyName("recusaMeta")] public string MetaRefusal { get; init; } = "agora";

    [JsonPropertyName("falhar")] public double Fail { get; init; }

    [JsonPropertyName("falharCodigo")] public int FailCode { get; init; } = 131026;

    /// <summary><c>assincrono</c>: "code: N; details: …" and a webhook; <c>sincrono</c>: "[Error status code: …]; (#N) …", no id of Meta and no webhook.</summary>
    [JsonPropertyName("falharTexto")] public string FailText { get; init; } = "assincrono";

    [JsonPropertyName("tokenSegundos")] public int TokenSeconds { get; init; } = 600;

    [JsonPropertyName("exigirGrantType")] public bool DemandGrantType { get; init; }

    /// <summary>Share of business calls answered 401 though the token was good; that token is dead from then on.</summary>
    [JsonPropertyName("recusarToken")] public double RefuseToken { get; init; }

    [JsonPropertyName("visivelAposMs")] public int VisibleAfterMs { get; init; }

    /// <summary>How "not yet" looks in the status query: <c>404</c>, <c>204</c> or <c>vazio</c>.</summary>
    [JsonPropertyName("aindaNao")] public string NotYet { get; init; } = "404";

    [JsonPropertyName("statusAntesDaResposta")] public bool StatusBeforeAnswer { get; init; }

    [JsonPropertyName("entregaMinMs")] public int DeliveryMinMs { get; init; } = 50;

    [JsonPropertyName("entregaMaxMs")] public int DeliveryMaxMs { get; init; } = 150;

    /// <summary>Every delivered message is read soon after, as if the phone were always open.</summary>
    [JsonPropertyName("lerSempre")] public bool AlwaysRead { get; init; }

    [JsonPropertyName("comNonoDigito")] public bool WithNinthDigit { get; init; }

    [JsonPropertyName("semWaId")] public bool WithoutWaId { get; init; }

    /// <summary><c>plano</c> (SERPRO) or <c>meta</c> (object, entry, changes).</summary>
    [JsonPropertyName("envelope")] public string Envelope { get; init; } = "plano";

    /// <summary>"user:password" sent as Basic; null sends no such header.</summary>
    [JsonPropertyName("basic")] public string? Basic { get; init; }

    /// <summary>When set, bodies are signed in <c>X-Hub-Signature-256</c> with this key.</summary>
    [JsonPropertyName("segredoAssinatura")] public string? SigningSecret { get; init; }

    [JsonPropertyName("pricing")] public bool Pricing { get; init; } = true;

    /// <summary>Prices as before 2026-10-01: free replies and free utility templates inside the window.</summary>
    [JsonPropertyName("gratisNaJanela")] public bool FreeInsideWindow { get; init; }

    [JsonPropertyName("linkInacessivel")] public bool LinkUnreachable { get; init; }

    /// <summary>Which POST registers a webhook: <c>json</c>, <c>texto</c> or <c>ambos</c>.</summary>
    [JsonPropertyName("registroWebhook")] public string RegistrationStyle { get; init; } = "ambos";

    /// <summary>A registered webhook waits for a PUT with <c>ativo: true</c>.</summary>
    [JsonPropertyName("ativarAParte")] public bool ActivateApart { get; init; }

    /// <summary>Sends taken within a second before 429; 0 takes all.</summary>
    [JsonPropertyName("limitePorSegundo")] public int SendsPerSecond { get; init; }

    [JsonPropertyName("aprovacaoMs")] public int ApprovalMs { get; init; } = 5000;

    [JsonPropertyName("recusarModelos")] public bool RejectTemplates { get; init; }

    public bool IsDown(string component) => Unavailable.Count > 0 && Unavailable.Contains(component);
}
