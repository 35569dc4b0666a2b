using Dpemt.Portal.Contract.MessageExports;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;

namespace Dpemt.Portal.Web.Features.Contract.MessageExports;

/// <summary>The file of a finished export, streamed. Meta's ids encode phone numbers: only for whoever inspects, and each download is recorded.</summary>
internal static class MessageExportEndpoint
{
    /// <summary>Address of a file.</summary>
    internal static string FileOf(long id) => FormattableString.Invariant($"contrato/consumo/exportacoes/{id}");

    internal static void MapMessageExports(this WebApplication app) =>
        app.MapGet("/contrato/consumo/exportacoes/{id:long}", GetAsync).RequireAuthorization(Policies.InspectContract);

    private static async Task<IResult> GetAsync(long id, MessageExportList exports, HttpContext context, CancellationToken cancellation)
    {
        if (await exports.FindAsync(id, cancellation) is not { } export || await exports.OpenAsync(context.User.ToActor(), id, cancellation) is not { } write)
            return Results.NotFound();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(
            stream => write(stream, cancellation),
            export.Format == MessageExportFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8", export.FileName);
    }
}
