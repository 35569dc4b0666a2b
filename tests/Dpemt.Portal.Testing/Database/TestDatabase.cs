using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Testing.Database;

/// <summary>A real SQLite file of one test, migrated: the migrations run once per process, each test gets a copy.</summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<string> Template = new(Migrate);

    private readonly string _folder = Directory.CreateTempSubdirectory("portal-test-").FullName;

    public TestDatabase()
    {
        File.Copy(Template.Value, FilePath);
        File.WriteAllText(KeyFile, KeyRing.Create().ToJson());
    }

    public string FilePath => Path.Combine(_folder, "portal.db");

    public string KeyFile => Path.Combine(_folder, "keys.json");

    public string ConnectionString => $"Data Source={FilePath}";

    /// <summary>A context of its own, apart from all services.</summary>
    public PortalDbContext Open()
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortalDatabase(DatabaseProvider.Sqlite, ConnectionString);
        return new(options.Options, new FieldProtector(KeyRing.Parse(File.ReadAllText(KeyFile))));
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A worker that is still closing holds the file: the folder is temporary anyway.
        }
    }

    private static string Migrate()
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
