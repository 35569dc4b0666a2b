namespace Dpemt.Portal.Persistence;

/// <summary>The database engines that the portal runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded file: development, tests, small installations.</summary>
    Sqlite,

    /// <summary>Production, several instances.</summary>
    SqlServer,
}

/// <summary>Which database. Settings <c>Database:Provider</c> and <c>ConnectionStrings:Portal</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Database";

    /// <summary>The engine.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>The connection string, taken from <c>ConnectionStrings:Portal</c>.</summary>
    public string ConnectionString { get; set; } = "";
}
