using System.Globalization;
using System.Text.Json;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>What measuring costs.</summary>
/// <param name="MessagesPerMonth">Texts to our own number in a month of 30 days; 0 when none is sent.</param>
/// <param name="UnitPrice">Price of a simple send (item 17) in R$; null without a contract.</param>
public sealed record ProbePrice(int MessagesPerMonth, decimal? UnitPrice)
{
    /// <summary>R$ a month, rounded to cents once, half away from zero.</summary>
    public decimal? PerMonth => UnitPrice is { } price ? decimal.Round(MessagesPerMonth * price, 2, MidpointRounding.AwayFromZero) : null;
}

/// <summary>Reads what measuring costs: only texts to a number of our own have a price, all other probes have none.</summary>
public sealed class ProbeCost(IDbContextFactory<PortalDbContext> contexts, IOptions<MeasuringOptions> options)
{
    private const int SimpleSend = 17;

    /// <summary>With the prices of the contract's newest document.</summary>
    public async Task<ProbePrice> RunAsync(CancellationToken cancellation)
    {
        var settings = options.Value;
        var messages = settings is { Enabled: true, OwnNumber.Length: > 0 } ? 30 * 24 * 60 / settings.OwnMessageEveryMinutes : 0;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var document = await db.Contracts.AsNoTracking().OrderByDescending(c => c.Id).Select(c => c.Document).FirstOrDefaultAsync(cancellation);
        return new(messages, document is null ? null : PriceIn(document));
    }

    private static decimal? PriceIn(string document)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.TryGetProperty("items", out var items)
            ? items.EnumerateArray().Where(i => i.GetProperty("number").GetInt32() == SimpleSend)
                .Select(i => (decimal?)decimal.Parse(i.GetProperty("unitPrice").GetString()!, CultureInfo.InvariantCulture)).FirstOrDefault()
            : null;
    }
}
