using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>Where a conversation shall go: exactly one of reception and person, with a note for the colleague.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="ReceptionId">To whoever claims it there.</param>
/// <param name="UserId">To this person alone.</param>
/// <param name="Note">What the colleague should know; at most <see cref="NoteLength"/> characters, may be empty.</param>
public sealed record Transfer(Guid ConversationId, int? ReceptionId, Guid? UserId, string? Note)
{
    /// <summary>Longest note.</summary>
    public const int NoteLength = 1000;
}

/// <summary>
/// Hands a conversation to another reception or person. The citizen keeps her place: she waits since she first waited. Not counted
/// as attended. Allowed to who attends it and to supervisors.
/// </summary>
public sealed class TransferConversation(DeskWork work)
{
    /// <summary>Transfers.</summary>
    public Task<DeskResult> RunAsync(Actor who, Transfer transfer, CancellationToken cancellation) =>
        work.RunAsync(who, transfer.ConversationId, desk => TransferAsync(desk, who, transfer, cancellation), cancellation);

    private static async Task<DeskResult> TransferAsync(DeskCase desk, Actor who, Transfer transfer, CancellationToken cancellation)
    {
        if (!desk.Scope.IsSupervisor && await desk.RefuseUnlessMineAsync(cancellation) is { } refusal)
            return refusal;
        if (desk.Entry is not { } entry)
            return DeskErrors.NotWaiting;
        if (transfer.ReceptionId is null == transfer.UserId is null)
            return DeskErrors.Invalid("Escolha uma recepção ou uma pessoa para receber a conversa.");
        if (transfer.Note?.Length > Transfer.NoteLength)
            return DeskErrors.Invalid($"O recado tem {transfer.Note.Length} caracteres e só cabem {Transfer.NoteLength}.");
        var (fault, reception, name) = transfer.UserId is { } person
            ? await PersonAsync(desk, person, cancellation)
            : await ReceptionAsync(desk, transfer.ReceptionId!.Value, cancellation);
        if (fault is not null)
            return DeskErrors.Invalid(fault);

        desk.BackToWaiting(entry);
        entry.ReceptionId = reception;
        entry.ForUserId = transfer.UserId;
        entry.TransferredBy = desk.Scope.UserId;
        entry.Note = string.IsNullOrWhiteSpace(transfer.Note) ? null : transfer.Note.Trim();
        desk.Conversation.ReceptionId = reception;
        desk.Audit(who, AuditActions.Transferred, transfer.UserId is null ? $"Para a recepção {reception}" : $"Para o usuário {transfer.UserId}");
        return DeskResult.Ok($"Conversa transferida para {name}.");
    }

    private static async Task<(string? Fault, int Reception, string Name)> ReceptionAsync(DeskCase desk, int id, CancellationToken cancellation)
    {
        var name = await desk.Db.Receptions.Where(r => r.Id == id && r.Active).Select(r => r.Name).FirstOrDefaultAsync(cancellation);
        return name is null ? ("Esta recepção não existe mais ou está desativada. Escolha outra.", 0, "") : (null, id, name);
    }

    private static async Task<(string? Fault, int Reception, string Name)> PersonAsync(DeskCase desk, Guid userId, CancellationToken cancellation)
    {
        if (userId == desk.Scope.UserId && desk.IsMine)
            return ("A conversa já é sua.", 0, "");
        var target = await DeskScope.OfAsync(desk.Db, Actor.Person(userId, ""), cancellation);
        if (!target.MayWork)
            return ("Esta pessoa não atende em nenhuma recepção. Escolha outra.", 0, "");
        // She must be able to see it: it stays at this reception when she works here, else it moves to one of hers.
        var here = desk.Entry!.ReceptionId;
        var reception = target.SeesAll || target.Receptions.Contains(here) ? here : target.Receptions.Order().First(r => r != HandoverEntry.NoReception);
        return (null, reception, target.Name);
    }
}
