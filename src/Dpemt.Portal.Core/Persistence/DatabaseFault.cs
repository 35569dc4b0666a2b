using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Persistence;

/// <summary>Tells faults of the database (away, locked, full, chosen as victim of a deadlock) from faults of the program.</summary>
public static class DatabaseFault
{
    /// <summary>True when the database failed: trying again may help, and nothing of the transaction was stored.</summary>
    public static bool Is(Exception fault) => fault switch
    {
        DbUpdateException or DbException => true,
        // The provider wraps what it takes to be transient when no retry is configured.
        InvalidOperationException { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}
