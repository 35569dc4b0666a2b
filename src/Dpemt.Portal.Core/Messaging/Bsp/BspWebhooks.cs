using System.Text;
using System.Text.Json;

namespace Dpemt.Portal.Messaging.Bsp;

/// <summary>A webhook as registered at the provider.</summary>
public sealed record RegisteredWebhook(string Id, string Uri, bool? Active);

/// <summary>The registration of our webhook at the provider.</summary>
public sealed class BspWebhooks(BspClient client)
{
    /// <summary>All webhooks of the number.</summary>
    /// <exception cref="BspUnavailableException">No answer.</exception>
    public async Task<IReadOnlyList<RegisteredWebhook>> ListAsync(CancellationToken cancellation)
    {
        var answer = await client.AskAsync(HttpMethod.Get, client.Number("webhook"), null, cancellation);
        return answer is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(w => new RegisteredWebhook(w.Text("id") ?? "", w.Text("uri") ?? "", w.Flag("ativo")))]
            : [];
    }

    /// <summary>Registers an address.</summary>
    public Task RegisterAsync(string uri, CancellationToken cancellation)
    {
        object body = client.Options.RegisterWebhookAsText
            ? new StringContent(uri, Encoding.UTF8, "text/plain")
            : new { uri, jwtToken = "" };
        return client.AskAsync(HttpMethod.Post, client.Number("webhook"), body, cancellation);
    }

    /// <summary>Changes an address, and with it activates it: the step is undocumented, the flag rides on the change.</summary>
    public Task UpdateAsync(string id, string uri, bool active, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Put, client.Number("webhook/" + Uri.EscapeDataString(id)), new { id, uri, jwtToken = "", ativo = active }, cancellation);

    /// <summary>Removes a registration; one that is gone already is no fault.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Delete, client.Number("webhook/" + Uri.EscapeDataString(id)), null, cancellation);
}
