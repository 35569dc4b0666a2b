using Microsoft.AspNetCore.Diagnostics;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>Faults and refusals: pages in Portuguese for people; machines keep the plain status and their problem details.</summary>
public static class ErrorHosting
{
    private static readonly PathString[] MachinePaths = ["/api", "/webhooks", "/health", "/openapi", "/_blazor", "/_framework"];

    public static void UsePortalErrors(this WebApplication app)
    {
        app.UseExceptionHandler("/erro/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/erro/{0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (IsForMachines(context.Request.Path) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(context);
        });
    }

    public static bool IsForMachines(PathString path) => Array.Exists(MachinePaths, machine => path.StartsWithSegments(machine));
}
