using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Dpemt.Portal.Web.Hosting.Simulation;

/// <summary>Starts the simulator that the build left beside the portal, in the same configuration.</summary>
internal static class SimulatorProcess
{
    private const string File = "Dpemt.Simulator.dll";

    /// <summary>Settings that would make the simulator listen elsewhere, or that it has no business to know.</summary>
    private static readonly string[] NotInherited = ["URLS", "ASPNETCORE_URLS", "DOTNET_URLS", "HTTP_PORTS", "ASPNETCORE_HTTP_PORTS", "Protection__", "ConnectionStrings__", "Demo__"];

    /// <summary>Where the build puts the simulator, or null when it was not built.</summary>
    internal static string? PathFrom(string contentRoot)
    {
        var configuration = typeof(SimulatorProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";
        string[] places =
        [
            Path.Combine(contentRoot, "src", "Dpemt.Simulator", "bin", configuration, "net10.0", File),
            Path.Combine(AppContext.BaseDirectory, File),
        ];
        return Array.Find(places, System.IO.File.Exists);
    }

    /// <summary>Starts it; it ends by itself when this process is gone, also when it was killed.</summary>
    internal static Process Start(string assembly, string url)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } me && Path.GetFileNameWithoutExtension(me) == "dotnet" ? me : "dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { assembly, "--urls", url, "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(k => NotInherited.Any(n => k.StartsWith(n, StringComparison.OrdinalIgnoreCase))).ToList())
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var process = new Process { StartInfo = start };
        process.Start();
        // Read and dropped: an unread pipe would stop the simulator when it is full, and its lines would drown the portal's.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
