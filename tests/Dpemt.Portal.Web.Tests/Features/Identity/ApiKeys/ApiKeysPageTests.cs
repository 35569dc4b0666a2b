using Bunit;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Web.Features.Identity.ApiKeys;
using Dpemt.Portal.Web.Tests.Features.Conversations.Administration;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Web.Tests.Features.Identity.ApiKeys;

public sealed class ApiKeysPageTests : AdministrationContext
{
    public ApiKeysPageTests()
    {
        Services.AddSingleton<ApiKeyList>();
        Services.AddSingleton<CreateApiKey>();
        Services.AddSingleton<RevokeApiKey>();
    }

    [Fact]
    public void Create_ThenList_ShowsTheKeyOnceAndWhoMadeIt()
    {
        var page = RenderPage<ApiKeysPage>();
        Click(page, "Nova chave");
        page.WaitForElement("#chave-nome").Input("SOLAR");
        page.Find("#escopo-fila-ler").Change(true);
        page.Find("#escopo-mensagens-ler").Change(true);
        page.Find("#escopo-mensagens-ler").Change(false);
        Click(page, "Criar chave");

        var secret = page.WaitForElement("#chave-segredo").TextContent;
        Assert.StartsWith("dpemt_", secret, StringComparison.Ordinal);
        Assert.Contains("só desta vez", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("chave-segredo", page.Find(".copy-button").GetAttribute("data-copy"));
        Click(page, "Já guardei a chave");

        page.WaitForAssertion(() =>
        {
            var row = page.Find("tbody tr").TextContent;
            Assert.Contains("SOLAR", row, StringComparison.Ordinal);
            Assert.Contains("Ler a fila das recepções", row, StringComparison.Ordinal);
            Assert.DoesNotContain("situação das mensagens", row, StringComparison.Ordinal);
            Assert.Contains("por Carla CDI", row, StringComparison.Ordinal);
            Assert.Contains("nunca usada", row, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(secret, page.Markup, StringComparison.Ordinal);
        using var db = Database.Open();
        var key = Assert.Single(db.ApiKeys);
        Assert.Equal(ApiKeySecret.HashOf(secret), key.Hash);
        Assert.Equal("Carla CDI", Assert.Single(db.AuditEntries).ActorName);
    }

    [Fact]
    public async Task Create_NameInUse_KeepsWhatWasTyped()
    {
        await Services.GetRequiredService<CreateApiKey>().RunAsync("SOLAR", [ApiScopes.ReadQueue], Someone, CancellationToken.None);
        var page = RenderPage<ApiKeysPage>();
        Click(page, "Nova chave");
        page.WaitForElement("#chave-nome").Input("SOLAR");
        page.Find("#escopo-fila-ler").Change(true);
        Click(page, "Criar chave");

        page.WaitForAssertion(() => Assert.Contains("Já existe uma chave ativa", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("SOLAR", page.Find("#chave-nome").GetAttribute("value"));
        Assert.True(page.Find("#escopo-fila-ler").HasAttribute("checked"));
    }

    [Fact]
    public async Task Revoke_AfterTheQuestion_EndsTheKeyAndKeepsTheLine()
    {
        var made = await Services.GetRequiredService<CreateApiKey>().RunAsync("Portal do Cidadão", [ApiScopes.ReadQueue], Actor.Portal, CancellationToken.None);
        var page = RenderPage<ApiKeysPage>();

        page.WaitForElement("button[aria-label='Revogar a chave de Portal do Cidadão']").Click();
        page.WaitForElement(".mud-dialog");
        Assert.Null(RevokedAt(made.Id));
        page.FindAll(".mud-dialog button").Single(b => b.TextContent.Trim() == "Revogar").Click();

        page.WaitForAssertion(() => Assert.Contains("revogada", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.NotNull(RevokedAt(made.Id));
        Assert.Empty(page.FindAll("button[aria-label^='Revogar a chave']"));
        using var db = Database.Open();
        Assert.Equal(["portal", "Carla CDI"], db.AuditEntries.OrderBy(e => e.Id).Select(e => e.ActorName));
    }

    private DateTimeOffset? RevokedAt(int id)
    {
        using var db = Database.Open();
        return db.ApiKeys.Single(k => k.Id == id).RevokedAt;
    }

    private static void Click(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == text).Click();
}
