using System.Globalization;
using Dpemt.Simulator.Auth;

namespace Dpemt.Simulator.Sending;

/// <summary>Totals over a period: the one path of the provider without <c>/v2</c>.</summary>
internal static class PeriodTotalsEndpoints
{
    private const int LargestPage = 500;
    private const int DefaultPage = 20;

    public static void MapPeriodTotals(this WebApplication app) =>
        _ = app.MapGet("/{waba}/client/{from}/status", Get).Behind("status");

    private static IResult Get(string from, HttpRequest request, PeriodTotals totals)
    {
        var query = request.Query;
        if (!TryInstant(query["dataInicioStr"], out var first) || !TryInstant(query["dataFimStr"], out var last))
        {
            return ProviderAnswers.BadRequest("dataInicioStr e dataFimStr são obrigatórios, no formato dd/mm/aaaa hh:mm:ss");
        }

        if (!TryNumber(query["pagina"], 1, int.MaxValue, 1, out var page) || !TryNumber(query["tamanho"], 1, LargestPage, DefaultPage, out var size))
        {
            return ProviderAnswers.BadRequest("pagina começa em 1 e tamanho vai de 1 a 500");
        }

        var buckets = totals.Between(from, first, last);
        if (string.Equals(query["SomenteFalhas"], "true", StringComparison.OrdinalIgnoreCase))
        {
            var failures = buckets.SelectMany(bucket => bucket.Failures)
                .GroupBy(failure => failure.Key, (text, group) => new { erroMsg = text, total = group.Sum(failure => failure.Value) })
                .OrderByDescending(failure => failure.total).ThenBy(failure => failure.erroMsg, StringComparer.Ordinal);
            return Results.Json(failures.Skip((page - 1) * size).Take(size));
        }

        var (total, sent, failed) = (buckets.Sum(bucket => bucket.Total), buckets.Sum(bucket => bucket.Sent), buckets.Sum(bucket => bucket.Failures.Values.Sum()));
        return Results.Json(new
        {
            desconhecida = Math.Max(0, total - sent - failed),
            entregue = buckets.Sum(bucket => bucket.Delivered),
            enviada = sent,
            falhou = failed,
            lida = buckets.Sum(bucket => bucket.Read),
            total,
        });
    }

    private static bool TryInstant(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (!DateTime.TryParseExact(text, "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return false;
        instant = new DateTimeOffset(local, BrasiliaTime.OffsetAt(local));
        return true;
    }

    private static bool TryNumber(string? text, int lowest, int highest, int missing, out int number)
    {
        number = missing;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= lowest && number <= highest);
    }
}

internal static class BrasiliaTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    public static TimeSpan OffsetAt(DateTime local) => Zone.GetUtcOffset(local);
}
