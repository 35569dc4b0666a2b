using Dpemt.Portal.Notices;

namespace Dpemt.Portal.Web.Features.Notices;

/// <summary>Notices in words.</summary>
internal static class NoticeWords
{
    internal static string Subjects(NoticeSubjects subjects) =>
        string.Join("; ", NoticeRecipients.Subjects.Where(s => subjects.HasFlag(s.Subject)).Select(s => s.Label));

    internal static string State(NoticeDeliveryLine line) => line.State switch
    {
        DeliveryState.Sent => "enviado",
        DeliveryState.Sending => "enviando",
        DeliveryState.Unknown => "sem confirmação",
        DeliveryState.Failed => "não enviado",
        _ => line.Attempts == 0 ? "na fila" : $"tentando de novo ({line.Attempts}ª tentativa falhou)",
    };

    /// <summary>How a notice stands when it went to nobody yet.</summary>
    internal static string State(NoticeLine line) => line.Fault ?? (line.Waits ? "na fila" : "sem destinatário");
}
