using System.Net;
using System.Text.RegularExpressions;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.SqlServer;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Testing.Hosting;

/// <summary>The real portal in this process, on a free port and a database of its own, with a user of every role.</summary>
public sealed partial class PortalServer : IAsyncDisposable
{
    public const string Password = "senha-dos-testes-do-portal";

    private readonly string _directory;

    private PortalServer(WebApplication app, string directory, FreshDatabase database)
    {
        App = app;
        _directory = directory;
        Database = database;
    }

    public WebApplication App { get; }

    public FreshDatabase Database { get; }

    public IServiceProvider Services => App.Services;

    public Uri Address => new(App.Urls.First());

    /// <param name="configure">More settings and services, over those of tests.</param>
    /// <param name="contentRoot">Where built programs are looked for; needed to start the simulator.</param>
    public static async Task<PortalServer> StartAsync(Action<WebApplicationBuilder>? configure = null, string? contentRoot = null)
    {
        var directory = Directory.CreateTempSubdirectory("portal-").FullName;
        var database = TestEngine.Current.CreateEmpty(directory);
        var app = PortalHost.Build(["--environment=Development", .. contentRoot is null ? [] : new[] { "--contentRoot=" + contentRoot }], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Urls"] = "http://127.0.0.1:0",
                ["Protection:KeyFile"] = Path.Combine(directory, "chaves.json"),
                ["Simulator:Enabled"] = "false",
                ["Demo:Password"] = Password,
            });
            builder.Configuration.AddInMemoryCollection(database.Settings);
            builder.Services.AddSingleton<IInterceptor>(SqlServerTranslation.Instance);
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        return new PortalServer(app, directory, database);
    }

    public static string EmailOf(string role) => $"{role}@testes.local";

    /// <summary>Makes a user with that role (and the receptions that are there), unless she exists.</summary>
    public async Task<Guid> AddUserAsync(string role, string? email = null)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        email ??= EmailOf(role);
        var found = await db.Users.Where(user => user.Email == email).Select(user => (Guid?)user.Id).FirstOrDefaultAsync();
        if (found is { } id) return id;
        if (!await db.Receptions.AnyAsync())
        {
            db.Receptions.Add(new Reception { Name = "Recepção dos testes", CityCode = "5107602", IsFallback = true });
            await db.SaveChangesAsync();
        }
        var receptions = role == Roles.Reception ? await db.Receptions.Select(reception => reception.Id).ToListAsync() : [];
        var result = await Services.GetRequiredService<CreateUser>().RunAsync(
            Actor.Portal, new UserDetails(Roles.Labels[role], email, [role], receptions), Password, CancellationToken.None);
        return result.UserId ?? throw new InvalidOperationException(result.Refusal!.Message);
    }

    /// <summary>A browser without sign-in: keeps cookies, follows no redirect.</summary>
    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A client that signed in with a user of that role, through the page.</summary>
    public async Task<HttpClient> SignInAsync(string role)
    {
        await AddUserAsync(role);
        var client = NewClient();
        var answer = await PostFormAsync(client, "/entrar", "entrar", new() { ["Input.Email"] = EmailOf(role), ["Input.Password"] = Password });
        return answer.StatusCode == HttpStatusCode.Redirect ? client : throw new InvalidOperationException($"The sign-in answered {answer.StatusCode}.");
    }

    /// <summary>Opens a page and posts its form, with the antiforgery token that the page carries.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient client, string page, string form, Dictionary<string, string> values, string? target = null)
    {
        var html = await (await client.GetAsync(page)).Content.ReadAsStringAsync();
        var token = Token().Match(html).Groups[1].Value;
        values["__RequestVerificationToken"] = token;
        values["_handler"] = form;
        using var content = new FormUrlEncodedContent(values);
        return await client.PostAsync(target ?? page, content);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Database.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
