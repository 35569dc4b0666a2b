using Dpemt.Portal.Web.Hosting.Settings;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>Runs a verb with the services of the portal, without starting it: nothing listens, no worker runs.</summary>
internal static class VerbHost
{
    internal static async Task<int> RunAsync(TextWriter error, Func<IServiceProvider, Task<int>> verb)
    {
        await using var app = PortalHost.Build([]);
        var faults = SettingsCheck.StorageFaultsOf(app.Services);
        if (faults.Count > 0)
        {
            SettingsCheck.Report(faults, error);
            return 1;
        }

        await using var scope = app.Services.CreateAsyncScope();
        return await verb(scope.ServiceProvider);
    }
}
