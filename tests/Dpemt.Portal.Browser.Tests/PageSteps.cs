using System.Text.RegularExpressions;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>What people do on every page.</summary>
internal static class PageSteps
{
    /// <summary>Signs a demo user in, ending on <paramref name="path"/>.</summary>
    public static async Task SignInAsync(this IPage page, PortalProcess portal, string user, string path)
    {
        await page.GotoAsync(new Uri(portal.Address, path).ToString());
        await page.GetByLabel("E-mail").FillAsync(user + "@exemplo.local");
        await page.GetByLabel("Senha", new() { Exact = true }).FillAsync(PortalProcess.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Entrar" }).ClickAsync();
        await page.WaitUntilInteractiveAsync();
    }

    /// <summary>Waits for the circuit: a click before would be lost.</summary>
    public static Task WaitUntilInteractiveAsync(this IPage page) => page.Locator("main[data-interactive=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Gives a file to a field, once its page listens to it.</summary>
    public static async Task AttachAsync(this ILocator field, FilePayload file)
    {
        await Eventually.TrueAsync(() => field.EvaluateAsync<bool>("input => input._blazorInputFileNextFileId !== undefined"), "the field takes files");
        await field.SetInputFilesAsync(file);
    }

    /// <summary>True when it is seen within the time.</summary>
    public static async Task<bool> AppearsWithinAsync(this ILocator locator, TimeSpan time)
    {
        try
        {
            await locator.WaitForAsync(new() { Timeout = (float)time.TotalMilliseconds });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>The row of the queue with these words of the relato.</summary>
    public static ILocator QueueRow(this IPage page, string account) => page.Locator(".q-row").Filter(new() { HasText = account });

    /// <summary>Takes the citizen with these words of the relato out of the queue; gives the conversation.</summary>
    public static async Task<Guid> ClaimAsync(this IPage desk, string account)
    {
        await desk.QueueRow(account).GetByRole(AriaRole.Button, new() { NameRegex = new("^Atender") }).ClickAsync();
        await desk.WaitForURLAsync(new Regex("/atendimento/conversas/"));
        return Guid.Parse(new Uri(desk.Url).Segments[^1]);
    }

    /// <summary>Where the answer is written, as soon as it takes letters.</summary>
    public static ILocator AnswerBox(this IPage desk) => desk.Locator("textarea[data-reply]");

    /// <summary>A message that a member of staff wrote.</summary>
    public static ILocator OwnBubble(this IPage page, string text) => page.Locator(".bubble[data-author=Attendant]").Filter(new() { HasText = text });

    /// <summary>Writes and sends, until the answer stands in the history.</summary>
    public static async Task WriteAnswerAsync(this IPage desk, string text)
    {
        await desk.AnswerBox().FillAsync(text);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Enviar", Exact = true }).ClickAsync();
        await Expect(desk.OwnBubble(text)).ToHaveCountAsync(1);
    }

    /// <summary>Closes the conversation with the first reason.</summary>
    public static async Task CloseConversationAsync(this IPage desk)
    {
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = new("^Encerrar") }).First.ClickAsync();
        var dialog = desk.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Radio).First.CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Encerrar", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Puts the circuit of the next page on a line on which everything takes <paramref name="lag"/> each way, in order.</summary>
    public static Task SlowDownAsync(this IPage page, TimeSpan lag) => page.RouteWebSocketAsync(new Regex("/_blazor"), browser =>
    {
        var server = browser.ConnectToServer();
        var (up, down) = (Task.CompletedTask, Task.CompletedTask);
        browser.OnMessage(frame => up = LaterAsync(up, frame, server));
        server.OnMessage(frame => down = LaterAsync(down, frame, browser));

        async Task LaterAsync(Task before, IWebSocketFrame frame, IWebSocketRoute to)
        {
            await Task.WhenAll(before, Task.Delay(lag));
            if (frame.Binary is { } bytes)
                to.Send(bytes);
            else
                to.Send(frame.Text!);
        }
    });
}
