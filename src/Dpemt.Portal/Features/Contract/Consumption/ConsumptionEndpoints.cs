using System.Runtime.CompilerServices;
using System.Text;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;

namespace Dpemt.Portal.Web.Features.Contract.Consumption;

/// <summary>The files of consumption: messages with Meta's ids, and the frozen facts of a closed month.</summary>
internal static class ConsumptionEndpoints
{
    private static readonly ExportColumn[] Columns =
    [
        new("Mensagem", ExportKind.Count), new("wamid"), new("Dia", ExportKind.Day), new("Competência"), new("Categoria"), new("Modelo"), new("Recepção"), new("Motivo"),
        new("Preço da categoria devido"), new("Envio devido"), new("A Meta disse"), new("Nossa tarifa"), new("Ajuste"), new("Conta", ExportKind.Number),
    ];

    internal static void MapConsumptionFiles(this WebApplication app)
    {
        // The ids encode phone numbers: only for whoever inspects, and every download is recorded.
        app.MapGet("/contrato/consumo/{mes}/mensagens.csv", MessagesAsync).RequireAuthorization(Policies.InspectContract);
        app.MapGet("/contrato/consumo/{mes}/versoes/{numero:int}.json", VersionAsync).RequireAuthorization(Policies.SeeContract);
    }

    private static async Task<IResult> MessagesAsync(
        string mes, HttpContext context, MeteredMessages messages, ConsumptionReceptions receptions, CancellationToken cancellation)
    {
        if (!BillingMonth.TryParse(mes, out var month))
            return TypedResults.NotFound();
        var filter = ConsumptionQuery.Read(month, name => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null);
        await messages.RecordExportAsync(context.User.ToActor(), filter, cancellation);
        var names = await receptions.AllAsync(cancellation);
        Harden(context);
        return TypedResults.Stream(
            stream => CsvExport.WriteAsync(stream, Columns, RowsAsync(messages.StreamAsync(filter, cancellation), names, cancellation), cancellation),
            "text/csv; charset=utf-8", $"consumo-{month}.csv");
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        IAsyncEnumerable<MeteredLine> lines, IReadOnlyDictionary<int, string> receptions, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            yield return
            [
                line.MessageId, line.Wamid ?? "", line.Day, line.OfMonth.Label, line.Category.Label(), line.Template, line.ReceptionId == 0 ? "" : receptions.GetValueOrDefault(line.ReceptionId, $"{line.ReceptionId}"),
                line.Reason.Label(), line.Charged ? "sim" : "não", line.Sent ? "sim" : "não", line.Meta.Label(), line.TariffCharges ? "cobra" : "não cobra", line.Late ? "sim" : "não", (decimal)line.Count,
            ];
        }
    }

    private static async Task<IResult> VersionAsync(string mes, int numero, HttpContext context, ConsumptionMonths months, CancellationToken cancellation)
    {
        if (!BillingMonth.TryParse(mes, out var month) || await months.FactsAsync(month, numero, cancellation) is not { } facts)
            return TypedResults.NotFound();
        Harden(context);
        return TypedResults.File(Encoding.UTF8.GetBytes(facts), "application/json; charset=utf-8", $"consumo-{month}-v{numero}.json");
    }

    private static void Harden(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store, private";
    }
}
