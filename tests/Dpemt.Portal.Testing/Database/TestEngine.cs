using Dpemt.Portal.Persistence;
using Microsoft.Data.SqlClient;

namespace Dpemt.Portal.Testing.Database;

/// <summary>
/// The one place that decides which database the tests run on: SQLite files, or the SQL Server that the environment
/// variable <see cref="Variable"/> names. Every fixture asks it for a fresh database.
/// </summary>
public sealed class TestEngine
{
    /// <summary>Connection string of a login that may create databases; its database name is not used.</summary>
    public const string Variable = "SQLSERVER_CONNECTION";

    /// <summary>Begins the name of every database that tests make on a server: what a killed run left can be found by it.</summary>
    public const string NamePrefix = "portal_test_";

    private readonly SqlConnectionStringBuilder? _server;
    private readonly Lazy<string?> _problem;

    private TestEngine(SqlConnectionStringBuilder? server)
    {
        _server = server;
        // Asked once: a server that is away would else cost its time limit in every test.
        _problem = new(() => server is null ? null : ProblemOf(server));
    }

    /// <summary>The engine of this run.</summary>
    public static TestEngine Current { get; } = From(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The engine that a connection string asks for: SQLite when it is empty.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read as a connection string of SQL Server.</exception>
    public static TestEngine From(string? connection)
    {
        if (string.IsNullOrWhiteSpace(connection))
            return new(null);
        try
        {
            return new(new SqlConnectionStringBuilder(connection));
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The text may hold a password and is not repeated.
            throw new InvalidOperationException($"{Variable} is not a connection string of SQL Server. Unset it to run the tests on SQLite.");
        }
    }

    /// <summary>What the tests run on.</summary>
    public DatabaseProvider Provider => _server is null ? DatabaseProvider.Sqlite : DatabaseProvider.SqlServer;

    /// <summary>An empty database, for hosts that migrate by themselves. On SQLite its file is made by the first that opens it.</summary>
    /// <param name="folder">Where SQLite's file goes; unused on a server.</param>
    /// <exception cref="InvalidOperationException">The server does not answer. SQLite never takes its place silently.</exception>
    public FreshDatabase CreateEmpty(string folder)
    {
        if (_server is null)
            return FreshDatabase.InFolder(folder);
        if (_problem.Value is { } problem)
            throw new InvalidOperationException(problem);
        var name = NewName();
        SqlServerDatabases.Run(_server, SqlServerDatabases.CreateScript(name));
        return FreshDatabase.OnServer(_server, name);
    }

    /// <summary>A database with all tables.</summary>
    /// <inheritdoc cref="CreateEmpty"/>
    public FreshDatabase CreateMigrated(string folder)
    {
        var database = CreateEmpty(folder);
        try
        {
            database.Migrate();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A database name that no other test has, on this machine or another one that uses the same server.</summary>
    public static string NewName() => NamePrefix + Guid.NewGuid().ToString("N");

    private static string? ProblemOf(SqlConnectionStringBuilder server)
    {
        try
        {
            SqlServerDatabases.Run(server, "SELECT 1;");
            return null;
        }
        catch (SqlException fault)
        {
            return $"{Variable} names the server {server.DataSource}, which cannot be used: {fault.Message} Unset it to run the tests on SQLite.";
        }
    }
}
