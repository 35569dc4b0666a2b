using System.Net;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace Dpemt.Portal.Web.Tests.Hosting;

public sealed class StaticAssetsTests : IAsyncLifetime
{
    private readonly WebApplication _app = PortalHost.Build(["--environment=Development"], builder => builder.WebHost.UseTestServer());

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Get_AppCss_Returns200() => Assert.Equal(HttpStatusCode.OK, await StatusOfAsync("/css/app.css"));

    [Theory]
    [InlineData("/img/mark.svg")]
    [InlineData("/fonts/inter-latin-wght-normal.woff2")]
    [InlineData("/fonts/Inter-OFL.txt")]
    [InlineData("/js/boot.js")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Get_AssetWithoutSignIn_Returns200(string path) => Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(path));

    [Fact]
    public async Task Get_UnknownPage_AnswersInPortuguese()
    {
        using var client = _app.GetTestClient();
        var answer = await client.GetAsync("/erro/404");
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<html lang=\"pt-BR\"", html, StringComparison.Ordinal);
        Assert.Contains("Página não encontrada", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnyPage_HasNoInlineScriptAndAsksNoOtherHost()
    {
        using var client = _app.GetTestClient();
        var html = await (await client.GetAsync("/erro/404")).Content.ReadAsStringAsync();
        Assert.DoesNotMatch("<script(?![^>]*\\bsrc=)", html);
        Assert.DoesNotMatch("(?:src|href)=\"(?:https?:)?//", html);
    }

    private async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var client = _app.GetTestClient();
        return (await client.GetAsync(path)).StatusCode;
    }
}
