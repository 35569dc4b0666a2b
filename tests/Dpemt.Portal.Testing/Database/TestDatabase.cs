using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;

namespace Dpemt.Portal.Testing.Database;

/// <summary>A real database of one test with all tables, on the engine of <see cref="TestEngine"/>, and a key file beside it.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
    private readonly FreshDatabase _database;

    public TestDatabase()
    {
        _database = TestEngine.Current.CreateMigrated(_folder);
        File.WriteAllText(KeyFile, KeyRing.Create().ToJson());
    }

    /// <summary>SQLite's file, for tests about the file itself.</summary>
    public string FilePath => _database.FilePath ?? throw new InvalidOperationException("This test is about SQLite's file: mark it FactOnSqlite.");

    public string KeyFile => Path.Combine(_folder, "keys.json");

    /// <summary>The settings of a process on this database.</summary>
    public IReadOnlyDictionary<string, string?> Settings => _database.Settings;

    /// <summary>Points a host's options here.</summary>
    public void Configure(DatabaseOptions options) => _database.Configure(options);

    /// <summary>A context of its own, apart from all services.</summary>
    public PortalDbContext Open() => _database.Open(KeyRing.Parse(File.ReadAllText(KeyFile)));

    public void Dispose()
    {
        _database.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A worker that is still closing holds the file: the folder is temporary anyway.
        }
    }
}
