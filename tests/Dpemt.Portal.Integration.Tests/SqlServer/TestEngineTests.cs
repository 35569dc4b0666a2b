using System.Diagnostics;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Processes;
using Microsoft.Data.SqlClient;

namespace Dpemt.Portal.Integration.Tests.SqlServer;

/// <summary>The switch between SQLite and a server, as far as it can be tested without a server.</summary>
public sealed class TestEngineTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void From_NothingSet_IsSqlite(string? connection)
    {
        var folder = Directory.CreateTempSubdirectory("portal-engine-").FullName;
        var engine = TestEngine.From(connection);
        using var database = engine.CreateMigrated(folder);

        Assert.Equal(DatabaseProvider.Sqlite, engine.Provider);
        Assert.Null(SqliteOnly.SkipOn(engine, "x"));
        Assert.Equal("Sqlite", database.Settings["Database:Provider"]);
        Assert.True(File.Exists(Path.Combine(folder, "portal.db")));
    }

    [Fact]
    public void From_ServerSet_ChoosesSqlServerAndSkipsWhatIsAboutSqlite()
    {
        var engine = TestEngine.From("Server=tcp:sql.exemplo.local;User Id=x;Password=y");

        Assert.Equal(DatabaseProvider.SqlServer, engine.Provider);
        Assert.Equal("SQLite only: x", SqliteOnly.SkipOn(engine, "x"));
    }

    [Fact]
    public void OnServer_AnyName_KeepsTheServerAndReplacesTheDatabase()
    {
        var server = new SqlConnectionStringBuilder("Server=tcp:sql.exemplo.local;Database=producao;User Id=x;Password=y;TrustServerCertificate=true");
        var database = FreshDatabase.OnServer(server, "portal_test_1");
        var made = new SqlConnectionStringBuilder(database.Settings["ConnectionStrings:Portal"]);

        Assert.Equal("SqlServer", database.Settings["Database:Provider"]);
        Assert.Equal("portal_test_1", made.InitialCatalog);
        Assert.Equal((server.DataSource, "x", "y", true), (made.DataSource, made.UserID, made.Password, made.TrustServerCertificate));
        Assert.Equal("producao", server.InitialCatalog);
        var options = new DatabaseOptions();
        database.Configure(options);
        Assert.Equal((DatabaseProvider.SqlServer, database.ConnectionString), (options.Provider, options.ConnectionString));
        using var db = database.Open(Protection.KeyRing.Create());
        Assert.Contains("SqlServer", db.Database.ProviderName, StringComparison.Ordinal);
    }

    [Fact]
    public void NewName_Asked_IsDifferentEachTimeAndShortEnough()
    {
        var names = Enumerable.Range(0, 100).Select(_ => TestEngine.NewName()).ToList();

        Assert.Equal(100, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^portal_test_[0-9a-f]{32}$", name));
    }

    [Fact]
    public void Scripts_AnyName_AreTransactSqlAndDropTestsDatabasesOnly()
    {
        const string Name = "portal_test_o'k]x";
        var drop = SqlServerDatabases.DropScript(Name);

        Assert.Empty(SqlServerTests.Parse(SqlServerDatabases.CreateScript(Name)));
        Assert.Empty(SqlServerTests.Parse(drop));
        Assert.Contains("DROP DATABASE [portal_test_o'k]]x];", drop, StringComparison.Ordinal);
        Assert.Contains("DB_ID(N'portal_test_o''k]x')", drop, StringComparison.Ordinal);
        Assert.True(drop.IndexOf("SINGLE_USER", StringComparison.Ordinal) < drop.IndexOf("DROP DATABASE", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => SqlServerDatabases.DropScript("producao"));
    }

    [Fact]
    public void Create_NobodyListens_FailsWithTheReasonInsteadOfTakingSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("portal-engine-").FullName;
        var port = PortalProcess.FreePort();
        var engine = TestEngine.From($"Server=tcp:127.0.0.1,{port};User Id=x;Password=segredo;Connect Timeout=2;ConnectRetryCount=0;Encrypt=false");

        var fault = Assert.Throws<InvalidOperationException>(() => engine.CreateMigrated(folder));

        Assert.Contains(TestEngine.Variable, fault.Message, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1,{port}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("segredo", fault.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
        // The next fixture does not wait for the server again.
        var watch = Stopwatch.StartNew();
        Assert.Throws<InvalidOperationException>(() => engine.CreateEmpty(folder));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void From_NoConnectionString_SaysWhichVariable()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => TestEngine.From("segredo"));

        Assert.Contains(TestEngine.Variable, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("segredo", fault.Message, StringComparison.Ordinal);
    }
}
