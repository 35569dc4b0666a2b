using System.Text.RegularExpressions;
using Dpemt.Portal.Testing.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>A citizen writes, the bot converses, a receptionist answers: in two windows, with nothing in between replaced.</summary>
[Collection(BrowserSuite.Name)]
public sealed class ReceptionJourneyTests(PortalInBrowser suite)
{
    [Fact]
    public async Task Journey_FromGoodMorningToTheAnswer_TurnsTheTicks()
    {
        var phone = await OpenPhoneAsync("5565999990101");
        await SayAsync(phone, "bom dia", "Conte com as suas palavras");
        await SayAsync(phone, "meu ex não paga a pensão do meu filho faz três meses", "CPF");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Não informar dados" }).Last.ClickAsync();
        await phone.Locator("#chat").GetByText("LGPD").Last.WaitForAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Família" }).Last.ClickAsync();
        await phone.Locator("#chat").GetByText("Em qual").Last.WaitForAsync();
        await SayAsync(phone, "Rondonópolis", "uma pessoa da nossa equipe");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Sim, quero" }).Last.ClickAsync();
        await phone.Locator("#chat").GetByText("o seu lugar está guardado").WaitForAsync();

        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila");
        await desk.Locator(".q-row").Filter(new() { HasText = "pensão" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^Atender") }).ClickAsync();
        await desk.WaitForURLAsync(new Regex("/atendimento/conversas/"));
        await desk.WriteAnswerAsync("Bom dia! Sou da recepção e vou ajudar.");

        await Expect(phone.Locator("#chat").GetByText("Sou da recepção e vou ajudar")).ToBeVisibleAsync();
        await Expect(desk.OwnBubble("vou ajudar").Locator(".ticks")).ToHaveAttributeAsync("data-status", "Read");

        await SayAsync(phone, "obrigada, o que preciso levar?", null);
        await Expect(desk.Locator(".bubble").Filter(new() { HasText = "o que preciso levar" })).ToBeVisibleAsync(new() { Timeout = 3_000 });
        await desk.CloseConversationAsync();
    }

    [Fact]
    public async Task Claim_TwoReceptionistsAtOnce_OneWinsAndTheOtherIsTold()
    {
        await new SimulatedCitizen(suite.Simulator, "5565999990102").WalkToQueueAsync(account: "quero o divórcio e a guarda das crianças corrida alfa");
        var first = await suite.SignInAsync("recepcao1", "/atendimento/fila");
        var second = await suite.SignInAsync("recepcao2", "/atendimento/fila");
        var claims = new[] { first, second }.Select(page => page.QueueRow("corrida alfa").GetByRole(AriaRole.Button, new() { NameRegex = new("^Atender") })).ToArray();
        foreach (var claim in claims)
            await claim.WaitForAsync();

        await Task.WhenAll(claims.Select(claim => claim.EvaluateAsync("button => button.click()")));
        var opened = new Regex("/atendimento/conversas/");
        await Task.WhenAny(first.WaitForURLAsync(opened), second.WaitForURLAsync(opened));
        await Expect(opened.IsMatch(first.Url) ? second.Locator("body") : first.Locator("body")).ToContainTextAsync("acabou de assumir");

        Assert.NotEqual(opened.IsMatch(first.Url), opened.IsMatch(second.Url));
        await (opened.IsMatch(first.Url) ? first : second).CloseConversationAsync();
    }

    [Fact]
    public async Task Reload_InTheMiddleOfAnAnswer_KeepsTheWords()
    {
        await new SimulatedCitizen(suite.Simulator, "5565999990103").WalkToQueueAsync(account: "meu vizinho construiu um muro no meu terreno recarga beta");
        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila");
        await desk.QueueRow("recarga beta").GetByRole(AriaRole.Button, new() { NameRegex = new("^Atender") }).ClickAsync();
        await desk.WaitForURLAsync(new Regex("/atendimento/conversas/"));
        var answer = desk.Locator("textarea[data-reply]");
        await answer.PressSequentiallyAsync("Boa tarde, para o seu caso é preciso");

        await desk.ReloadAsync();
        await desk.WaitUntilInteractiveAsync();

        await Expect(desk.Locator("textarea[data-reply]")).ToHaveValueAsync("Boa tarde, para o seu caso é preciso");
        await desk.CloseConversationAsync();
    }

    [Fact]
    public async Task Queue_CitizenTakenInByAnotherInstance_AppearsWithinASecond()
    {
        await using var other = await suite.StartAnotherInstanceAsync();
        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila", other);
        var citizen = new SimulatedCitizen(suite.Simulator, "5565999990104");

        await citizen.WalkToQueueAsync(account: "meu ex marido não deixa ver as crianças instância gama");

        await Expect(desk.QueueRow("instância gama")).ToBeVisibleAsync(new() { Timeout = 3_000 });
        await desk.QueueRow("instância gama").GetByRole(AriaRole.Button, new() { NameRegex = new("^Atender") }).ClickAsync();
        await desk.WaitForURLAsync(new Regex("/atendimento/conversas/"));
        await desk.WriteAnswerAsync("Respondendo pela outra instância");
        Assert.Contains("outra instância", (await citizen.NextAnswerAsync()).Texto, StringComparison.Ordinal);
        await desk.CloseConversationAsync();
    }

    [Fact]
    public async Task Message_WithMarkupAndDirectionMarks_IsShownAsText()
    {
        const string Hostile = "<script>document.title='invadida'</script><img src=x onerror=\"document.title='invadida'\"> \u202Eotxet\u202C delta";
        await new SimulatedCitizen(suite.Simulator, "5565999990105").WalkToQueueAsync(account: "não pagam a pensão " + Hostile);
        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila");

        await Expect(desk.QueueRow("delta")).ToContainTextAsync("<script>");
        await desk.QueueRow("delta").GetByRole(AriaRole.Button, new() { NameRegex = new("^Atender") }).ClickAsync();
        await desk.WaitForURLAsync(new Regex("/atendimento/conversas/"));

        await Expect(desk.Locator(".bubble").Filter(new() { HasText = "<script>" }).First).ToBeVisibleAsync();
        Assert.DoesNotContain("invadida", await desk.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await desk.Locator(".thread img[src='x']").CountAsync());
        await desk.CloseConversationAsync();
    }

    [Fact]
    public async Task Keyboard_NextSendAndClose_NeedNoMouse()
    {
        var citizen = new SimulatedCitizen(suite.Simulator, "5565999990106");
        await citizen.WalkToQueueAsync(account: "preciso da segunda via da certidão e da pensão teclado épsilon");
        var desk = await suite.SignInAsync("recepcao2", "/atendimento/fila");
        await desk.QueueRow("teclado épsilon").WaitForAsync();

        await desk.Locator("html[data-shortcuts=ready]").WaitForAsync();
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Atender próximo" })).ToBeEnabledAsync();
        await desk.Keyboard.PressAsync("n");
        await desk.WaitForURLAsync(new Regex("/atendimento/conversas/"));
        await desk.Locator("textarea[data-reply]").WaitForAsync();
        // The button says when the composer listens; before that neither it nor its keys send.
        await Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Enviar", Exact = true })).ToBeEnabledAsync();
        await desk.Keyboard.PressAsync("r");
        await desk.Keyboard.TypeAsync("Respondo sem mouse");
        await desk.Keyboard.PressAsync("Control+Enter");

        await Expect(desk.OwnBubble("Respondo sem mouse")).ToBeVisibleAsync();
        Assert.Equal("Respondo sem mouse", (await citizen.NextAnswerAsync()).Texto);
        await desk.CloseConversationAsync();
    }

    private async Task<IPage> OpenPhoneAsync(string number)
    {
        var page = await suite.OpenAsync(420, 860);
        await page.GotoAsync(new Uri(suite.Portal.Simulator, $"/?telefone={number}").ToString());
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Mensagem" }).WaitForAsync();
        return page;
    }

    private static async Task SayAsync(IPage phone, string text, string? expected)
    {
        await phone.GetByRole(AriaRole.Textbox, new() { Name = "Mensagem" }).FillAsync(text);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Enviar" }).ClickAsync();
        if (expected is not null)
            await phone.Locator("#chat").GetByText(expected).Last.WaitForAsync();
    }
}
