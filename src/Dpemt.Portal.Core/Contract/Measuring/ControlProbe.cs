using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>
/// Tells a fault of our own network from one of the contractor: asks addresses that the contractor does not run. Our
/// own database is the other control; when it is away nothing can be noted at all, which shows as time without evidence.
/// </summary>
public sealed class ControlProbe(IHttpClientFactory clients, IOptions<MeasuringOptions> options)
{
    internal const string HttpName = "controle";

    /// <summary>Longest wait for any of the addresses.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>True when one address answers, whatever it says, or when none is set.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var addresses = options.Value.Controls();
        if (addresses.Count == 0)
            return true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        using var client = clients.CreateClient(HttpName);
        var open = addresses.Select(a => AnswersAsync(client, a, limit.Token)).ToList();
        while (open.Count > 0)
        {
            var first = await Task.WhenAny(open);
            open.Remove(first);
            if (await first)
            {
                await limit.CancelAsync();
                await Task.WhenAll(open);
                return true;
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return false;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
