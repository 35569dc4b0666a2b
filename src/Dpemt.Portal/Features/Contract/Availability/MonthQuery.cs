using System.Globalization;
using Dpemt.Portal.Contract;

namespace Dpemt.Portal.Web.Features.Contract.Availability;

/// <summary>What the address of the month's page asks for: the month, and incidents left out on trial. Whoever gets the address sees the same.</summary>
/// <param name="Month">The month.</param>
/// <param name="Without">Ids of incidents.</param>
public sealed record MonthQuery(BillingMonth Month, IReadOnlySet<long> Without)
{
    private const string Path = "contrato/disponibilidade";

    /// <summary>Most incidents in an address.</summary>
    private const int Most = 200;

    /// <summary>Reads <c>?mes=</c> and <c>?sem=</c>; what cannot be read counts as not given.</summary>
    public static MonthQuery Read(string? mes, string? sem, DateTimeOffset now) => new(
        BillingMonth.TryParse(mes, out var month) ? month : BillingMonth.Of(now),
        (sem ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Take(Most).ToHashSet());

    /// <summary>The address of this.</summary>
    public string Address => $"{Path}?mes={Month}" + (Without.Count == 0 ? "" : "&sem=" + string.Join(',', Without.Order()));

    /// <summary>Another month, without trial.</summary>
    public static string AddressOf(BillingMonth month) => $"{Path}?mes={month}";

    /// <summary>The same with one incident left out, or back in.</summary>
    public MonthQuery Toggle(long incident) => this with { Without = Without.Contains(incident) ? Without.Where(id => id != incident).ToHashSet() : [.. Without, incident] };
}
