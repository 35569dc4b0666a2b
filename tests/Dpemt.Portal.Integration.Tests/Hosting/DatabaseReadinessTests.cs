using System.Data;
using System.Data.Common;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Testing.Processes;
using Dpemt.Portal.Web.Hosting;
using Dpemt.Portal.Web.Hosting.Commands;
using Dpemt.Portal.Web.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Hosting;

/// <summary>A start on a database that this version has not migrated says what to do, and starts nothing.</summary>
public sealed class DatabaseReadinessTests : IDisposable
{
    private const string Server = "Server=nowhere;Database=portal;User Id=x;Password=y";

    private readonly PortalFiles _files = new();

    public void Dispose() => _files.Dispose();

    [FactOnSqlite("names the file of the database")]
    public async Task Start_ProductionNeverMigrated_SaysToMigrateAndMakesNoTable()
    {
        ProtectionModule.CreateKeyFileIfMissing(_files.KeyFile);
        using var error = new StringWriter();
        string[] settings = [.. Settings("Sqlite", _files.Database.ConnectionString).Select(s => $"--{s.Key}={s.Value}")];

        var code = await PortalCommands.InvokeAsync(["--environment=Production", .. settings], TextWriter.Null, error).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, code);
        Assert.Matches("O portal não pode começar.*faltam [0-9]+ migrações.*migrate", error.ToString());
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
        await using var db = _files.Open();
        Assert.Empty(await db.Database.GetAppliedMigrationsAsync());
    }

    [Fact]
    public async Task Fault_MigratedDatabase_IsNone()
    {
        await using var app = Build(_files.Database.Provider.ToString(), _files.Database.ConnectionString);
        await DevelopmentDatabase.MigrateAsync(app.Services, default);
        Assert.Null(await DatabaseReadiness.FaultAsync(app.Services, default));
    }

    [Fact]
    public async Task Fault_SqlServerWithoutTables_SaysToMigrate()
    {
        await using var app = Build("SqlServer", Server, new AnsweringServer());
        Assert.Matches("faltam [0-9]+ migrações.*migrate", await DatabaseReadiness.FaultAsync(app.Services, default));
    }

    [Theory]
    [InlineData(false, "tabelas dos trabalhos recorrentes.*migrate")]
    [InlineData(true, null)]
    public async Task Fault_SqlServerMigrated_WantsTheTablesOfTheJobsToo(bool jobs, string? expected)
    {
        var server = new AnsweringServer();
        await using var app = Build("SqlServer", Server, server);
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
            server.Migrations = [.. db.Database.GetMigrations()];
        server.HasJobTables = jobs;

        var fault = await DatabaseReadiness.FaultAsync(app.Services, default);

        if (expected is null)
            Assert.Null(fault);
        else
            Assert.Matches(expected, fault);
        Assert.Contains(server.Commands, c => c.Contains("sys.tables", StringComparison.Ordinal));
        Assert.All(server.Commands, c => Assert.Empty(SqlServer.SqlServerTests.Parse(c)));
    }

    [Fact]
    public async Task Fault_ServerThatDoesNotAnswer_NamesTheSettingAndNoSecret()
    {
        await using var app = Build("SqlServer", $"Server=127.0.0.1,{PortalProcess.FreePort()};User Id=x;Password=segredo-do-banco;Connect Timeout=2;ConnectRetryCount=0");
        var fault = await DatabaseReadiness.FaultAsync(app.Services, default);
        Assert.Contains("ConnectionStrings__Portal", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("segredo-do-banco", fault, StringComparison.Ordinal);
    }

    private WebApplication Build(string provider, string connection, IInterceptor? server = null)
    {
        ProtectionModule.CreateKeyFileIfMissing(_files.KeyFile);
        return PortalHost.Build(["--environment=Production"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings(provider, connection));
            if (server is not null)
                builder.Services.AddSingleton(server);
        });
    }

    private Dictionary<string, string?> Settings(string provider, string connection) => new()
    {
        ["Urls"] = "http://127.0.0.1:0",
        ["Database:Provider"] = provider,
        ["ConnectionStrings:Portal"] = connection,
        ["Protection:KeyFile"] = _files.KeyFile,
        ["Bsp:BaseUrl"] = "http://127.0.0.1:9",
        ["Bsp:ClientId"] = "x",
        ["Bsp:ClientSecret"] = "x",
        ["Bsp:PhoneNumberId"] = "1",
        ["Bsp:WabaId"] = "1",
        ["Webhook:Secrets:0"] = "um-segredo-de-teste-com-tamanho",
    };

    /// <summary>Stands for a SQL Server that answers which migrations it has and whether the jobs' tables are there.</summary>
    private sealed class AnsweringServer : DbConnectionInterceptor, IDbCommandInterceptor
    {
        public string[]? Migrations { get; set; }

        public bool HasJobTables { get; set; }

        public List<string> Commands { get; } = [];

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());

        public ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Commands.Add(command.CommandText);
            return ValueTask.FromResult(InterceptionResult<object>.SuppressWithResult(Migrations is null ? DBNull.Value : 1));
        }

        public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Commands.Add(command.CommandText);
            return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(1));
        }

        public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands.Add(command.CommandText);
            var rows = new DataTable();
            if (command.CommandText.Contains("__EFMigrationsHistory", StringComparison.Ordinal))
            {
                rows.Columns.Add("MigrationId", typeof(string));
                rows.Columns.Add("ProductVersion", typeof(string));
                foreach (var migration in Migrations ?? [])
                    rows.Rows.Add(migration, "10");
            }
            else
            {
                rows.Columns.Add("Value", typeof(string));
                if (HasJobTables)
                    rows.Rows.Add("Schema");
            }

            return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(rows.CreateDataReader()));
        }
    }
}
