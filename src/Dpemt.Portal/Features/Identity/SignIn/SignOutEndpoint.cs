using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Identity.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Dpemt.Portal.Web.Features.Identity.SignIn;

/// <summary><c>POST /sair</c>.</summary>
public static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/sair", LeaveAsync).ExcludeFromDescription();

    private static async Task<IResult> LeaveAsync(
        HttpContext context, IAntiforgery antiforgery, SignInManager<PortalUser> signIn, RecordAccountEvent record, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        var user = await signIn.UserManager.GetUserAsync(context.User);
        await signIn.SignOutAsync();
        if (user is not null) await record.RunAsync(user, AuditActions.SignedOut, null, cancellation);
        return Results.LocalRedirect("/entrar?saiu=true");
    }
}
