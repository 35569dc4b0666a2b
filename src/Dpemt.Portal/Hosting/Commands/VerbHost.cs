using Dpemt.Portal.Web.Hosting.Settings;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>Runs a verb with the services of the portal, without starting it: nothing listens, no worker runs.</summary>
internal static class VerbHost
{
    internal static async Task<int> RunAsync(TextWriter error, Func<IServiceProvider, Task<int>> verb, bool onOldTables = false)
    {
        await using var app = PortalHost.Compose([]);
        var faults = SettingsCheck.StorageFaultsOf(app.Services);
        if (faults.Count > 0)
        {
            SettingsCheck.Report(faults, error);
            return 1;
        }

        if (!onOldTables && await DatabaseReadiness.FaultAsync(app.Services, CancellationToken.None) is { } behind)
        {
            await error.WriteLineAsync(behind);
            return 1;
        }

        await using var scope = app.Services.CreateAsyncScope();
        return await verb(scope.ServiceProvider);
    }
}
