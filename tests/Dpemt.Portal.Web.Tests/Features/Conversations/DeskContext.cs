using System.Security.Claims;
using Bunit;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Testing.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;

namespace Dpemt.Portal.Web.Tests.Features.Conversations;

/// <summary>Pages of the desk on a real database file, with Ana signed in on an interactive page. No worker runs: what others do is seen on the next read.</summary>
public abstract class DeskContext : BunitContext
{
    /// <summary>Her reception.</summary>
    protected const int Reception = 1;

    // A busy machine takes its time, and waiting ends as soon as the page has changed.
    static DeskContext() => DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    protected DeskContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddDesk(Database, Clock);
        var access = AddAuthorization();
        access.SetAuthorized(Ana.Name);
        access.SetClaims(new Claim(ClaimTypes.NameIdentifier, Ana.UserId!.Value.ToString()));
        // From here on no service can be added any more.
        SetRendererInfo(new("Server", true));
        using var db = Database.Open();
        db.Receptions.Add(new Reception { Id = Reception, Name = "Núcleo de Rondonópolis", CityCode = "5107602", IsFallback = true });
        db.SaveChanges();
    }

    protected static Actor Ana { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-00000000000a"), "Ana Souza");

    protected static Actor Bruno { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-00000000000b"), "Bruno Lima");

    protected TestDatabase Database { get; } = new();

    protected FakeTimeProvider Clock { get; } = new(QueueRows.Noon);

    /// <summary>What the notices in the corner say.</summary>
    protected IEnumerable<string?> Notices => Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(notice => notice.Message);

    /// <summary>A receptionist of the reception.</summary>
    protected void AddReceptionist(Actor who)
    {
        using var db = Database.Open();
        var role = db.Roles.FirstOrDefault(r => r.Name == Roles.Reception);
        if (role is null)
            db.Roles.Add(role = new PortalRole { Id = Guid.NewGuid(), Name = Roles.Reception, NormalizedName = Roles.Reception.ToUpperInvariant() });
        db.Users.Add(new PortalUser { Id = who.UserId!.Value, DisplayName = who.Name, UserName = who.Name, NormalizedUserName = who.Name.ToUpperInvariant() });
        db.UserRoles.Add(new() { UserId = who.UserId.Value, RoleId = role.Id });
        db.UserReceptions.Add(new() { UserId = who.UserId.Value, ReceptionId = Reception });
        db.SaveChanges();
    }

    /// <summary>A citizen in the reception's queue, or attended.</summary>
    protected Guid AddConversation(string name = "Maria das Dores", Actor? attendedBy = null, TimeSpan? silentFor = null, bool closed = false)
    {
        var now = Clock.GetUtcNow();
        using var db = Database.Open();
        var citizen = new Citizen { Id = Guid.NewGuid(), Name = name, Phone = "5565999990001", WireAddress = "5565999990001", LastInboundAt = now - (silentFor ?? TimeSpan.FromMinutes(5)), CreatedAt = now };
        var conversation = new Conversation
        {
            Id = Guid.NewGuid(),
            CitizenId = citizen.Id,
            State = closed ? ConversationState.Closed : attendedBy is null ? ConversationState.Waiting : ConversationState.WithPerson,
            AssignedUserId = attendedBy?.UserId,
            ReceptionId = Reception,
            Account = "Não recebo a pensão.",
            OpenedAt = now.AddHours(-1),
            LastMessageAt = now,
            ClosedAt = closed ? now : null,
            CloseReason = closed ? "resolvido" : null,
        };
        db.AddRange(citizen, conversation);
        if (!closed)
        {
            db.HandoverEntries.Add(new HandoverEntry
            {
                ConversationId = conversation.Id,
                ReceptionId = Reception,
                Since = now.AddMinutes(-10),
                State = attendedBy is null ? HandoverState.Waiting : HandoverState.Claimed,
                AssignedUserId = attendedBy?.UserId,
                ClaimedAt = attendedBy is null ? null : now,
            });
        }

        db.SaveChanges();
        return conversation.Id;
    }

    /// <summary>A message of the conversation; gives its number.</summary>
    protected long AddMessage(Guid conversation, string text, MessageAuthor author = MessageAuthor.Citizen, MessageStatus status = MessageStatus.Received, int? errorCode = null)
    {
        using var db = Database.Open();
        var message = new Message
        {
            CitizenId = db.Conversations.Where(c => c.Id == conversation).Select(c => c.CitizenId).Single(),
            ConversationId = conversation,
            Author = author,
            AuthorUserId = author == MessageAuthor.Attendant ? Ana.UserId : null,
            Text = text,
            Status = status,
            ErrorCode = errorCode,
            OccurredAt = Clock.GetUtcNow(),
            CreatedAt = Clock.GetUtcNow(),
        };
        db.Messages.Add(message);
        db.SaveChanges();
        return message.Id;
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        Database.Dispose();
    }
}
