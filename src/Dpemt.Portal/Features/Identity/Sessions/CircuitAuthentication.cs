using System.Security.Claims;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity.Sessions;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Identity.Sessions;

/// <summary>
/// A circuit lives for hours: its user is checked again at an interval, and at once when the change feed says that the
/// account was changed. A session that may not go on becomes anonymous, and its pages lead to the sign-in.
/// </summary>
public sealed class CircuitAuthentication : RevalidatingServerAuthenticationStateProvider
{
    private readonly SessionCheck _check;
    private readonly IDisposable _changes;
    private readonly string _stampClaim;

    public CircuitAuthentication(
        ILoggerFactory loggers, SessionCheck check, ChangeFeed changes, IOptions<AccessOptions> access, IOptions<IdentityOptions> identity)
        : base(loggers)
    {
        _check = check;
        _stampClaim = identity.Value.ClaimsIdentity.SecurityStampClaimType;
        RevalidationInterval = TimeSpan.FromSeconds(access.Value.SessionCheckSeconds);
        _changes = changes.Subscribe(ChangeTopics.User, change => _ = CheckNowAsync(change.Key));
    }

    protected override TimeSpan RevalidationInterval { get; }

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authenticationState);
        var user = authenticationState.User;
        return UserIdOf(user) is { } id && user.FindFirstValue(_stampClaim) is { } stamp && await _check.RunAsync(id, stamp, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _changes.Dispose();
        base.Dispose(disposing);
    }

    private async Task CheckNowAsync(string changedUser)
    {
        var state = await GetAuthenticationStateAsync();
        if (UserIdOf(state.User)?.ToString() != changedUser) return;
        if (!await ValidateAuthenticationStateAsync(state, CancellationToken.None))
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }

    private static Guid? UserIdOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
