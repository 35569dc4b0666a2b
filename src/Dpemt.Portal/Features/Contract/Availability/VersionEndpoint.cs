using System.Text;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Web.Hosting;

namespace Dpemt.Portal.Web.Features.Contract.Availability;

/// <summary>The frozen facts of a closed month, byte for byte: <c>sha256sum</c> of the file gives the version's hash.</summary>
public static class VersionEndpoint
{
    public static IEndpointRouteBuilder MapMonthVersions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/contrato/disponibilidade/{mes}/versoes/{numero:int}.json", OpenAsync).RequireAuthorization(Policies.SeeContract);
        return endpoints;
    }

    private static async Task<IResult> OpenAsync(string mes, int numero, HttpContext context, MonthHistory history, CancellationToken cancellation)
    {
        if (!BillingMonth.TryParse(mes, out var month) || await history.FactsAsync(month, numero, cancellation) is not { } facts)
            return TypedResults.NotFound();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store, private";
        return TypedResults.File(Encoding.UTF8.GetBytes(facts), "application/json; charset=utf-8", $"disponibilidade-{month}-v{numero}.json");
    }
}
