using System.Net;
using System.Text;
using Dpemt.Portal.Testing.Processes;

namespace Dpemt.Portal.Benchmarks;

/// <summary>
/// Webhooks per second with an answer after the durable commit, beside the ceiling of the same process: an endpoint
/// that only answers. The load generator runs on the same machine.
/// </summary>
internal static class IntakeBench
{
    private const int Connections = 64;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    internal static async Task<IReadOnlyList<Row>> RunAsync()
    {
        using var files = new PortalFiles();
        await using var portal = await PortalProcess.StartAsync(files);
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Connections };
        using var client = new HttpClient(handler) { BaseAddress = portal.Address };
        var number = 0;

        async Task PostAsync()
        {
            var n = Interlocked.Increment(ref number);
            using var content = new StringContent(Body(n), Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("/webhooks/whatsapp/dev", UriKind.Relative), content);
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"The webhook answered {(int)answer.StatusCode}.");
        }

        async Task GetAsync()
        {
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
            answer.EnsureSuccessStatusCode();
        }

        await Load.RunAsync(Connections, TimeSpan.FromSeconds(2), GetAsync);
        var bare = await Load.RunAsync(Connections, Time, GetAsync);
        await Load.RunAsync(Connections, TimeSpan.FromSeconds(2), PostAsync);
        var intake = await Load.RunAsync(Connections, Time, PostAsync);
        return
        [
            new($"bare endpoint of the same process, {Connections} connections", bare.ToString()),
            new($"webhook of one status, {Connections} connections, answer after commit", intake.ToString()),
            new("ratio", $"{intake.PerSecond / bare.PerSecond:N2}"),
        ];
    }

    /// <summary>A status of a message that nobody sent: stored and kept, without a conversation behind it.</summary>
    private static string Body(int n) => $$"""
        {"messaging_product":"whatsapp","metadata":{"display_phone_number":"556530000000","phone_number_id":"200000000000002",
        "webhook_object_id":"0123456789abcdef01234567"},"contacts":[],"messages":[],"errors":[],"statuses":[{"id":"wamid.BENCH{{n}}",
        "status":"delivered","timestamp":"1763640004","recipient_id":"556599990001","idRequisicao":"5b0d3c5e-7a41-4c0e-9f0a-{{n:000000000000}}",
        "pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"utility"} }],"delay":0}
        """;
}
