using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Dpemt.Portal.Integration.Tests.SqlServer;

public sealed class SqlServerTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.SqlServer, "Server=nowhere.invalid")]
    public void Model_ComparedWithMigrations_HasNoPendingChange(DatabaseProvider provider, string connection)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortalDatabase(provider, connection);
        using var db = new PortalDbContext(options.Options, new FieldProtector(KeyRing.Create()));

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void MigrationScript_ForSqlServer_ParsesAsTransactSql()
    {
        using var db = SqlServerTranslation.CreateContext();
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Assert.Contains("msg_OutboxEntry", script, StringComparison.Ordinal);
        Assert.Empty(Parse(script));
        Assert.NotEmpty(Parse(script.Replace("CREATE TABLE", "CREATE TABEL", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Command_WithoutServer_IsValidTransactSql()
    {
        var server = new NoServer();
        await using var db = SqlServerTranslation.CreateContext(server);
        var now = DateTimeOffset.UnixEpoch;

        await db.Leases.Where(l => l.Name == "x" && l.Until < now).ExecuteUpdateAsync(s => s.SetProperty(l => l.Until, now));
        await db.Messages.Where(m => m.OccurredAt < now).OrderBy(m => m.Id).Take(3).Select(m => m.Text).ToListAsync();

        Assert.Equal(2, server.Commands.Count);
        Assert.All(server.Commands, command => Assert.Empty(Parse(command)));
    }

    [Fact]
    public async Task Query_ThatOnlySqliteTranslates_FailsTheTestThatRunsIt()
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortalDatabase(DatabaseProvider.Sqlite, "Data Source=:memory:");
        options.AddInterceptors(SqlServerTranslation.Instance);
        await using var db = new PortalDbContext(options.Options, new FieldProtector(KeyRing.Create()));
        await db.Database.OpenConnectionAsync();
        await db.Database.EnsureCreatedAsync();
        var before = SqlServerTranslation.Instance.Count;

        await db.Receptions.Where(r => r.Name == "x").CountAsync();
        Assert.True(SqlServerTranslation.Instance.Count > before);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Receptions.Where(r => EF.Functions.Glob(r.Name, "a*")).CountAsync());
        Assert.Contains("does not translate for SQL Server", fault.Message, StringComparison.Ordinal);
    }

    internal static IList<ParseError> Parse(string script)
    {
        using var reader = new StringReader(script);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors;
    }
}
