using System.Security.Claims;
using Dpemt.Portal.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Identity.SignIn;

/// <summary>What the cookie says of a user: id, stamp and roles from the framework, and these two.</summary>
public sealed class PortalClaimsFactory(UserManager<PortalUser> users, RoleManager<PortalRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PortalUser, PortalRole>(users, roles, options)
{
    public const string MustChangePassword = "portal:trocar-senha";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var identity = await base.GenerateClaimsAsync(user);
        // People are shown by their names; the e-mail is only for signing in.
        if (identity.FindFirst(identity.NameClaimType) is { } email) identity.RemoveClaim(email);
        identity.AddClaim(new Claim(identity.NameClaimType, user.DisplayName));
        if (user.MustChangePassword) identity.AddClaim(new Claim(MustChangePassword, "1"));
        return identity;
    }
}
