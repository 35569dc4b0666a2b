using System.Globalization;
using System.Text.Json;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>The volumes that the contract was planned with (TR 5.3.8, ETP 4): the month of that time, the growth that it announces, and the shape of a year.</summary>
/// <param name="AttendancesPerMonth">Attendances of a month; the contract counts one free message for each.</param>
/// <param name="UtilityPerMonth">Utility templates of a month.</param>
/// <param name="MarketingPerMonth">Marketing templates of a month.</param>
/// <param name="AuthenticationPerMonth">Authentication templates of a month.</param>
/// <param name="GrowthPercent">Growth over that month that the ETP announces, in percent.</param>
/// <param name="Shape">How the attendances of 2025 spread over its months.</param>
public sealed record AnnouncedVolumes(
    long AttendancesPerMonth, long UtilityPerMonth, long MarketingPerMonth, long AuthenticationPerMonth, decimal GrowthPercent, SeasonalShape Shape)
{
    /// <summary>Messages of a month without growth, at one message for each attendance as the contract counts.</summary>
    public long PerMonth(ItemKind kind) => kind switch
    {
        ItemKind.Service or ItemKind.SendSimple => AttendancesPerMonth,
        ItemKind.Utility => UtilityPerMonth,
        ItemKind.Marketing => MarketingPerMonth,
        ItemKind.Authentication => AuthenticationPerMonth,
        ItemKind.SendTemplate => UtilityPerMonth + MarketingPerMonth + AuthenticationPerMonth,
        _ => 0,
    };

    /// <summary>Reads the volumes of the contract's document.</summary>
    /// <exception cref="FormatException">Something is missing or no possible volume; the text is in Portuguese.</exception>
    public static AnnouncedVolumes Read(string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var volumes = json.RootElement.GetProperty("volumes");
            return new(
                Count(volumes, "messagesPerMonth"), Count(volumes, "utilityPerMonth"), Count(volumes, "marketingPerMonth"), Count(volumes, "authenticationPerMonth"),
                volumes.GetProperty("growthPercent").GetDecimal(),
                new([.. volumes.GetProperty("attendances2025").EnumerateArray().Select(m => m.GetInt64())]));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new FormatException("Os volumes do contrato não têm a forma esperada: " + fault.Message, fault);
        }
    }

    private static long Count(JsonElement volumes, string member) => volumes.GetProperty(member).GetInt64() is var count and >= 0
        ? count
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"volumes.{member} é negativo."));
}

/// <summary>Finds the volumes of the contract in force. The parsed document is kept while the import stays the same.</summary>
public sealed class VolumesInForce(IDbContextFactory<PortalDbContext> contexts)
{
    private volatile Kept? _last;

    /// <summary>The volumes of a contract that was found.</summary>
    public async Task<AnnouncedVolumes> OfAsync(ContractInForce contract, CancellationToken cancellation)
    {
        if (_last is { } last && last.RecordId == contract.RecordId)
            return last.Volumes;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var document = await db.Contracts.AsNoTracking().Where(c => c.Id == contract.RecordId).Select(c => c.Document).SingleAsync(cancellation);
        var read = new Kept(contract.RecordId, AnnouncedVolumes.Read(document));
        _last = read;
        return read.Volumes;
    }

    private sealed record Kept(int RecordId, AnnouncedVolumes Volumes);
}
