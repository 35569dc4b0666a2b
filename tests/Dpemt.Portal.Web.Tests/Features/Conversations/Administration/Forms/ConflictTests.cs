using Bunit;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Administration.QuickReplies;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Forms;

/// <summary>What a form does when somebody else was faster, or the database fails: the words stay.</summary>
public sealed class ConflictTests : AdministrationContext
{
    private static readonly Actor Maria = Actor.Person(Guid.NewGuid(), "Maria Souza");

    [Fact]
    public async Task Save_ChangedByAnother_NamesHerKeepsTheTextAndOverwritesOnPurpose()
    {
        var screen = await OpenChangedAsync();
        Click(screen, "Salvar");

        screen.WaitForAssertion(() => Assert.Matches("Maria Souza alterou isto às [0-2][0-9]:[0-5][0-9], enquanto você editava", screen.Find(".conflict").TextContent));
        Assert.Equal("O meu texto", screen.Find("#resposta-texto").GetAttribute("value"));
        Assert.Equal("O texto de Maria", Kept());

        Click(screen, "Salvar a minha por cima");
        screen.WaitForAssertion(() => Assert.Equal("O meu texto", Kept()));
    }

    [Fact]
    public async Task Reload_AfterTheConflict_ShowsTheOtherTextAndSavesOverIt()
    {
        var screen = await OpenChangedAsync();
        Click(screen, "Salvar");
        screen.WaitForElement(".conflict");

        Click(screen, "Carregar a versão atual");
        screen.WaitForAssertion(() => Assert.Equal("O texto de Maria", screen.Find("#resposta-texto").GetAttribute("value")));
        Assert.Empty(screen.FindAll(".conflict"));

        screen.Find("#resposta-texto").Input("Os dois juntos");
        Click(screen, "Salvar");
        screen.WaitForAssertion(() => Assert.Equal("Os dois juntos", Kept()));
    }

    [Fact]
    public async Task Save_DatabaseFails_SaysSoAndKeepsTheText()
    {
        var screen = await OpenDialogAsync(new DialogParameters<QuickReplyDialog> { { d => d.Actor, Someone } });
        screen.Find("#resposta-atalho").Input("oi");
        screen.Find("#resposta-texto").Input("O meu texto");
        using (var db = Database.Open())
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE conv_QuickReply RENAME TO conv_QuickReply_gone");
        Click(screen, "Salvar");

        screen.WaitForAssertion(() => Assert.Contains("O banco de dados falhou e nada foi salvo", screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("O meu texto", screen.Find("#resposta-texto").GetAttribute("value"));
        using (var db = Database.Open())
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE conv_QuickReply_gone RENAME TO conv_QuickReply");
        Click(screen, "Salvar");
        screen.WaitForAssertion(() => Assert.Equal("O meu texto", Kept()));
    }

    private async Task<IRenderedComponent<IComponent>> OpenChangedAsync()
    {
        var save = Services.GetRequiredService<SaveQuickReply>();
        var made = await save.RunAsync(Someone, new(null, "oi", "Oi!"), CancellationToken.None);
        var loaded = new QuickReplyForm(made.Id, "oi", "Oi!");
        var screen = await OpenDialogAsync(new DialogParameters<QuickReplyDialog> { { d => d.Form, loaded }, { d => d.Actor, Someone } });
        screen.Find("#resposta-texto").Input("O meu texto");
        Assert.True((await save.RunAsync(Maria, loaded with { Text = "O texto de Maria" }, CancellationToken.None)).Saved);
        return screen;
    }

    private string? Kept()
    {
        using var db = Database.Open();
        return db.QuickReplies.Select(q => q.Text).SingleOrDefault();
    }

    private static void Click(IRenderedComponent<IComponent> screen, string text) =>
        screen.FindAll("button").Single(button => button.TextContent.Trim() == text).Click();
}
