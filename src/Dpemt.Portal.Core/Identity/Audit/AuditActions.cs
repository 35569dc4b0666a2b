namespace Dpemt.Portal.Identity.Audit;

/// <summary>Stable names of audited acts.</summary>
public static class AuditActions
{
    public const string SignedIn = "entrou";
    public const string SignInRefused = "entrada-recusada";
    public const string LockedOut = "conta-bloqueada";
    public const string SignedOut = "saiu";
    public const string PasswordChanged = "senha-trocada";
    public const string TwoFactorChanged = "segundo-fator-alterado";
    public const string UserChanged = "usuario-alterado";
    public const string ApiKeyChanged = "chave-de-api-alterada";
    public const string SettingsChanged = "cadastro-alterado";
    public const string ConversationOpened = "conversa-aberta";
    public const string DataRevealed = "dado-revelado";
    public const string Claimed = "atendimento-assumido";
    public const string Transferred = "atendimento-transferido";
    public const string ReturnedToBot = "devolvido-ao-robo";
    public const string Closed = "atendimento-encerrado";
    public const string MediaOpened = "arquivo-aberto";
    public const string DocumentAdded = "documento-anexado";
    public const string IncidentChanged = "incidente-alterado";
    public const string EvidencePacked = "evidencia-consolidada";
    public const string TicketChanged = "chamado-alterado";
    public const string MonthClosed = "competencia-fechada";
    public const string ContractDecided = "decisao-contratual";
    public const string GlosaMoved = "glosa-movimentada";
    public const string OccurrenceRecorded = "ocorrencia-registrada";
    public const string InvoiceRegistered = "fatura-registrada";
    public const string InvoiceMoved = "fatura-movimentada";
    public const string UsageReportImported = "relatorio-de-consumo-importado";
    public const string TermsProposed = "termos-propostos";
    public const string TermsDecided = "termos-decididos";
    public const string IndexRecorded = "indice-registrado";
    public const string AdjustmentCalculated = "reajuste-calculado";
    public const string PaperIssued = "documento-emitido";
}
