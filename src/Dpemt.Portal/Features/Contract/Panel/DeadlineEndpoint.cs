using System.Text;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Panel;
using Dpemt.Portal.Web.Hosting;

namespace Dpemt.Portal.Web.Features.Contract.Panel;

/// <summary>
/// The deadlines that run, as a file for a calendar. A download of the person who is signed in: a calendar that fetched it by itself
/// would need an address that opens without a sign-in, and such an address ends up in mails and logs.
/// </summary>
public static class DeadlineEndpoint
{
    /// <summary>Where the file is.</summary>
    public const string Path = "contrato/prazos.ics";

    public static IEndpointRouteBuilder MapDeadlineCalendar(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/" + Path, WriteAsync).RequireAuthorization(Policies.SeeContract);
        return endpoints;
    }

    private static async Task<IResult> WriteAsync(HttpContext context, OpenDeadlines deadlines, TimeProvider clock, CancellationToken cancellation)
    {
        var portal = new Uri($"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/");
        var text = DeadlineCalendar.Write(await deadlines.RunAsync(cancellation), portal, clock.GetUtcNow());
        context.Response.Headers.CacheControl = "no-store, private";
        return TypedResults.File(Encoding.UTF8.GetBytes(text), DeadlineCalendar.ContentType, "prazos-do-contrato.ics");
    }
}
