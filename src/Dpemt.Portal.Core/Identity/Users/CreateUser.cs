using Dpemt.Portal.Identity.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Who the new user is and what she may do.</summary>
/// <param name="DisplayName">The name that colleagues see.</param>
/// <param name="Email">Also the name to sign in with.</param>
/// <param name="Roles">One or more of <see cref="Identity.Roles"/>.</param>
/// <param name="ReceptionIds">The receptions that she answers for; at least one with the role Recepção; a supervisor with none sees all.</param>
public sealed record UserDetails(string DisplayName, string Email, IReadOnlyCollection<string> Roles, IReadOnlyCollection<int> ReceptionIds)
{
    /// <summary>Equal when names and sets are, in whatever order.</summary>
    public bool Equals(UserDetails? other) =>
        other is not null && (DisplayName, Email) == (other.DisplayName, other.Email)
        && Roles.ToHashSet().SetEquals(other.Roles) && ReceptionIds.ToHashSet().SetEquals(other.ReceptionIds);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(DisplayName, Email, Roles.Count, ReceptionIds.Count);
}

/// <summary>Outcome: the id and the password that is shown once, or why not.</summary>
public sealed record CreateUserResult(Guid? UserId, string? TemporaryPassword, Refusal? Refusal);

/// <summary>Makes a user with a temporary password, which she must change when she first signs in.</summary>
public sealed class CreateUser(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <param name="actor">Who makes the user.</param>
    /// <param name="details">The user.</param>
    /// <param name="password">A password that need not be changed (demo data, the command line); null makes a temporary one.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<CreateUserResult> RunAsync(Actor actor, UserDetails details, string? password, CancellationToken cancellation)
    {
        if (UserRights.Check(details) is { } refusal) return new(null, null, refusal);
        await using var scope = new AccountScope(scopes);
        var now = clock.GetUtcNow();
        var email = details.Email.Trim();
        var user = new PortalUser
        {
            Id = Guid.CreateVersion7(now),
            DisplayName = details.DisplayName.Trim(),
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            LockoutEnabled = true,
            MustChangePassword = password is null,
        };
        var given = password ?? TemporaryPassword.Create();
        await UserRights.SetAsync(scope.Db, user.Id, details, cancellation);
        scope.Db.Audit(actor, AuditActions.UserChanged, "user", user.Id, now, $"Criado. Perfis: {UserRights.Describe(details)}.");
        IdentityResult result = await scope.Users.CreateAsync(user, given);
        return UserErrors.From(result) is { } refused ? new(null, null, refused) : new(user.Id, given, null);
    }
}
