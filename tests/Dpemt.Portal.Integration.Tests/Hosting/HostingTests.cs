using System.Net;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Testing.Hosting;
using Dpemt.Portal.Testing.Processes;
using Dpemt.Portal.Web.Hosting;
using Dpemt.Portal.Web.Hosting.Commands;
using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Integration.Tests.Hosting;

public sealed class HostingTests
{
    [Theory]
    [InlineData("Sqlite", "Data Source=x.db")]
    [InlineData("SqlServer", "Server=nowhere;Database=portal;User Id=x;Password=y")]
    public async Task Build_EitherDatabase_ComposesEveryService(string provider, string connection)
    {
        using var files = new PortalFiles();
        // The container checks every registration and scope when it is built.
        await using var app = PortalHost.Build(["--environment=Production"], builder => Configure(builder, files, provider, connection));
        Assert.NotNull(app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>());
    }

    [Fact]
    public async Task Start_NothingSetInProduction_ListsEveryFaultAtOnceAndFails()
    {
        using var error = new StringWriter();
        var code = await PortalCommands.InvokeAsync(["--environment=Production", "--Database:Provider=Oracle", "--Outbox:MaxAttempts=muitas"], TextWriter.Null, error);
        var text = error.ToString();
        Assert.NotEqual(0, code);
        Assert.All(
            new[] { "Database__Provider", "ConnectionStrings__Portal", "Protection__KeyFile", "Bsp__BaseUrl", "Bsp__ClientId", "Bsp__ClientSecret", "Webhook__Secrets__0" },
            key => Assert.Contains(key, text, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abracadabra", "Comando desconhecido")]
    [InlineData("apikey add", "Falta a opção --name")]
    [InlineData("user reset-password", "Falta a opção --email")]
    [InlineData("contract import --number 1 --from 2026-06-01", "Falta a opção --file")]
    public async Task Invoke_WrongCommandLine_SaysSoInPortuguese(string line, string expected)
    {
        using var error = new StringWriter();
        Assert.NotEqual(0, await PortalCommands.InvokeAsync(line.Split(' '), TextWriter.Null, error));
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_Root_NamesEveryVerb()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await PortalCommands.InvokeAsync(["--help"], output, TextWriter.Null));
        Assert.All(new[] { "migrate", "user", "apikey", "demo", "audit", "contract" }, verb => Assert.Contains(verb, output.ToString(), StringComparison.Ordinal));
    }

    [FactOnSqlite("beside SQL Server the recurring jobs need their tables before the start")]
    public async Task Ready_ProductionWithPendingMigrations_Is503UntilMigrated()
    {
        using var files = new PortalFiles();
        await using var app = PortalHost.Build(["--environment=Production"], builder => Configure(builder, files, files.Database.Provider.ToString(), files.Database.ConnectionString));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        using var before = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        Assert.Contains("migrate", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
            await db.Database.MigrateAsync();
        using var after = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        await app.StopAsync();
    }

    [Fact]
    public async Task Jobs_Dashboard_OpensForTheCdiOnly()
    {
        await using var server = await PortalServer.StartAsync();
        using var anonymous = server.NewClient();
        Assert.Equal(HttpStatusCode.Redirect, (await anonymous.GetAsync("/jobs")).StatusCode);
        using var plain = await server.SignInAsync(Roles.Reception);
        Assert.Equal(HttpStatusCode.Forbidden, (await plain.GetAsync("/jobs")).StatusCode);
        using var cdi = await server.SignInAsync(Roles.Cdi);
        Assert.Equal(HttpStatusCode.OK, (await cdi.GetAsync("/jobs")).StatusCode);
    }

    [Fact]
    public async Task RecurringJobs_EachRunTwice_DoNoHarm()
    {
        await using var server = await PortalServer.StartAsync();
        var jobs = RecurringJobs.With(server.Services.GetRequiredService<IOptions<MeasuringOptions>>().Value);
        Assert.NotEmpty(jobs);
        Assert.Equal(jobs.Count, jobs.Select(j => j.Id).Distinct().Count());
        var local = new[] { "esquecer-mudancas", "encerrar-silenciosas", "esquecer-presencas", "arrumar-rascunhos", "vigiar-chamados", "avisar-prazos" };
        foreach (var job in jobs.Where(j => local.Contains(j.Id)))
        {
            var instance = server.Services.GetRequiredService(job.Job);
            var run = job.Job.GetMethod("RunAsync") ?? job.Job.GetMethod("SweepAsync")!;
            for (var time = 0; time < 2; time++)
                await (Task)run.Invoke(instance, [CancellationToken.None])!;
        }

        using var connection = server.Services.GetRequiredService<JobStorage>().GetConnection();
        Assert.Equal(
            jobs.Select(j => j.Id).Order(),
            Hangfire.Storage.StorageConnectionExtensions.GetRecurringJobs(connection).Select(j => j.Id).Order());
    }

    private static void Configure(WebApplicationBuilder builder, PortalFiles files, string provider, string connection)
    {
        ProtectionModule.CreateKeyFileIfMissing(files.KeyFile);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Database:Provider"] = provider,
            ["ConnectionStrings:Portal"] = connection,
            ["Protection:KeyFile"] = files.KeyFile,
            ["Bsp:BaseUrl"] = "http://127.0.0.1:9",
            ["Bsp:ClientId"] = "x",
            ["Bsp:ClientSecret"] = "x",
            ["Bsp:PhoneNumberId"] = "1",
            ["Bsp:WabaId"] = "1",
            ["Webhook:Secrets:0"] = "um-segredo-de-teste-com-tamanho",
        });
    }
}
