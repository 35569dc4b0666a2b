using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>A key is made, copied, used and revoked, by people and over HTTP.</summary>
[Collection(BrowserSuite.Name)]
public sealed class ApiKeyTests(PortalInBrowser suite)
{
    [Fact]
    public async Task Key_MadeAndRevokedOnThePage_OpensAndClosesTheApi()
    {
        var page = await suite.SignInAsync("cdi", "/administracao/chaves");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Nova chave" }).ClickAsync();
        await page.GetByLabel("Nome do sistema").FillAsync("Teste de navegador");
        await page.GetByLabel("Ler a fila das recepções").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Criar chave" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copiar a chave" }).ClickAsync();
        await Expect(page.GetByText("Copiado.")).ToBeVisibleAsync();
        var key = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(await page.Locator("#chave-segredo").TextContentAsync(), key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Já guardei a chave" }).ClickAsync();

        Assert.Equal(HttpStatusCode.OK, await AskAsync(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "Revogar a chave de Teste de navegador" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revogar", Exact = true }).Last.ClickAsync();
        await Expect(page.GetByText("Chave de Teste de navegador revogada.")).ToBeVisibleAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await AskAsync(key) != HttpStatusCode.Unauthorized)
        {
            Assert.False(limit.IsCancellationRequested, "The revoked key still opens the API.");
            await Task.Delay(100);
        }
    }

    private async Task<HttpStatusCode> AskAsync(string key)
    {
        using var client = new HttpClient { BaseAddress = suite.Portal.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        using var answer = await client.GetAsync(new Uri("/api/v1/fila", UriKind.Relative));
        return answer.StatusCode;
    }
}
