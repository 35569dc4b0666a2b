using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>Words typed into the forms of the administration outlive the page; passwords are never kept.</summary>
[Collection(BrowserSuite.Name)]
public sealed class AdministrationDraftTests(PortalInBrowser suite)
{
    [Fact]
    public async Task Reload_InADialog_GivesTheWordsBackUntilTheyAreSaved()
    {
        var page = await suite.SignInAsync("cdi", "/administracao/respostas-rapidas");
        await OpenAsync(page);
        await page.GetByLabel("Atalho", new() { Exact = true }).FillAsync("perdida");
        await page.GetByLabel("Texto", new() { Exact = true }).FillAsync("Palavras que não se perdem.");
        await page.ReloadAsync();
        await page.WaitUntilInteractiveAsync();

        await OpenAsync(page);
        await Expect(page.GetByText("Recuperamos o que você tinha digitado")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Atalho", new() { Exact = true })).ToHaveValueAsync("perdida");
        await page.GetByRole(AriaRole.Button, new() { Name = "Salvar" }).ClickAsync();
        await Expect(page.GetByText("Resposta rápida salva.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Palavras que não se perdem.")).ToBeVisibleAsync();

        await OpenAsync(page);
        await Expect(page.GetByLabel("Atalho", new() { Exact = true })).ToHaveValueAsync("");
        await Expect(page.GetByText("Recuperamos o que você tinha digitado")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Reload_OnAPage_GivesTheWordsBackAndDiscardsThemOnRequest()
    {
        var page = await suite.SignInAsync("cdi", "/administracao/recepcoes");
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Núcleo de Sinop" }).First.ClickAsync();
        var address = page.GetByLabel("Endereço (opcional)");
        var before = await address.InputValueAsync();
        await address.FillAsync("Rua que ainda não foi salva, 10");
        await page.GetByLabel("Ativa: recebe novas conversas").UncheckAsync();
        await page.ReloadAsync();
        await page.WaitUntilInteractiveAsync();

        await Expect(address).ToHaveValueAsync("Rua que ainda não foi salva, 10");
        await Expect(page.GetByLabel("Ativa: recebe novas conversas")).Not.ToBeCheckedAsync();
        // The page itself knows the words, not only the field.
        await Expect(page.GetByText("Há mudanças não salvas")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Descartar e voltar ao que está salvo" }).ClickAsync();
        await Expect(address).ToHaveValueAsync(before);
        await Expect(page.GetByLabel("Ativa: recebe novas conversas")).ToBeCheckedAsync();
        await Expect(page.GetByText("Há mudanças não salvas")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await page.WaitUntilInteractiveAsync();
        await Expect(address).ToHaveValueAsync(before);
    }

    [Fact]
    public async Task Type_OnASlowLine_LosesNoLetter()
    {
        const string sentence = "A audiência foi marcada para amanhã às nove horas.";
        var page = await suite.OpenAsync();
        await page.SlowDownAsync(TimeSpan.FromMilliseconds(150));
        await page.SignInAsync(suite.Portal, "cdi", "/administracao/respostas-rapidas");
        await OpenAsync(page);
        var text = page.GetByLabel("Texto", new() { Exact = true });
        await page.GetByLabel("Atalho", new() { Exact = true }).FillAsync("devagar");
        await text.PressSequentiallyAsync(sentence, new() { Delay = 40 });
        await Expect(text).ToHaveValueAsync(sentence);
        await page.GetByRole(AriaRole.Button, new() { Name = "Salvar" }).ClickAsync();
        await Expect(page.GetByText("Resposta rápida salva.")).ToBeVisibleAsync();
        await Expect(page.GetByText(sentence)).ToBeVisibleAsync();
    }

    private static async Task OpenAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Nova resposta" }).ClickAsync();
        await page.GetByLabel("Atalho", new() { Exact = true }).WaitForAsync();
    }
}
