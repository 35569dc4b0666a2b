using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Web.Features.Contract.Documents;

/// <summary>Stores the file of a form once, however often the act that names it is refused and tried again.</summary>
public sealed class AttachedOnce
{
    private (PickedFile File, long Id)? _stored;

    /// <summary>The stored document of a picked file; null without one.</summary>
    public async Task<(ContractResult? Refused, long? Id)> StoreAsync(ContractDocuments documents, Actor who, PickedFile? file)
    {
        if (file is null)
            return (null, null);
        if (!ReferenceEquals(_stored?.File, file))
        {
            var result = await documents.StoreAsync(who, file.Name, file.Bytes, CancellationToken.None);
            if (!result.Done)
                return (result, null);
            _stored = (file, result.Id!.Value);
        }

        return (null, _stored?.Id);
    }
}
