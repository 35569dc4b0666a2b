using Dpemt.Portal.Protection;

namespace Dpemt.Portal.Messaging;

/// <summary>Blind indexes of what messages and their events are looked up by.</summary>
public sealed class MessageIndex(BlindIndex index)
{
    /// <summary>Of Meta's message id.</summary>
    public byte[] Wamid(string wamid) => index.Of("wamid", wamid);

    /// <summary>Of a status that waits for its message, by the request that it names.</summary>
    internal byte[] WaitingForRequest(string requestId) => index.Of("status-request", requestId);

    /// <summary>Of a status that waits for its message, by Meta's id.</summary>
    internal byte[] WaitingForWamid(string wamid) => index.Of("status-wamid", wamid);

    internal byte[] Of(string purpose, string value) => index.Of(purpose, value);
}
