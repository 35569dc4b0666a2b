using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Testing.Database;

/// <summary>One test's own database. Disposing drops it from a server; SQLite's file goes with the folder of the fixture that asked for it.</summary>
public sealed class FreshDatabase : IDisposable
{
    /// <summary>The migrations run once per process, each file is a copy.</summary>
    private static readonly Lazy<string> Template = new(MakeTemplate);

    private readonly SqlConnectionStringBuilder? _server;

    private FreshDatabase(DatabaseProvider provider, string connectionString, SqlConnectionStringBuilder? server, string? file)
    {
        Provider = provider;
        ConnectionString = connectionString;
        _server = server;
        FilePath = file;
    }

    /// <summary>The engine.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>SQLite's file; null on a server.</summary>
    public string? FilePath { get; }

    /// <summary>The settings of a host on this database.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Database:Provider"] = Provider.ToString(),
        ["ConnectionStrings:Portal"] = ConnectionString,
    };

    /// <summary>The same for services without settings.</summary>
    public void Configure(DatabaseOptions options)
    {
        options.Provider = Provider;
        options.ConnectionString = ConnectionString;
    }

    /// <summary>A context of its own, apart from all services.</summary>
    public PortalDbContext Open(KeyRing keys)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortalDatabase(Provider, ConnectionString);
        return new(options.Options, new FieldProtector(keys));
    }

    public void Dispose()
    {
        if (_server is null)
        {
            using var file = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(file);
            return;
        }

        using (var pooled = new SqlConnection(ConnectionString))
            SqlConnection.ClearPool(pooled);
        SqlServerDatabases.Run(_server, SqlServerDatabases.DropScript(new SqlConnectionStringBuilder(ConnectionString).InitialCatalog));
    }

    internal static FreshDatabase InFolder(string folder)
    {
        var file = Path.Combine(folder, "portal.db");
        return new(DatabaseProvider.Sqlite, $"Data Source={file}", null, file);
    }

    /// <summary>The database of that name on a server; nothing is opened yet.</summary>
    public static FreshDatabase OnServer(SqlConnectionStringBuilder server, string name) =>
        new(DatabaseProvider.SqlServer, new SqlConnectionStringBuilder(server.ConnectionString) { InitialCatalog = name }.ConnectionString, server, null);

    /// <summary>All tables, those of the recurring jobs too where production keeps them in the database.</summary>
    internal void Migrate()
    {
        if (FilePath is not null)
        {
            File.Copy(Template.Value, FilePath);
            return;
        }

        using (var db = Open(KeyRing.Create()))
            db.Database.Migrate();
        using var connection = new SqlConnection(ConnectionString);
        connection.Open();
        SqlServerObjectsInstaller.Install(connection, null, enableHeavyMigrations: true);
    }

    private static string MakeTemplate()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("portal-template-").FullName, "template.db");
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortalDatabase(DatabaseProvider.Sqlite, $"Data Source={path};Pooling=False");
        using var db = new PortalDbContext(options.Options, new FieldProtector(KeyRing.Create()));
        db.Database.Migrate();
        // One file without a journal beside it can be copied.
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode=DELETE;");
        return path;
    }
}
