using System.Net;
using System.Net.Sockets;

namespace Dpemt.Portal.Web.Hosting.Simulation;

/// <summary>The simulator that the portal starts in Development. Settings section <c>Simulator</c>; ignored elsewhere.</summary>
public sealed class SimulatorOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Simulator";

    /// <summary>Whether the portal starts a simulator of its own.</summary>
    public bool Enabled { get; set; }

    /// <summary>Where the simulator listens, and where provider and SOLAR are looked for unless set. Port 0 takes a free one.</summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// In Development, lets provider and SOLAR be looked for at the simulator unless they are set, and puts a real port in
    /// the place of 0, since those addresses must be known before the simulator runs.
    /// </summary>
    internal static void ApplyDefaults(IConfigurationManager configuration)
    {
        if (!Uri.TryCreate(configuration[Section + ":" + nameof(Url)], UriKind.Absolute, out var url))
            return;
        if (url.Port == 0)
            url = new UriBuilder(url) { Port = FreePort() }.Uri;
        var address = url.GetLeftPart(UriPartial.Authority);
        var values = new Dictionary<string, string?> { [Section + ":" + nameof(Url)] = address };
        foreach (var key in new[] { "Bsp:BaseUrl", "Solar:BaseUrl" })
        {
            if (string.IsNullOrEmpty(configuration[key]))
                values[key] = address;
        }

        configuration.AddInMemoryCollection(values);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
