using System.Net;
using Dpemt.Portal.Testing.Hosting;

namespace Dpemt.Portal.Web.Tests.Hosting;

public sealed class StaticAssetsTests : IAsyncLifetime
{
    private PortalServer _server = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _server = await PortalServer.StartAsync();
        _client = _server.NewClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Get_AppCss_Returns200() => Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("/css/app.css")).StatusCode);

    [Fact]
    public async Task Get_AssetsWithoutSignIn_Return200()
    {
        foreach (var path in new[]
        {
            "/img/mark.svg", "/fonts/inter-latin-wght-normal.woff2", "/fonts/Inter-OFL.txt", "/js/boot.js",
            "/_content/MudBlazor/MudBlazor.min.css", "/_framework/blazor.web.js",
        })
        {
            Assert.True((await _client.GetAsync(path)).StatusCode == HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task Get_MissingPage_AnswersInPortuguese()
    {
        var answer = await _client.GetAsync("/erro/404");
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<html lang=\"pt-BR\"", html, StringComparison.Ordinal);
        Assert.Contains("Página não encontrada", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SignIn_HasNoInlineScriptAndAsksNoOtherHost()
    {
        var html = await (await _client.GetAsync("/entrar")).Content.ReadAsStringAsync();
        Assert.Contains("<script", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*\\bsrc=)", html);
        Assert.DoesNotMatch("(?:src|href)=\"(?:https?:)?//", html);
    }
}
