using Dpemt.Portal.Testing.Hosting;
using Microsoft.Extensions.Configuration;

namespace Dpemt.Portal.Integration.Tests.Identity;

/// <summary>One portal for the tests of a class; sessions are checked every second.</summary>
public sealed class PortalServerFixture : IAsyncLifetime
{
    public PortalServer Server { get; private set; } = default!;

    public async Task InitializeAsync() => Server = await PortalServer.StartAsync(builder =>
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Access:SessionCheckSeconds"] = "1" }));

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
