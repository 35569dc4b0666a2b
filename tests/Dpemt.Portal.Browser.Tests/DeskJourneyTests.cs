using System.Text.RegularExpressions;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>What a day at the desk brings besides question and answer.</summary>
[Collection(BrowserSuite.Name)]
public sealed class DeskJourneyTests(PortalInBrowser suite)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Window_ClosedWhileWriting_LocksTheTextAndATemplateGoesOut()
    {
        var citizen = new SimulatedCitizen(suite.Simulator, "5565999990111");
        await citizen.WalkToQueueAsync(account: "não recebo a pensão do meu filho janela zeta");
        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila");
        var conversation = await desk.ClaimAsync("janela zeta");
        await Eventually.TrueAsync(
            async () =>
            {
                // Each word typed puts the saving off: it is given its time before the next try.
                await desk.AnswerBox().FillAsync("Resposta pela metade");
                return await desk.GetByText("Rascunho salvo").AppearsWithinAsync(TimeSpan.FromSeconds(5));
            },
            "the draft is kept");

        await ChangeAsync(conversation, async (db, id) =>
        {
            var yesterday = Now.AddHours(-25);
            await db.Citizens.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.LastInboundAt, yesterday));
        });
        await Expect(desk.Locator(".locked")).ToContainTextAsync("A janela de 24 horas fechou.");
        await Expect(desk.AnswerBox()).ToHaveCountAsync(0);
        await desk.GetByLabel("Modelo aprovado", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        // Its values and what the citizen will read come together.
        await desk.Locator(".template-preview").WaitForAsync();
        for (var i = 1; i < await desk.Locator(".templates input").CountAsync(); i++)
            await desk.Locator(".templates input").Nth(i).FillAsync("amanhã às 8h");
        await desk.Locator(".templates input").First.FillAsync("Maria");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Enviar modelo" }).ClickAsync();

        await Expect(desk.Locator(".bubble[data-kind=Template]")).ToContainTextAsync("Maria");
        await Eventually.TrueAsync(async () => (await citizen.FromPortalAsync()).Any(m => m.Tipo == "modelo" && m.Texto!.Contains("Maria", StringComparison.Ordinal)), "the template arrives");
        await citizen.WriteAsync("voltei, pode falar");
        await Expect(desk.AnswerBox()).ToHaveValueAsync("Resposta pela metade");
        await desk.CloseConversationAsync();
    }

    [Fact]
    public async Task Cpf_RevealedOnPurpose_IsShownAndRecordedWithItsReason()
    {
        await new SimulatedCitizen(suite.Simulator, "5565999990112").WalkToQueueAsync(account: "não recebo a pensão do meu filho cpf eta");
        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila");
        var conversation = await desk.ClaimAsync("cpf eta");
        await ChangeAsync(conversation, async (db, id) => (await db.Citizens.SingleAsync(c => c.Id == id)).Cpf = "52998224725");
        var card = desk.Locator("#cartao");
        await Expect(card).ToContainTextAsync("•••.•••.247-••");

        await card.GetByRole(AriaRole.Button, new() { Name = "Mostrar" }).ClickAsync();
        var dialog = desk.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Motivo").FillAsync("Localizar cadastro no SOLAR");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Mostrar" }).ClickAsync();

        await Expect(card).ToContainTextAsync("529.982.247-25");
        await using var db = suite.OpenDatabase();
        var subject = conversation.ToString();
        var entry = await db.AuditEntries.SingleAsync(a => a.Action == "dado-revelado" && a.SubjectId == subject);
        Assert.Equal("CPF: Localizar cadastro no SOLAR", entry.Detail);
        await card.GetByRole(AriaRole.Button, new() { Name = "Ocultar" }).ClickAsync();
        await Expect(card).Not.ToContainTextAsync("529.982.247-25");
        await desk.CloseConversationAsync();
    }

    [Fact]
    public async Task TakeOver_BySupervisor_LocksTheFirstScreenAndKeepsItsWords()
    {
        await new SimulatedCitizen(suite.Simulator, "5565999990113").WalkToQueueAsync(account: "não recebo a pensão do meu filho troca teta");
        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila");
        var conversation = await desk.ClaimAsync("troca teta");
        await desk.AnswerBox().PressSequentiallyAsync("Ainda não enviei");
        await Expect(desk.GetByText("Rascunho salvo")).ToBeVisibleAsync();

        var supervisor = await suite.SignInAsync("supervisor", $"/atendimento/conversas/{conversation}");
        await Expect(supervisor.Locator(".locked")).ToContainTextAsync("Só quem atende responde");
        await supervisor.GetByRole(AriaRole.Button, new() { Name = "Assumir no lugar" }).ClickAsync();

        await supervisor.WriteAnswerAsync("Assumi o seu atendimento.");
        await Expect(desk.Locator(".locked")).ToContainTextAsync("Em atendimento por");
        await Expect(desk.AnswerBox()).ToHaveCountAsync(0);
        await using (var db = suite.OpenDatabase())
            Assert.Equal(["Ainda não enviei"], await db.Drafts.Where(d => d.ConversationId == conversation).Select(d => d.Text).ToListAsync());
        await supervisor.CloseConversationAsync();
    }

    [Fact]
    public async Task Server_Restarted_ABarTellsAndNoWordIsLost()
    {
        await new SimulatedCitizen(suite.Simulator, "5565999990114").WalkToQueueAsync(account: "não recebo a pensão do meu filho queda iota");
        PortalProcess? restarted = null;
        var other = await suite.StartAnotherInstanceAsync();
        try
        {
            var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila", other);
            await desk.ClaimAsync("queda iota");
            await desk.AnswerBox().PressSequentiallyAsync("Escrevi antes da queda");
            await other.KillAsync();

            var bar = desk.Locator("#components-reconnect-modal");
            await Expect(bar).ToBeVisibleAsync();
            await Expect(bar).ToContainTextAsync("Sem conexão com o servidor");
            await desk.AnswerBox().PressSequentiallyAsync(" e durante ela");
            restarted = await suite.StartAnotherInstanceAsync(other.Address);

            await Expect(bar).ToBeHiddenAsync(new() { Timeout = 30_000 });
            await desk.WaitUntilInteractiveAsync();
            await Expect(desk.AnswerBox()).ToHaveValueAsync("Escrevi antes da queda e durante ela");
            await desk.GetByRole(AriaRole.Button, new() { Name = "Enviar", Exact = true }).ClickAsync();
            await Expect(desk.OwnBubble("e durante ela")).ToHaveCountAsync(1);
            await desk.CloseConversationAsync();
        }
        finally
        {
            await other.DisposeAsync();
            if (restarted is not null)
                await restarted.DisposeAsync();
        }
    }

    [Fact]
    public async Task History_ScrolledUp_LoadsOlderMessagesWithoutJumping()
    {
        await new SimulatedCitizen(suite.Simulator, "5565999990115").WalkToQueueAsync(account: "não recebo a pensão do meu filho longa capa");
        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila");
        var conversation = await desk.ClaimAsync("longa capa");
        await ChangeAsync(conversation, (db, id) =>
        {
            db.Messages.AddRange(Enumerable.Range(1, 130).Select(i => new Message
            {
                CitizenId = id,
                ConversationId = conversation,
                Author = MessageAuthor.Citizen,
                Kind = MessageKind.Text,
                Text = $"mensagem {i}.",
                Status = MessageStatus.Received,
                OccurredAt = Now,
                CreatedAt = Now,
            }));
            return Task.CompletedTask;
        });
        var newest = desk.Locator(".bubble").Filter(new() { HasText = "mensagem 130." });
        await Expect(newest).ToBeInViewportAsync();
        await Expect(desk.Locator(".bubble").Filter(new() { HasText = "mensagem 90." })).ToHaveCountAsync(0);

        var first = desk.Locator(".bubble").Filter(new() { HasText = "mensagem 91." });
        var before = await TopAfterAsync(desk, first, "thread => thread.scrollTop = 60");
        await Expect(desk.Locator(".bubble").Filter(new() { HasText = "mensagem 90." })).ToHaveCountAsync(1);
        var after = await TopAfterAsync(desk, first, "() => {}");

        Assert.InRange(after, before - 2, before + 2);
        foreach (var older in new[] { 50, 10 })
        {
            await desk.Locator("[data-thread]").EvaluateAsync("thread => thread.scrollTop = 0");
            await Expect(desk.Locator(".bubble").Filter(new() { HasText = $"mensagem {older}." })).ToHaveCountAsync(1);
        }

        await Expect(newest).Not.ToBeInViewportAsync();
        await desk.CloseConversationAsync();
    }

    [Fact]
    public async Task Alerts_SoundAndNotice_FollowTheSwitchesOfThisBrowser()
    {
        var desk = await suite.OpenAsync();
        await desk.Context.GrantPermissionsAsync(["notifications"]);
        await desk.AddInitScriptAsync("""
            window.notices = []; window.tones = 0;
            window.Notification = class { static permission = 'granted'; static requestPermission = async () => 'granted'; constructor(title, options) { window.notices.push(options.body); } close() {} };
            Object.defineProperty(document, 'hidden', { get: () => true });
            const tone = AudioContext.prototype.createOscillator;
            AudioContext.prototype.createOscillator = function () { window.tones++; return tone.call(this); };
            """);
        await desk.SignInAsync(suite.Portal, "recepcao1", "/atendimento/fila");
        var panel = desk.Locator("details.alerts");
        await panel.Locator("summary").ClickAsync();
        await panel.GetByLabel("Avisar também pelo computador").CheckAsync();

        await new SimulatedCitizen(suite.Simulator, "5565999990116").WalkToQueueAsync(account: "não recebo a pensão do meu filho aviso lambda");
        await desk.QueueRow("aviso lambda").WaitForAsync();
        await desk.WaitForFunctionAsync("() => window.notices.some(body => body.includes('aguardando atendimento')) && window.tones > 0");
        Assert.Matches(@"^\(\d+\) ", await desk.TitleAsync());

        await panel.GetByLabel("Tocar som quando alguém chegar").UncheckAsync();
        await Expect(panel.Locator("summary")).ToHaveTextAsync(new Regex("Som desligado"));
        await desk.ReloadAsync();
        await desk.WaitUntilInteractiveAsync();
        await Expect(panel.Locator("summary")).ToHaveTextAsync(new Regex("Som desligado"));
        await new SimulatedCitizen(suite.Simulator, "5565999990117").WalkToQueueAsync(account: "não recebo a pensão do meu filho mudo mu");
        await desk.QueueRow("mudo mu").WaitForAsync();
        await desk.WaitForFunctionAsync("() => window.notices.length > 0");
        Assert.Equal(0, await desk.EvaluateAsync<int>("window.tones"));

        foreach (var account in new[] { "aviso lambda", "mudo mu" })
        {
            await desk.ClaimAsync(account);
            await desk.AnswerBox().WaitForAsync();
            await desk.CloseConversationAsync();
            await desk.GotoAsync(new Uri(suite.Portal.Address, "/atendimento/fila").ToString());
            await desk.WaitUntilInteractiveAsync();
        }
    }

    [Fact]
    public async Task Quote_ByKeyboard_AndAFailedMessageSentAgain()
    {
        var citizen = new SimulatedCitizen(suite.Simulator, "5565999990118");
        await citizen.WalkToQueueAsync(account: "não recebo a pensão do meu filho cita ni");
        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila");
        var conversation = await desk.ClaimAsync("cita ni");
        await citizen.WriteAsync("preciso levar a certidão?");
        await desk.Locator(".bubble[data-author=Citizen]").Filter(new() { HasText = "levar a certidão" }).WaitForAsync();
        await Eventually.TrueAsync(
            async () => (await citizen.AllAsync()).Where(m => m.De == "cidadao").All(m => m.Situacao == "lida"), "her ticks turn when she is read");
        await desk.Locator("html[data-shortcuts=ready]").WaitForAsync();

        await desk.Keyboard.PressAsync("q");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator(".quoting")).ToContainTextAsync("preciso levar a certidão?");
        await Expect(desk.AnswerBox()).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Escape");
        await Expect(desk.Locator(".quoting")).ToHaveCountAsync(0);
        await desk.Keyboard.PressAsync("Escape");
        await desk.Keyboard.PressAsync("q");
        await desk.Keyboard.PressAsync("Enter");
        await desk.Locator(".quoting").WaitForAsync();
        await desk.ReloadAsync();
        await desk.WaitUntilInteractiveAsync();
        await Expect(desk.Locator(".quoting")).ToContainTextAsync("preciso levar a certidão?");
        await desk.WriteAnswerAsync("Sim, leve a original.");
        await Expect(desk.OwnBubble("Sim, leve").Locator(".bubble-quote")).ToContainTextAsync("preciso levar a certidão?");
        await Expect(desk.Locator(".quoting")).ToHaveCountAsync(0);

        await Expect(desk.OwnBubble("Sim, leve").Locator(".ticks")).ToHaveAttributeAsync("data-status", new Regex("Delivered|Read"));
        await ChangeAsync(conversation, (db, id) => db.Messages.Where(m => m.CitizenId == id && m.Author == MessageAuthor.Attendant)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, MessageStatus.Failed).SetProperty(m => m.ErrorCode, MessageFailures.Undeliverable)));
        await Expect(desk.OwnBubble("Sim, leve").Locator(".bubble-failure")).ToContainTextAsync("não tem WhatsApp");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Enviar de novo" }).DblClickAsync();

        await Expect(desk.OwnBubble("Sim, leve")).ToHaveCountAsync(2);
        await Expect(desk.OwnBubble("Sim, leve").First).ToContainTextAsync("Já foi enviada de novo");
        await Expect(desk.OwnBubble("Sim, leve").Last.Locator(".ticks")).ToHaveAttributeAsync("data-status", new Regex("Delivered|Read"));
        Assert.Equal(2, (await citizen.FromPortalAsync()).Count(m => m.Texto == "Sim, leve a original."));
        await desk.CloseConversationAsync();
    }

    private static async Task<double> TopAfterAsync(IPage desk, ILocator bubble, string scroll)
    {
        await desk.Locator("[data-thread]").EvaluateAsync(scroll);
        return await bubble.EvaluateAsync<double>("bubble => bubble.getBoundingClientRect().top");
    }

    /// <summary>Changes what stands of the conversation's citizen, as time or the provider would, and lets the screens know.</summary>
    private async Task ChangeAsync(Guid conversation, Func<PortalDbContext, Guid, Task> change)
    {
        await using var db = suite.OpenDatabase();
        await change(db, await db.Conversations.Where(c => c.Id == conversation).Select(c => c.CitizenId).SingleAsync());
        db.Announce(ChangeTopics.Conversation, conversation, Now);
        await db.SaveChangesAsync();
    }
}
