namespace Dpemt.Portal.Web.Hosting.Simulation;

/// <summary>How the simulator that this process started is doing, for readiness.</summary>
public sealed class SimulatorState
{
    private volatile string? _problem = "o simulador ainda não respondeu";

    /// <summary>What is wrong, in Portuguese; null when it answers and knows the portal's webhook.</summary>
    public string? Problem => _problem;

    /// <summary>Notes how it is. True when that is news.</summary>
    internal bool Set(string? problem)
    {
        var news = problem != _problem;
        _problem = problem;
        return news;
    }
}
