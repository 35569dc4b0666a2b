using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Changes;

/// <summary>Registers the change feed.</summary>
public static class ChangesModule
{
    /// <summary>How long changes are kept: far longer than any process pauses between two polls.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>Adds the feed and its poller.</summary>
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<IInterceptor>(provider => new ChangeFeedInterceptor(new(provider.GetRequiredService<ChangeFeed>)));
        services.AddHostedService(provider => provider.GetRequiredService<ChangeFeed>());
        services.AddSingleton<ForgetChanges>();
        return services;
    }

    /// <summary>Notes a change, to be saved with what changed.</summary>
    public static void Announce(this PortalDbContext db, string topic, object key, DateTimeOffset at) =>
        db.Changes.Add(new Change { Topic = topic, Key = Convert.ToString(key, System.Globalization.CultureInfo.InvariantCulture)!, At = at });
}

/// <summary>Removes changes that every process has read long ago. Safe to run twice.</summary>
public sealed class ForgetChanges(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Deletes changes older than <see cref="ChangesModule.Kept"/>.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - ChangesModule.Kept;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Changes.Where(c => c.At < before).ExecuteDeleteAsync(cancellation);
    }
}
