using Dpemt.Portal.Conversations.Handover;

namespace Dpemt.Portal.Web.Tests.Features.Conversations;

/// <summary>Rows of the queue as tests want them.</summary>
internal static class QueueRows
{
    internal static readonly DateTimeOffset Noon = new(2026, 7, 1, 16, 0, 0, TimeSpan.Zero);

    internal static QueueRow Row(
        string name = "Maria das Dores", int minutes = 12, string? account = "Meu ex não paga a pensão.", bool waiting = true, Guid? assigned = null,
        bool draft = false, DateTimeOffset? unread = null, string? note = null, string? transferredBy = null, TimeSpan? windowLeft = null, Guid? id = null) =>
        new(id ?? Guid.NewGuid(), name, 1, "Recepção de Rondonópolis", "Rondonópolis", "Pensão alimentícia", account, Noon.AddMinutes(-minutes),
            Noon + (windowLeft ?? TimeSpan.FromHours(20)), waiting, assigned, assigned is null ? null : "Ana Souza", null, note, transferredBy, draft, unread, Noon, false);

    internal static QueueCounts Counts(int waiting = 1, int mine = 0, int unread = 0) =>
        new(waiting, waiting == 0 ? null : Noon.AddMinutes(-30), mine, unread, 0, [new(1, "Recepção de Rondonópolis", waiting, Noon.AddMinutes(-30), mine)], true);
}
