using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Calendar;

/// <summary>Whose deadline it is.</summary>
public enum DeadlineParty
{
    /// <summary>The office has to act.</summary>
    Office = 0,

    /// <summary>The contractor may act; the office waits.</summary>
    Contractor = 1,
}

/// <summary>A deadline that runs.</summary>
/// <param name="Key">Stable name with its last day: a deadline that moves is told of anew. At most 100 letters.</param>
/// <param name="DueOn">Last day, local.</param>
/// <param name="Title">What has to be done until then, in Portuguese.</param>
/// <param name="Clause">The clause that sets it, or that it is to be confirmed.</param>
/// <param name="Party">Who has to act.</param>
/// <param name="Href">Where to do it, without a slash at its beginning.</param>
public sealed record OpenDeadline(string Key, DateOnly DueOn, string Title, string Clause, DeadlineParty Party, string Href);

/// <summary>A part of the contract that has deadlines.</summary>
public interface IDeadlineSource
{
    /// <summary>Its deadlines that run, also those that passed without an act.</summary>
    Task<IReadOnlyList<OpenDeadline>> ListAsync(PortalDbContext db, CancellationToken cancellation);

    /// <summary>Does what silence does by itself once a deadline has passed. May run twice, or on two instances at once.</summary>
    Task LapseAsync(CancellationToken cancellation);
}

/// <summary>All deadlines that run, the next one first.</summary>
public sealed class OpenDeadlines(IDbContextFactory<PortalDbContext> contexts, IEnumerable<IDeadlineSource> sources)
{
    /// <summary>Reads them.</summary>
    public async Task<IReadOnlyList<OpenDeadline>> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = new List<OpenDeadline>();
        foreach (var source in sources)
            found.AddRange(await source.ListAsync(db, cancellation));
        return [.. found.OrderBy(d => d.DueOn).ThenBy(d => d.Key, StringComparer.Ordinal)];
    }
}
