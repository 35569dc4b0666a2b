using Dpemt.Portal.Testing.Processes;
using Microsoft.Playwright;

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
}
