using Dpemt.Portal.Web.Features.Identity.SignIn;
using Dpemt.Portal.Web.Hosting;

namespace Dpemt.Portal.Web.Features.Identity.Account;

/// <summary>Whoever holds a temporary password reaches nothing but the page that changes it.</summary>
public static class PasswordChange
{
    public const string Page = "/conta/senha";

    public static void UsePasswordChange(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path;
        var free = path.StartsWithSegments(Page) || path.StartsWithSegments("/sair") || path.StartsWithSegments("/erro") || path.StartsWithSegments("/_framework");
        if (free || !context.User.HasClaim(claim => claim.Type == PortalClaimsFactory.MustChangePassword) || IsAsset(context)) return next(context);
        if (ErrorHosting.IsForMachines(path)) context.Response.StatusCode = StatusCodes.Status403Forbidden;
        else context.Response.Redirect(Page);
        return Task.CompletedTask;
    });

    private static bool IsAsset(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
}
