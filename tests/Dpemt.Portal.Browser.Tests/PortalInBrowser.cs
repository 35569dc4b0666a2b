using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Processes;
using Microsoft.Playwright;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>One portal with its simulator and one browser for the whole suite; each test takes its own windows.</summary>
public sealed class PortalInBrowser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly PortalFiles _files = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The portal under test.</summary>
    public PortalProcess Portal { get; private set; } = null!;

    /// <summary>Its simulator.</summary>
    public HttpClient Simulator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Portal = await PortalProcess.StartAsync(_files);
        Simulator = new HttpClient { BaseAddress = Portal.Simulator };
        // Two cores carry portal, simulator and browser: what takes a moment at a desk may take seconds here.
        Assertions.SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    /// <summary>A second instance of the portal on the same database; <paramref name="at"/>: in the place of one that was killed.</summary>
    public Task<PortalProcess> StartAnotherInstanceAsync(Uri? at = null) => PortalProcess.StartAsync(_files, Portal, at: at);

    /// <summary>The database beside the portal.</summary>
    public PortalDbContext OpenDatabase() => _files.Open();

    /// <summary>A window of its own, signed in as nobody.</summary>
    public async Task<IPage> OpenAsync(int width = 1440, int height = 900, bool dark = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            Locale = "pt-BR",
            TimezoneId = "America/Cuiaba",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    /// <summary>A window in which a demo user has signed in and the page is interactive.</summary>
    public async Task<IPage> SignInAsync(string user, string path, PortalProcess? portal = null, int width = 1440, int height = 900)
    {
        var page = await OpenAsync(width, height);
        await page.SignInAsync(portal ?? Portal, user, path);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        Simulator?.Dispose();
        if (Portal is not null)
            await Portal.DisposeAsync();
        _files.Dispose();
    }
}

/// <summary>All browser tests share the portal and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserSuite : ICollectionFixture<PortalInBrowser>
{
    public const string Name = "browser";
}
