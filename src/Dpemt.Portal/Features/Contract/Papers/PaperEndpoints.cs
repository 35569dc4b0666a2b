using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Web.Hosting;

namespace Dpemt.Portal.Web.Features.Contract.Papers;

/// <summary>The files of an issued paper.</summary>
internal static class PaperEndpoints
{
    /// <summary>Address of a paper's page.</summary>
    internal static string PageOf(long id) => FormattableString.Invariant($"contrato/papeis/{id}");

    /// <summary>Address of a paper's file; <paramref name="format"/> is pdf, html, xlsx, csv or json.</summary>
    internal static string FileOf(long id, string format) => FormattableString.Invariant($"contrato/papeis/{id}/arquivo/{format}");

    internal static void MapPapers(this WebApplication app) =>
        app.MapGet("/contrato/papeis/{id:long}/arquivo/{format}", GetAsync).RequireAuthorization(Policies.SeeContract);

    private static async Task<IResult> GetAsync(
        long id, string format, PaperArchive archive, PaperHtml html, IPaperPdf printer, HttpContext context, CancellationToken cancellation)
    {
        if (await archive.FindAsync(id, cancellation) is not { } paper)
            return Results.NotFound();
        var view = PaperView.Of(paper);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        switch (format)
        {
            case "pdf":
                var print = await printer.PrintAsync(view, cancellation);
                return print.Bytes is { } bytes
                    ? Results.File(bytes, "application/pdf", view.FileName + ".pdf")
                    : Results.Text(print.Refusal, "text/plain; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
            case "html":
                return Results.File(System.Text.Encoding.UTF8.GetBytes(await html.RenderAsync(view)), "text/html; charset=utf-8", view.FileName + ".html");
            case "json":
                return Results.File(System.Text.Encoding.UTF8.GetBytes(paper.Data), "application/json", view.DataFileName);
            case "xlsx":
                return Results.File(
                    XlsxExport.Write(view.Heading, Tables(view)), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", view.FileName + ".xlsx");
            case "csv":
                return Results.File(CsvExport.Write(view.Data is ConsumptionReportData report ? ConsumptionTables.Items(report) : Tables(view)[0]), "text/csv; charset=utf-8", view.FileName + ".csv");
            default:
                return Results.NotFound();
        }
    }

    private static IReadOnlyList<ExportTable> Tables(PaperView view) => view.Data switch
    {
        TechnicalReportData report => PaperTables.Of(report),
        CreditNoticeData notice => notice.Tables(),
        ConsumptionReportData report => ConsumptionTables.Of(report),
        _ => PaperTables.Of((GlosaPaperData)view.Data),
    };
}
