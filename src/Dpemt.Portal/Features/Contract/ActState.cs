using Dpemt.Portal.Contract;

namespace Dpemt.Portal.Web.Features.Contract;

/// <summary>What a form of contract inspection knows of its own act: pending or not, and what was refused. What was typed stays with the form.</summary>
public sealed class ActState
{
    /// <summary>The server is working on it; a second click does nothing.</summary>
    public bool Pending { get; private set; }

    /// <summary>Why nothing was changed; null when nothing was refused.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Acts once, however often it is clicked. True when it was done.</summary>
    public async Task<bool> RunAsync(Func<Task<ContractResult>> act)
    {
        if (Pending) return false;
        Pending = true;
        try
        {
            var result = await act();
            Refusal = result.Refusal?.Message;
            return result.Done;
        }
        finally
        {
            Pending = false;
        }
    }
}
