using static Dpemt.Portal.Contract.Sanctions.DosimetryTable;

namespace Dpemt.Portal.Contract.Sanctions;

/// <summary>The rows of TR 27.20: figures as in the tables, sentences shortened in our words.</summary>
public static class DosimetryTables
{
    private const string Suspension = "Suspensão de contratar.";
    private const string SuspensionTwoYears = "Suspensão de contratar por até 2 anos.";
    private const string Termination = "Rescisão do contrato.";
    private const string TerminationAtOnce = "Rescisão imediata do contrato.";
    private const string Ban = "Declaração de inidoneidade.";
    private const string Repair = "Reparação integral do dano e ressarcimento ao erário.";

    /// <summary>All rows, by table and number.</summary>
    public static IReadOnlyList<DosimetryRow> All { get; } =
    [
        new(DataProtection, 1, "Dados usados para outra finalidade", Gravity.Medium, "Uso indevido, sem dano direto a titulares ou à Defensoria", new(0.1m, 0.5m), true, []),
        new(DataProtection, 2, "Falha nas medidas de segurança da informação", Gravity.High, "Vazamento ou risco relevante de exposição", new(0.5m, 2m), false, ["Suspensão de contratar, se couber."]),
        new(DataProtection, 3, "Quebra de sigilo", Gravity.High, "Acesso indevido ou divulgação de dados sensíveis", new(0m, 2m, BaseIsNamed: false), false, [SuspensionTwoYears]),
        new(DataProtection, 4, "Subcontratação ou compartilhamento sem autorização", Gravity.Medium, "Sem dano direto, com risco possível", new(0.5m, 1m, BaseIsNamed: false), true, []),
        new(DataProtection, 5, "Incidente não comunicado de imediato", Gravity.High, "O atraso agrava o dano", new(0m, 2m, BaseIsNamed: false), false, [Suspension]),
        new(DataProtection, 6, "Dados não descartados com segurança ou não devolvidos", Gravity.Medium, "Sem dano efetivo", new(0.5m, 1m, BaseIsNamed: false, Stated: false), true, []),
        new(DataProtection, 7, "Obstrução de auditoria ou fiscalização", Gravity.High, "Recusa ou sonegação de informação", new(0m, 2m, BaseIsNamed: false, Stated: false), false, [Suspension]),
        new(DataProtection, 8, "Dano efetivo a titulares ou à Defensoria", Gravity.Gravest, "Sanção da ANPD, dano financeiro ou à imagem", null, false, [TerminationAtOnce, Ban]),

        new(Integrity, 1, "Conduta contrária aos valores da Defensoria", Gravity.MediumOrHigh, "Compromete a imagem ou cria risco de reputação", new(0.5m, 1m, BaseIsNamed: false), true, []),
        new(Integrity, 2, "Falta de cooperação, ocultação, ou fraude não comunicada", Gravity.High, "Prejudica investigação ou fiscalização", new(1m, 2m, BaseIsNamed: false), false, [SuspensionTwoYears]),
        new(Integrity, 3, "Prepostos não orientados sobre o canal de denúncias", Gravity.Medium, "Falta formal, sem dano imediato", null, true, []),
        new(Integrity, 4, "Cláusulas de integridade e governança descumpridas", Gravity.High, "Atinge a integridade da contratação", new(1m, 2m, BaseIsNamed: false), false, [Suspension]),
        new(Integrity, 5, "Determinações do controle interno desrespeitadas", Gravity.MediumOrHigh, "Atinge a execução, ou reincidência", new(0.5m, 1.5m, BaseIsNamed: false), false, []),

        new(ConflictOfInterest, 1, "Vínculo vedado com membro ou servidor", Gravity.Gravest, "Contratação irregular", null, false, [TerminationAtOnce, Ban]),
        new(ConflictOfInterest, 2, "Informação privilegiada usada ou divulgada", Gravity.Gravest, "Fere a isonomia e o interesse público", new(0m, 2m, BaseIsNamed: false), false, [Termination, Ban]),
        new(ConflictOfInterest, 3, "Obstrução de fiscalização, auditoria ou diligência", Gravity.High, "Atinge transparência e controle", new(1m, 2m, BaseIsNamed: false), false, [Suspension]),
        new(ConflictOfInterest, 4, "Conflito superveniente não comunicado em até 5 dias úteis", Gravity.MediumOrHigh, "Risco relevante, sem dano imediato", new(0.5m, 1m, BaseIsNamed: false), true, []),
        new(ConflictOfInterest, 5, "Responsabilidade ética dos representantes descumprida", Gravity.High, "Enfraquece os mecanismos de integridade", new(1m, 2m, BaseIsNamed: false, Stated: false), false, [Suspension]),
        new(ConflictOfInterest, 6, "Descumprimento reiterado, dolo ou uso indevido de informação privilegiada", Gravity.Gravest, "Prejuízo relevante e intencional", null, false, [TerminationAtOnce, Ban]),

        new(Sustainability, 1, "Legislação ambiental descumprida", Gravity.Grave, "Dano direto, autuação, reincidência ou risco à saúde", new(10m, 20m), false, ["Suspensão de participar de licitação por até 3 anos.", "Rescisão do contrato, se couber."]),
        new(Sustainability, 2, "Práticas ambientais não comprovadas", Gravity.Medium, "Falta de documentos, sem dano concreto", new(0m, 2m, FineBase.Obligation, OnRecurrence: true), true, ["Prazo para regularizar."]),
        new(Sustainability, 3, "Resíduos sólidos descartados de modo inadequado", Gravity.Grave, "Impacto comprovado ou falta da logística reversa", new(5m, 15m), false, ["Reparação do dano.", "Suspensão de contratar, se couber."]),
        new(Sustainability, 4, "Empregados sem orientação ambiental", Gravity.Light, "Sem registro de treinamento", new(0m, 1m, FineBase.Obligation, OnRecurrence: true), true, []),
        new(Sustainability, 5, "Dano ambiental pela execução", Gravity.Gravest, "Poluição, dano a fauna, flora ou patrimônio público", new(15m, 20m, BaseIsNamed: false), false, [Repair, Termination, Ban]),
        new(Sustainability, 6, "Plano de resíduos de obra ausente", Gravity.Medium, "Não apresentado ou cumprido em parte", new(0m, 5m, FineBase.Obligation), true, ["Prazo para corrigir."]),
        new(Sustainability, 7, "Despejo irregular de efluentes, resíduos ou poluentes", Gravity.Gravest, "Contaminação de água, solo ou rede pública", new(15m, 20m, BaseIsNamed: false), false, ["Reparação do dano.", Termination]),
        new(Sustainability, 8, "Eficiência energética ou material sustentável não adotado", Gravity.Medium, "Exigência do projeto básico descumprida", new(0m, 3m, FineBase.Item), true, []),
        new(Sustainability, 9, "Madeira não certificada", Gravity.Grave, "Sem prova de origem legal", new(10m, 10m), false, ["Comunicação ao órgão ambiental.", "Rescisão do contrato, se couber."]),
        new(Sustainability, 10, "Produto sem a certificação ambiental exigida", Gravity.Medium, "Bem entregue sem o selo", new(3m, 10m, FineBase.Item), false, ["Substituição do produto."]),
        new(Sustainability, 11, "Logística reversa omitida", Gravity.Grave, "Recolhimento não comprovado, risco ambiental", new(5m, 15m, BaseIsNamed: false), false, ["Suspensão até regularizar."]),
        new(Sustainability, 12, "Produto não biodegradável em serviço continuado", Gravity.LightOrMedium, "Impacto leve, corrigível", new(0m, 2m, BaseIsNamed: false, OnRecurrence: true), true, []),
        new(Sustainability, 13, "Coleta seletiva ou destinação descumprida", Gravity.Medium, "Acúmulo ou descarte em lugar indevido", new(5m, 5m, BaseIsNamed: false), true, ["Obrigação de regularizar."]),
        new(Sustainability, 14, "Equipamento ou mídia de TI descartado de modo inadequado", Gravity.Grave, "Sem certificado de destinação, risco aos dados", new(10m, 10m, BaseIsNamed: false), false, ["Prova da destinação.", "Suspensão de contratar, se couber."]),
        new(Sustainability, 15, "Redução ou compensação de gases não comprovada", Gravity.Medium, "Falta de documentos, impacto indireto", new(0m, 3m, FineBase.Obligation), true, []),
        new(Sustainability, 16, "Fonte renovável ou veículo de baixa emissão não usado", Gravity.LightOrMedium, "Impacto indireto, meta descumprida", new(0m, 2m, FineBase.Obligation), true, []),
    ];

    /// <summary>The rows of one table.</summary>
    public static IEnumerable<DosimetryRow> Of(DosimetryTable table) => All.Where(row => row.Table == table);
}
