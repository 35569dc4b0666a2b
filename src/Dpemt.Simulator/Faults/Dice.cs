namespace Dpemt.Simulator.Faults;

/// <summary>All chance of the simulator, in one place.</summary>
internal sealed class Dice
{
    private readonly Random _random = Random.Shared;

    /// <summary>True with the given probability, 0 to 1.</summary>
    public bool Falls(double probability) => probability > 0 && _random.NextDouble() < probability;

    /// <summary>Milliseconds between the two bounds, both included.</summary>
    public int Between(int lowest, int highest) => highest <= lowest ? lowest : _random.Next(lowest, highest + 1);
}
