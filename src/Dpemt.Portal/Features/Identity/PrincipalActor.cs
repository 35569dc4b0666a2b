using System.Security.Claims;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Web.Features.Identity;

/// <summary>The signed-in person as Core knows her.</summary>
public static class PrincipalActor
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint is not closed.</exception>
    public static Actor ToActor(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? Actor.Person(id, user.Identity?.Name ?? "")
            : throw new InvalidOperationException("Nobody is signed in.");
}
