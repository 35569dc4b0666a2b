using Dpemt.Simulator.Citizens;

namespace Dpemt.Simulator.Control;

/// <summary>What the provider's side has seen: accepted, delivered and failed messages, in all and by citizen.</summary>
internal sealed class Statistics(CitizenDirectory citizens)
{
    public object View()
    {
        var lines = citizens.All
            .Select(citizen => (citizen.Phone, citizen.Counters))
            .Where(line => line.Counters.Accepted > 0)
            .OrderBy(line => line.Phone, StringComparer.Ordinal)
            .ToList();
        return new
        {
            aceitas = lines.Sum(line => line.Counters.Accepted),
            entregues = lines.Sum(line => line.Counters.Delivered),
            falhas = lines.Sum(line => line.Counters.Failed),
            porTelefone = lines.ToDictionary(
                line => line.Phone,
                line => new { aceitas = line.Counters.Accepted, entregues = line.Counters.Delivered, falhas = line.Counters.Failed }),
        };
    }
}
