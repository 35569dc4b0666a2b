using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations;

/// <summary>What all changes of kept tables do: trail and change feed with the change, and paging of lists.</summary>
internal static class Settings
{
    internal const string Receptions = "receptions";
    internal const string Holidays = "holidays";
    internal const string Services = "services";
    internal const string FrequentQuestions = "faqs";
    internal const string FlowTexts = "flow-texts";
    internal const string QuickReplies = "quick-replies";

    /// <summary>Notes the change of a table, to be saved with it. The key of the change is the table's name.</summary>
    internal static void Changed(this PortalDbContext db, Actor who, string table, object id, DateTimeOffset at, string detail)
    {
        db.Audit(who, AuditActions.SettingsChanged, table, id, at, detail);
        db.Announce(ChangeTopics.Settings, table, at);
    }

    /// <summary>What to answer when a line is no longer as it was loaded into the form; null when it is.</summary>
    internal static async Task<SaveResult?> ConflictAsync<T>(
        this PortalDbContext db, string table, object id, T? loaded, T current, CancellationToken cancellation)
        where T : class =>
        loaded is null || loaded.Equals(current)
            ? null
            : new([], Conflict: await EditConflict.OverAsync(
                db, AuditActions.SettingsChanged, table, Convert.ToString(id, CultureInfo.InvariantCulture)!, current, cancellation));

    internal static async Task<TablePage<T>> PageAsync<T>(this IQueryable<T> rows, TableQuery query, CancellationToken cancellation)
    {
        var total = await rows.CountAsync(cancellation);
        return new(await rows.Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200)).ToListAsync(cancellation), total);
    }

    /// <summary>The pattern of a search that contains the text, with its wildcards taken literally; null without a search. The escape sign is a backslash.</summary>
    internal static string? Pattern(this TableQuery query)
    {
        var text = query.Search?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > 100)
            text = text[..100];
        return "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal) + "%";
    }
}
