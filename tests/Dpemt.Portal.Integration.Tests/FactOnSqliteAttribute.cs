using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;

namespace Dpemt.Portal.Integration.Tests;

/// <summary>A test about SQLite itself: left out, with its reason, when the tests run on a server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactOnSqliteAttribute : FactAttribute
{
    public FactOnSqliteAttribute(string reason) => Skip = SqliteOnly.SkipOn(TestEngine.Current, reason);
}

/// <summary><see cref="FactOnSqliteAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryOnSqliteAttribute : TheoryAttribute
{
    public TheoryOnSqliteAttribute(string reason) => Skip = SqliteOnly.SkipOn(TestEngine.Current, reason);
}

internal static class SqliteOnly
{
    internal static string? SkipOn(TestEngine engine, string reason) =>
        engine.Provider == DatabaseProvider.Sqlite ? null : "SQLite only: " + reason;
}
