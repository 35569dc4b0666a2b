using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>What the screen of a conversation shows around the messages.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="CitizenId">The citizen.</param>
/// <param name="State">Who has the word.</param>
/// <param name="CitizenName">The name told, else the profile's, else the masked number.</param>
/// <param name="FirstName">For greetings; null when unknown.</param>
/// <param name="Phone">Masked.</param>
/// <param name="ReceptionName">The reception that answers for it, when known.</param>
/// <param name="ReceptionId">Its number.</param>
/// <param name="AssignedUserId">Who attends.</param>
/// <param name="AssignedName">Her name.</param>
/// <param name="IsMine">The asking user attends it.</param>
/// <param name="MayTakeOver">The asking user is a supervisor.</param>
/// <param name="WaitingSince">When the citizen began to wait, UTC; null outside the queue.</param>
/// <param name="TransferNote">The note that came with the last transfer.</param>
/// <param name="TransferredBy">Who left it.</param>
/// <param name="WindowUntil">Free text may be sent until, UTC; null when the citizen never wrote.</param>
/// <param name="OpenedAt">UTC.</param>
/// <param name="ClosedAt">UTC.</param>
/// <param name="CloseReason">In words.</param>
/// <param name="Urgent">The relato names an emergency.</param>
/// <param name="Bot">What the bot learned.</param>
public sealed record ConversationHeader(
    Guid Id, Guid CitizenId, ConversationState State, string CitizenName, string? FirstName, string Phone, string? ReceptionName, int? ReceptionId,
    Guid? AssignedUserId, string? AssignedName, bool IsMine, bool MayTakeOver, DateTimeOffset? WaitingSince, string? TransferNote, string? TransferredBy,
    DateTimeOffset? WindowUntil, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? CloseReason, bool Urgent, BotCard Bot);

/// <summary>What the bot learned before a person came, and what the citizen chose not to tell.</summary>
/// <param name="Account">The relato, whole.</param>
/// <param name="Cpf">Masked; null when not told.</param>
/// <param name="Name">Full name told.</param>
/// <param name="MotherName">Mother's name told.</param>
/// <param name="Confirmed">The citizen confirmed these data.</param>
/// <param name="City">Name of the city.</param>
/// <param name="Area">Title of the legal area.</param>
/// <param name="Service">Name of the service that was found.</param>
/// <param name="Skipped">Labels of what was asked and skipped.</param>
public sealed record BotCard(
    string? Account, string? Cpf, string? Name, string? MotherName, bool Confirmed, string? City, string? Area, string? Service, IReadOnlyList<string> Skipped);

/// <summary>The head and the bot's card of one conversation.</summary>
public sealed class ConversationView(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Reads it; null when it does not exist or the user may not see it.</summary>
    public async Task<ConversationHeader?> RunAsync(Actor who, Guid conversationId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        var conversation = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(c => c.Id == conversationId, cancellation);
        if (conversation is null || !scope.MaySee(conversation))
            return null;
        var citizen = await db.Citizens.AsNoTracking().FirstAsync(c => c.Id == conversation.CitizenId, cancellation);
        var entry = await db.HandoverEntries.AsNoTracking()
            .FirstOrDefaultAsync(e => e.ConversationId == conversationId && e.State < HandoverState.Ended, cancellation);
        var reception = conversation.ReceptionId is { } id
            ? await db.Receptions.Where(r => r.Id == id).Select(r => r.Name).FirstOrDefaultAsync(cancellation)
            : null;
        Guid?[] people = [conversation.AssignedUserId, entry?.TransferredBy];
        var names = await db.Users.Where(u => people.Contains(u.Id)).Select(u => new { u.Id, u.DisplayName }).ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
        var mine = conversation.State == ConversationState.WithPerson && conversation.AssignedUserId == scope.UserId;
        return new(
            conversation.Id, citizen.Id, conversation.State,
            CitizenNames.Display(citizen.Name, citizen.ProfileName, citizen.Phone), CitizenNames.First(citizen.Name, citizen.ProfileName),
            PhoneNumber.Masked(citizen.Phone), reception, conversation.ReceptionId,
            conversation.AssignedUserId, NameIn(names, conversation.AssignedUserId), mine, scope.IsSupervisor, entry?.Since, entry?.Note, NameIn(names, entry?.TransferredBy),
            ServiceWindow.Until(citizen.LastInboundAt), conversation.OpenedAt, conversation.ClosedAt,
            conversation.CloseReason is null ? null : CloseReasons.LabelOf(conversation.CloseReason), conversation.Urgent,
            await CardAsync(db, conversation, citizen, cancellation));
    }

    private static async Task<BotCard> CardAsync(PortalDbContext db, Conversation conversation, Citizen citizen, CancellationToken cancellation)
    {
        var flow = FlowState.FromJson(conversation.Flow, out _);
        var service = flow.Service is null ? null : await ServiceNames.FindAsync(db, flow.Service, cancellation);
        return new(
            conversation.Account ?? flow.Relato, CpfMask.Of(citizen.Cpf ?? flow.Cpf), citizen.Name ?? flow.Name, citizen.MotherName ?? flow.MotherName,
            citizen.IdentityConfirmedAt is not null, CityFinder.Default.Find(conversation.CityCode ?? flow.CityCode)?.Name,
            (conversation.Area ?? flow.Area) is { } area ? Lexicon.Default.Area(area).Title : null, service, [.. flow.Skipped.Select(LabelOf)]);
    }

    private static string LabelOf(IdentityField field) => field switch
    {
        IdentityField.Cpf => "CPF",
        IdentityField.Name => "nome",
        _ => "nome da mãe",
    };

    private static string? NameIn(Dictionary<Guid, string> names, Guid? id) => id is { } key ? names.GetValueOrDefault(key, "um colega") : null;
}
