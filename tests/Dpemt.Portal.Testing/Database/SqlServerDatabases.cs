using Microsoft.Data.SqlClient;

namespace Dpemt.Portal.Testing.Database;

/// <summary>Makes and drops the tests' databases on a server.</summary>
public static class SqlServerDatabases
{
    /// <summary>Makes a database. Its log need not be kept: the tests never restore.</summary>
    public static string CreateScript(string name) => $"CREATE DATABASE {Quoted(name)}; ALTER DATABASE {Quoted(name)} SET RECOVERY SIMPLE;";

    /// <summary>Drops a database, also when a process that was killed has left connections to it. May run twice.</summary>
    /// <exception cref="ArgumentException">The name is not of a test: nothing else is ever dropped.</exception>
    public static string DropScript(string name)
    {
        if (!name.StartsWith(TestEngine.NamePrefix, StringComparison.Ordinal))
            throw new ArgumentException("Tests drop databases of tests only.", nameof(name));
        return $"""
            IF DB_ID(N'{name.Replace("'", "''", StringComparison.Ordinal)}') IS NOT NULL
            BEGIN
                ALTER DATABASE {Quoted(name)} SET SINGLE_USER WITH ROLLBACK IMMEDIATE;
                DROP DATABASE {Quoted(name)};
            END;
            """;
    }

    internal static void Run(SqlConnectionStringBuilder server, string script)
    {
        var master = new SqlConnectionStringBuilder(server.ConnectionString) { InitialCatalog = "master", Pooling = false };
        using var connection = new SqlConnection(master.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.CommandTimeout = 120;
        command.ExecuteNonQuery();
    }

    private static string Quoted(string name) => "[" + name.Replace("]", "]]", StringComparison.Ordinal) + "]";
}
