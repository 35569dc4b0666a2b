using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>Adds a note for colleagues; the citizen never sees it. Allowed to all who may see the conversation.</summary>
public sealed class AddNote(DeskWork work)
{
    /// <summary>Longest note.</summary>
    public const int TextLength = 4000;

    /// <summary>Adds the note.</summary>
    public Task<DeskResult> RunAsync(Actor who, Guid conversationId, string? text, CancellationToken cancellation) =>
        work.RunAsync(who, conversationId, desk =>
        {
            var note = text?.Trim() ?? "";
            if (note.Length == 0)
                return Task.FromResult(DeskErrors.Invalid("Escreva a nota antes de salvar."));
            if (note.Length > TextLength)
                return Task.FromResult(DeskErrors.Invalid($"A nota tem {note.Length} caracteres e só cabem {TextLength}."));
            desk.Db.InternalNotes.Add(new InternalNote { ConversationId = conversationId, UserId = desk.Scope.UserId, Text = note, At = desk.Now });
            return Task.FromResult(DeskResult.Ok("Nota salva."));
        }, cancellation);
}
