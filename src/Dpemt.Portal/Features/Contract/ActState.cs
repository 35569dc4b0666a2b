using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Contract.Documents;

namespace Dpemt.Portal.Web.Features.Contract;

/// <summary>What a form of contract inspection knows of its own act: pending or not, and what was refused. What was typed stays with the form.</summary>
public sealed class ActState
{
    private (PickedFile File, long Id)? _stored;

    /// <summary>The file that goes with the act.</summary>
    public PickedFile? File { get; set; }

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

    /// <summary>Stores the chosen file once, however often the act is refused, then acts with it.</summary>
    public Task<bool> RunAsync(ContractDocuments documents, Actor who, Func<long?, Task<ContractResult>> act) => RunAsync(async () =>
    {
        if (File is { } file && !ReferenceEquals(_stored?.File, file))
        {
            var result = await documents.StoreAsync(who, file.Name, file.Bytes, CancellationToken.None);
            if (!result.Done)
                return result;
            _stored = (file, result.Id!.Value);
        }

        return await act(File is null ? null : _stored?.Id);
    });
}
