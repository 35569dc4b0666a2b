using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Api;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Conversations;

public sealed class DeskTests
{
    private const string Phone = "5565999990001";

    [Fact]
    public async Task SendReply_SameKeyFiveTimesAtOnce_SendsOnceAndClearsTheDraft()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        await world.Get<DraftStore>().SaveAsync(ana, conversation, "Bom d", default);
        var reply = new Reply(conversation, Guid.NewGuid(), "Bom dia, Maria!\0");

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => world.Get<SendReply>().RunAsync(ana, reply, default))));

        Assert.All(results, r => Assert.True(r.Done));
        Assert.Single(results.Select(r => r.MessageId).Distinct());
        var sent = Assert.Single(await world.SentAsync(conversation), m => m.Author == MessageAuthor.Attendant);
        Assert.Equal(("Bom dia, Maria!", ana.UserId, MessageStatus.Queued), (sent.Text, sent.AuthorUserId, sent.Status));
        Assert.Null(await world.Get<DraftStore>().LoadAsync(ana, conversation, default));
    }

    [Fact]
    public async Task SendReply_NotAssigneeOrWindowClosed_RefusesInWords()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var bia = await world.UserAsync("Bia", Roles.Reception, "Rondonópolis");

        var other = await world.Get<SendReply>().RunAsync(bia, new(conversation, Guid.NewGuid(), "oi"), default);
        Assert.Equal((DeskCodes.NotAssignee, "Quem atende esta conversa é Ana. Só quem atende pode fazer isso."), (other.Code, other.Text));
        Assert.Equal(DeskCodes.Invalid, (await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), " \u0007 "), default)).Code);
        Assert.Equal(DeskCodes.Invalid, (await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), "oi", MediaId: 99), default)).Code);
        world.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(DeskCodes.WindowClosed, (await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), "oi"), default)).Code);
    }

    [Fact]
    public async Task SendTemplateReply_OutsideTheWindow_SendsTheFilledTemplate()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        await using (var db = await world.OpenAsync())
        {
            db.Templates.Add(new Template { Name = "retomada", Category = "UTILITY", Language = "pt_BR", Status = "APPROVED", Body = "Olá {{1}}, sobre {{2}}.", Components = "[]" });
            db.Templates.Add(new Template { Name = "nova", Category = "UTILITY", Language = "pt_BR", Status = "PENDING", Body = "Olá", Components = "[]" });
            await db.SaveChangesAsync();
        }

        world.Clock.Advance(TimeSpan.FromDays(2));
        var send = world.Get<SendTemplateReply>();
        Assert.Equal(DeskCodes.TemplateRefused, (await send.RunAsync(ana, new(conversation, Guid.NewGuid(), "nova", []), default)).Code);
        Assert.Equal("O modelo pede 2 valores e recebeu 1.", (await send.RunAsync(ana, new(conversation, Guid.NewGuid(), "retomada", ["Maria"]), default)).Text);
        Assert.True((await send.RunAsync(ana, new(conversation, Guid.NewGuid(), "retomada", ["Maria", "a pensão"]), default)).Done);

        var sent = (await world.SentAsync(conversation))[^1];
        Assert.Equal((MessageKind.Template, "Olá Maria, sobre a pensão."), (sent.Kind, sent.Text));
        Assert.Equal(["retomada"], (await world.Get<SendableTemplates>().RunAsync(default)).Select(t => t.Name));
    }

    [Fact]
    public async Task CloseConversation_TwiceAndWithoutReason_OneFarewell()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var close = world.Get<CloseConversation>();

        Assert.Equal(DeskCodes.Invalid, (await close.RunAsync(ana, conversation, "qualquer", default)).Code);
        Assert.True((await close.RunAsync(ana, conversation, "resolvido", default)).Done);
        Assert.False((await close.RunAsync(ana, conversation, "resolvido", default)).Done);
        var chief = await world.UserAsync("Chefe", Roles.Supervisor);
        Assert.Equal(DeskCodes.Closed, (await close.RunAsync(chief, conversation, "resolvido", default)).Code);

        Assert.Single(await world.SentAsync(conversation), m => m.Text == FlowTexts.Default[CloseConversation.FarewellKey]);
        await using var db = await world.OpenAsync();
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "atendimento-encerrado"));
        Assert.NotEqual(conversation, await world.WriteAsync(Phone, "oi de novo"));
    }

    [Fact]
    public async Task CloseConversation_WindowClosed_DropsTheFarewell()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        world.Clock.Advance(TimeSpan.FromHours(25));

        Assert.True((await world.Get<CloseConversation>().RunAsync(ana, conversation, "sem-resposta", default)).Done);

        Assert.DoesNotContain(await world.SentAsync(conversation), m => m.Text == FlowTexts.Default[CloseConversation.FarewellKey]);
    }

    [Fact]
    public async Task CloseConversation_FarewellEdited_SaysTheOneOfTheAdministration()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var cdi = await world.UserAsync("Cida", Roles.Cdi);
        Assert.True((await world.Get<SaveFlowText>().RunAsync(cdi, CloseConversation.FarewellKey, "Até logo!", default)).Saved);
        world.Restart();

        Assert.Equal("Até logo!", await world.Get<CloseConversation>().FarewellAsync(default));
        Assert.True((await world.Get<CloseConversation>().RunAsync(ana, conversation, "resolvido", default)).Done);

        Assert.Equal("Até logo!", (await world.SentAsync(conversation))[^1].Text);
    }

    [Fact]
    public async Task DraftStoreSweep_ClosedOrUntouched_ForgetsThoseAndNoOther()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, closed) = await world.ClaimedAsync(Phone);
        var (bia, untouched) = await world.ClaimedAsync("5565999990002", "Bia");
        var (caio, fresh) = await world.ClaimedAsync("5565999990003", "Caio");
        var drafts = world.Get<DraftStore>();
        await drafts.SaveAsync(bia, untouched, "de antes", default);
        world.Clock.Advance(DraftStore.KeptUntouched - TimeSpan.FromHours(1));
        await drafts.SaveAsync(ana, closed, "não enviado", default);
        await drafts.SaveAsync(caio, fresh, "de agora", default);
        await world.Get<CloseConversation>().RunAsync(ana, closed, "resolvido", default);

        await drafts.SweepAsync(default);
        Assert.NotNull(await drafts.LoadAsync(ana, closed, default));
        Assert.NotNull(await drafts.LoadAsync(bia, untouched, default));
        world.Clock.Advance(DraftStore.KeptAfterClosing + TimeSpan.FromSeconds(1));
        await Task.WhenAll(drafts.SweepAsync(default), world.AnotherProcess().GetRequiredService<DraftStore>().SweepAsync(default));

        Assert.Null(await drafts.LoadAsync(ana, closed, default));
        Assert.Null(await drafts.LoadAsync(bia, untouched, default));
        Assert.Equal("de agora", await drafts.LoadAsync(caio, fresh, default));
    }

    [Fact]
    public async Task ReturnToBot_Attended_ShowsTheMenuAndAnswersAgain()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);

        Assert.True((await world.Get<ReturnToBot>().RunAsync(ana, conversation, default)).Done);

        Assert.Contains("Voltei", (await world.SentAsync(conversation))[^1].Text, StringComparison.Ordinal);
        var stored = await world.FindAsync(conversation);
        Assert.Equal((ConversationState.WithBot, null), (stored.State, stored.AssignedUserId));
        Assert.NotNull(stored.SilenceDueAt);
        Assert.Empty((await world.Get<HandoverQueue>().RunAsync(ana, new(QueueView.Mine), null, default)).Rows);
    }

    [Fact]
    public async Task OpenAndReveal_Repeated_RecordsReadingOnceAnHourAndEveryReveal()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        await using (var db = await world.OpenAsync())
            await db.Citizens.ExecuteUpdateAsync(s => s.SetProperty(c => c.Cpf, "52998224725"));

        for (var i = 0; i < 3; i++)
            await world.Get<OpenConversation>().RunAsync(ana, conversation, default);
        world.Clock.Advance(TimeSpan.FromMinutes(61));
        await world.Get<OpenConversation>().RunAsync(ana, conversation, default);
        Assert.Null((await world.Get<RevealCpf>().RunAsync(ana, conversation, " ", default)).Cpf);
        var revealed = await world.Get<RevealCpf>().RunAsync(ana, conversation, "conferir 52998224725 no SOLAR", default);

        Assert.Equal("529.982.247-25", revealed.Cpf);
        await using var read = await world.OpenAsync();
        Assert.Equal(2, await read.AuditEntries.CountAsync(a => a.Action == "conversa-aberta"));
        Assert.Equal("CPF: conferir ••••••••••• no SOLAR", (await read.AuditEntries.SingleAsync(a => a.Action == "dado-revelado")).Detail);
        Assert.Equal("•••.•••.247-••", (await world.Get<ConversationView>().RunAsync(ana, conversation, default))!.Bot.Cpf);
    }

    [Fact]
    public async Task DraftStore_LastWriteWins_MarksTheListAndSurvivesRestart()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        await world.Get<DraftStore>().SaveAsync(ana, conversation, "um", default);
        await world.AnotherProcess().GetRequiredService<DraftStore>().SaveAsync(ana, conversation, "dois", default);
        world.Restart();

        Assert.Equal("dois", await world.Get<DraftStore>().LoadAsync(ana, conversation, default));
        Assert.True(Assert.Single((await world.Get<HandoverQueue>().RunAsync(ana, new(QueueView.Mine), null, default)).Rows).HasDraft);
        await world.Get<DraftStore>().SaveAsync(ana, conversation, "", default);
        Assert.Null(await world.Get<DraftStore>().LoadAsync(ana, conversation, default));
    }

    [Fact]
    public async Task PresenceBoard_TwoProcesses_SeeEachOtherUntilItLapses()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var bia = await world.UserAsync("Bia", Roles.Reception, "Rondonópolis");
        var other = world.AnotherProcess().GetRequiredService<PresenceBoard>();

        await world.Get<PresenceBoard>().SeeAsync(ana, conversation, typing: true, default);
        Assert.Equal([new Onlooker(ana.UserId!.Value, "Ana", true)], await other.ListAsync(bia, conversation, default));
        world.Clock.Advance(TimeSpan.FromSeconds(6));
        await world.Get<PresenceBoard>().SeeAsync(ana, conversation, typing: false, default);
        Assert.Equal([new Onlooker(ana.UserId!.Value, "Ana", false)], await other.ListAsync(bia, conversation, default));
        Assert.Empty(await other.ListAsync(ana, conversation, default));
        world.Clock.Advance(PresenceBoard.Lapse);
        Assert.Empty(await other.ListAsync(bia, conversation, default));
    }

    [Fact]
    public async Task ConversationTimeline_ManyMessagesAndNotes_PagesBackThroughAllConversations()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, first) = await world.ClaimedAsync(Phone);
        for (var i = 0; i < 50; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            if (i % 10 == 0)
            {
                await world.Get<AddNote>().RunAsync(ana, first, "nota " + i, default);
                world.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            await world.WriteAsync(Phone, "mensagem " + i);
        }

        await world.Get<CloseConversation>().RunAsync(ana, first, "resolvido", default);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await world.QueueAsync(Phone);

        var entries = new List<TimelineEntry>();
        string? before = null;
        do
        {
            var page = await world.Get<ConversationTimeline>().RunAsync(ana, second, before, default);
            entries.InsertRange(0, page!.Entries);
            before = page.Before;
        }
        while (before is not null);

        await using var db = await world.OpenAsync();
        Assert.Equal(await db.Messages.OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(), entries.OfType<TimelineMessage>().Select(m => m.Id));
        Assert.Equal(["nota 0", "nota 10", "nota 20", "nota 30", "nota 40"], entries.OfType<TimelineNote>().Select(n => n.Text));
        Assert.Equal(2, entries.Select(e => e.ConversationId).Distinct().Count());
        var at = entries.FindIndex(e => e is TimelineNote { Text: "nota 20" });
        Assert.Equal("mensagem 20", ((TimelineMessage)entries[at + 1]).Text);
    }

    [Fact]
    public async Task Api_ConversationsMessagesAndQueue_PageWithOpaqueCursors()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, first) = await world.ClaimedAsync(Phone);
        await world.Get<CloseConversation>().RunAsync(ana, first, "resolvido", default);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await world.QueueAsync(Phone);

        var page = await world.Get<ConversationList>().RunAsync("(65) 9999-0001", null, 1, default);
        Assert.Equal((second, "fila", Phone), (page!.Itens[0].Id, page.Itens[0].Situacao, page.Itens[0].Telefone));
        Assert.Matches("^[A-Za-z0-9_-]+$", page.Cursor);
        page = await world.Get<ConversationList>().RunAsync(Phone, page.Cursor, 1, default);
        Assert.Equal((first, "encerrada", null), (page!.Itens[0].Id, page.Itens[0].Situacao, page.Cursor));
        Assert.Null(await world.Get<ConversationList>().RunAsync("abc", null, 1, default));

        var messages = await world.Get<ConversationMessages>().RunAsync(first, null, 2, default);
        var rest = await world.Get<ConversationMessages>().RunAsync(first, messages!.Cursor, 200, default);
        Assert.Equal(("cidadao", "texto", "recebida"), (messages.Itens[0].De, messages.Itens[0].Tipo, messages.Itens[0].Situacao));
        Assert.Equal(messages.Itens.Concat(rest!.Itens).Select(m => m.Id).Order(), messages.Itens.Concat(rest.Itens).Select(m => m.Id));
        Assert.Null(rest.Cursor);

        await using (var db = await world.OpenAsync())
            await db.HandoverEntries.Where(e => e.ConversationId == second).ExecuteUpdateAsync(s => s.SetProperty(e => e.Area, "familia"));
        var place = Assert.Single((await world.Get<QueueList>().RunAsync(null, 50, default)).Itens);
        Assert.Equal("Família", place.Area);
        Assert.Equal((second, "Núcleo de Rondonópolis", "Rondonópolis", null), (place.ConversaId, place.Recepcao, place.Cidade, place.Atendente));
    }

    [Fact]
    public async Task QueueList_PlacesOfOneInstant_ComeOnceEachByPages()
    {
        await using var world = await DeskWorld.StartAsync();
        var waiting = new List<Guid>();
        for (var i = 1; i <= 3; i++)
            waiting.Add(await world.QueueAsync($"556599999000{i}"));
        await using (var db = await world.OpenAsync())
            await db.HandoverEntries.ExecuteUpdateAsync(s => s.SetProperty(e => e.Since, DeskWorld.Monday));

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await world.Get<QueueList>().RunAsync(cursor, 1, default);
            seen.AddRange(page.Itens.Select(i => i.ConversaId));
            cursor = page.Cursor;
        }
        while (cursor is not null && seen.Count < 10);
        Assert.Equal(waiting, seen);
    }
}
