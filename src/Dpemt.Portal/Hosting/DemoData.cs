using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>What a newcomer finds: the key <c>dev-key</c>, receptions, users of every role. Development only; safe to run twice.</summary>
internal static class DemoData
{
    private const string Lease = "dados-de-demonstracao";

    internal static async Task SeedAsync(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var leases = services.GetRequiredService<LeaseKeeper>();
        var clock = services.GetRequiredService<TimeProvider>();
        while (!await leases.TryHoldAsync(Lease, cancellation))
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellation);
        try
        {
            await services.GetRequiredService<EnsureDevelopmentKey>().RunAsync(cancellation);
            await DemoUsers.SeedAsync(services, output, cancellation);
            await output.FlushAsync(cancellation);
        }
        finally
        {
            await leases.ReleaseAsync(Lease, CancellationToken.None);
        }
    }
}
