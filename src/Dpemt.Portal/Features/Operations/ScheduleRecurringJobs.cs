using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Web.Hosting;
using Hangfire;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Operations;

/// <summary>Tells Hangfire the list of <see cref="RecurringJobs"/> at every start; a job that left the list leaves Hangfire.</summary>
internal sealed class ScheduleRecurringJobs(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var manager = services.GetRequiredService<IRecurringJobManager>();
        var jobs = RecurringJobs.With(services.GetRequiredService<IOptions<MeasuringOptions>>().Value);
        foreach (var job in jobs)
            job.Schedule(manager);
        using var connection = services.GetRequiredService<JobStorage>().GetConnection();
        foreach (var gone in Hangfire.Storage.StorageConnectionExtensions.GetRecurringJobs(connection).Select(j => j.Id).Except(jobs.Select(j => j.Id)).ToList())
            manager.RemoveIfExists(gone);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
