using Dpemt.Portal.Contract.Invoices.Comparison;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;

namespace Dpemt.Portal.Web.Features.Contract.Invoices;

/// <summary>The messages behind a difference, to officers only: their ids encode phone numbers.</summary>
internal static class InvoiceEndpoints
{
    internal static string AddressOf(long invoice, string code) => FormattableString.Invariant($"contrato/faturas/{invoice}/mensagens/{code}.csv");

    internal static IEndpointRouteBuilder MapInvoices(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/contrato/faturas/{id:long}/mensagens/{motivo}.csv", MessagesAsync).RequireAuthorization(Policies.InspectContract);
        return endpoints;
    }

    private static async Task<IResult> MessagesAsync(long id, string motivo, HttpContext context, ReportedMessages messages, CancellationToken cancellation)
    {
        if (motivo.Length > 60 || await messages.RunAsync(context.User.ToActor(), id, motivo, cancellation) is not { } table)
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "no-store, private";
        return TypedResults.File(CsvExport.Write(table), "text/csv; charset=utf-8", FormattableString.Invariant($"fatura-{id}-{motivo}.csv"));
    }
}
