using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Demo;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Conversations;

public sealed class SettingsTests
{
    private static readonly PeriodForm[] Morning = [new(DayOfWeek.Monday, new(8, 0), new(12, 0))];

    [Fact]
    public async Task SaveReception_FaultyForm_SaysAllThatIsWrong()
    {
        await using var world = await DeskWorld.StartAsync();
        var cdi = await world.UserAsync("Cida", Roles.Cdi);

        var result = await world.Get<SaveReception>().RunAsync(
            cdi,
            new(null, " ", "0000000", null, null, false, true,
                [new(DayOfWeek.Monday, new(8, 0), new(12, 0)), new(DayOfWeek.Monday, new(11, 0), new(13, 0)), new(DayOfWeek.Friday, new(9, 0), new(9, 0))],
                [new(null, null), new("5107602", "inexistente")]),
            default);

        Assert.Equal(["Name", "CityCode", "Periods", "Periods", "Coverage", "Coverage"], result.Faults.Select(f => f.Field));
        Assert.Contains(result.Faults, f => f.Text == "Em segunda-feira, os períodos 08:00–12:00 e 11:00–13:00 se sobrepõem.");
        var idle = await world.Get<SaveReception>().RunAsync(cdi, new(null, "Padrão parada", "5107602", null, null, true, false, [], []), default);
        Assert.Equal(["Active"], idle.Faults.Select(f => f.Field));
    }

    [Fact]
    public async Task SaveReception_SpecificCoverage_WinsInAnotherProcessThroughTheChangeFeed()
    {
        await using var world = await DeskWorld.StartAsync();
        var cdi = await world.UserAsync("Cida", Roles.Cdi);
        var other = world.AnotherProcess();
        var feed = other.GetRequiredService<ChangeFeed>();
        await feed.StartAsync(default);
        var directory = other.GetRequiredService<ReceptionDirectory>();
        Assert.Equal("Núcleo de Rondonópolis", (await directory.AtAsync(DeskWorld.Monday, default)).Resolve("5107602", "criminal")!.Name);
        Assert.Equal("Núcleo de Cuiabá", (await directory.AtAsync(DeskWorld.Monday, default)).Resolve("5100201", null)!.Name);

        // The feed begins at the newest change: saved again until its first poll lies behind.
        var started = TimeProvider.System.GetTimestamp();
        var form = new ReceptionForm(null, "Criminal de Rondonópolis", "5107602", null, null, false, true, Morning, [new("5107602", "criminal")]);
        ReceptionChoice choice;
        do
        {
            var saved = await world.Get<SaveReception>().RunAsync(cdi, form, default);
            Assert.True(saved.Saved, string.Join(" ", saved.Faults.Select(f => f.Text)));
            form = form with { Id = saved.Id };
            await Task.Delay(300);
            choice = (await directory.AtAsync(DeskWorld.Monday, default)).Resolve("5107602", "criminal")!;
        }
        while (choice.Name != form.Name && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30));

        Assert.Equal(("Criminal de Rondonópolis", true, "segunda, 8h às 12h"), (choice.Name, choice.IsOpen, choice.Hours));
        Assert.Equal("Núcleo de Rondonópolis", (await directory.AtAsync(DeskWorld.Monday, default)).Resolve("5107602", "familia")!.Name);
        await feed.StopAsync(default);
    }

    [Fact]
    public async Task SaveReception_CityThatAnotherOneServes_IsRefusedInItsName()
    {
        await using var world = await DeskWorld.StartAsync();
        var cdi = await world.UserAsync("Cida", Roles.Cdi);
        var form = new ReceptionForm(null, "Outra de Rondonópolis", "5107602", null, null, false, true, Morning, [new("5107602", null)]);

        var refused = Assert.Single((await world.Get<SaveReception>().RunAsync(cdi, form, default)).Faults);

        Assert.Equal(("Coverage", "Rondonópolis (qualquer área) já é atendida por Núcleo de Rondonópolis."), (refused.Field, refused.Text));
        Assert.True((await world.Get<SaveReception>().RunAsync(cdi, form with { Active = false }, default)).Saved);
    }

    [Fact]
    public async Task DeleteReception_SomebodyWaitsThere_IsRefusedWithWhatToDo()
    {
        await using var world = await DeskWorld.StartAsync();
        var cdi = await world.UserAsync("Cida", Roles.Cdi);
        await world.QueueAsync("5565999990001", "Sinop");

        var refused = Assert.Single((await world.Get<DeleteReception>().RunAsync(cdi, await world.ReceptionAsync("Sinop"), default)).Faults);

        Assert.Contains("Transfira todas antes de apagar", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveReception_Fallback_MovesTheMarkAndIsNeverLost()
    {
        await using var world = await DeskWorld.StartAsync();
        var cdi = await world.UserAsync("Cida", Roles.Cdi);
        var cuiaba = await world.Get<ReceptionDetails>().RunAsync(await world.ReceptionAsync("Cuiabá"), default);
        var sinop = await world.Get<ReceptionDetails>().RunAsync(await world.ReceptionAsync("Sinop"), default);

        Assert.False((await world.Get<SaveReception>().RunAsync(cdi, cuiaba! with { IsFallback = false }, default)).Saved);
        Assert.False((await world.Get<DeleteReception>().RunAsync(cdi, cuiaba.Id!.Value, default)).Saved);
        Assert.True((await world.Get<SaveReception>().RunAsync(cdi, sinop! with { IsFallback = true }, default)).Saved);

        Assert.Equal(["Núcleo de Sinop"], (await world.Get<ReceptionList>().RunAsync(new(), default)).Rows.Where(r => r.IsFallback).Select(r => r.Name));
        await using var db = await world.OpenAsync();
        // The one that lost the mark was changed as well.
        Assert.Equal(2, await db.AuditEntries.CountAsync(a => a.Action == "cadastro-alterado" && a.ActorUserId == cdi.UserId));
    }

    [Fact]
    public async Task ReceptionDirectory_Holidays_CloseTheCityOrAll()
    {
        await using var world = await DeskWorld.StartAsync();
        var directory = world.Get<ReceptionDirectory>();
        var anniversary = await directory.AtAsync(new(2026, 12, 10, 14, 0, 0, TimeSpan.Zero), default);

        Assert.False(anniversary.Resolve("5107602", null)!.IsOpen);
        Assert.Equal("amanhã às 8h", anniversary.Resolve("5107602", null)!.NextOpening);
        Assert.True(anniversary.Resolve("5103403", null)!.IsOpen);
        Assert.False((await directory.AtAsync(new(2026, 12, 25, 14, 0, 0, TimeSpan.Zero), default)).Resolve("5103403", null)!.IsOpen);
    }

    [Fact]
    public async Task SeedReceptions_Twice_AddsNothingMore()
    {
        await using var world = await DeskWorld.StartAsync();

        await world.Get<SeedReceptions>().RunAsync(default);

        await using var db = await world.OpenAsync();
        Assert.Equal(8, await db.Receptions.CountAsync());
        Assert.Equal(80, await db.ReceptionPeriods.CountAsync());
        Assert.Equal(FlowService.Defaults.Count, await db.Services.CountAsync());
        Assert.Equal(FrequentQuestion.Defaults.Count, await db.FrequentQuestions.CountAsync());
        Assert.Equal(13, await db.QuickReplies.CountAsync());
        Assert.False(await db.HandoverEntries.AnyAsync());
    }

    [Fact]
    public async Task SaveFlowText_ChangedAndRestored_StoresOnlyTheDifference()
    {
        await using var world = await DeskWorld.StartAsync();
        var cdi = await world.UserAsync("Cida", Roles.Cdi);

        Assert.NotEmpty((await world.Get<SaveFlowText>().RunAsync(cdi, "privacy", "{inexistente}", default)).Faults);
        Assert.True((await world.Get<SaveFlowText>().RunAsync(cdi, "queue.stay", "Seu lugar está guardado.", default)).Saved);
        Assert.Equal("Seu lugar está guardado.", Assert.Single(await world.Get<FlowTextList>().RunAsync("LUGAR ESTA GUARDADO.", default), r => r.Changed).Text);
        Assert.True((await world.Get<RestoreFlowText>().RunAsync(cdi, "queue.stay", default)).Saved);

        Assert.DoesNotContain(await world.Get<FlowTextList>().RunAsync(null, default), r => r.Changed);
    }

    [Fact]
    public async Task SaveService_FaultyThenRight_IsUsedByTheBot()
    {
        await using var world = await DeskWorld.StartAsync();
        var cdi = await world.UserAsync("Cida", Roles.Cdi);
        var form = new ServiceForm(null, "familia", "Alteração de nome", "mudar nome, trocar nome", true, "javascript:alert(1)", null, null, "RG\nCPF", true);

        Assert.Equal(["OpenLink"], (await world.Get<SaveService>().RunAsync(cdi, form, default)).Faults.Select(f => f.Field));
        Assert.Equal(["OpenLink"], (await world.Get<SaveService>().RunAsync(cdi, form with { OpenLink = " " }, default)).Faults.Select(f => f.Field));
        var saved = await world.Get<SaveService>().RunAsync(cdi, form with { OpenLink = "https://app.exemplo.mt.gov.br/nome" }, default);

        Assert.True(saved.Saved);
        world.Restart();
        var service = Assert.Single((await world.Get<FlowTableStore>().GetAsync(default)).Services, s => s.Name == "Alteração de nome");
        Assert.Equal((true, 2, 2), (service.SelfService, service.Keywords.Count, service.Documents!.Count));
        Assert.Equal(1, (await world.Get<ServiceList>().RunAsync(new("alteração"), default)).Total);
        Assert.Equal(0, (await world.Get<ServiceList>().RunAsync(new("%_"), default)).Total);
        Assert.True((await world.Get<DeleteService>().RunAsync(cdi, saved.Id!.Value, default)).Saved);
    }

    [Fact]
    public async Task QuickReplies_SaveListFill_KeepTheirRules()
    {
        await using var world = await DeskWorld.StartAsync();
        var ana = await world.UserAsync("Ana", Roles.Reception, "Sinop");

        Assert.Equal(2, (await world.Get<SaveQuickReply>().RunAsync(ana, new(null, "Olá você", "Oi {fulano}"), default)).Faults.Count);
        Assert.False((await world.Get<SaveQuickReply>().RunAsync(ana, new(null, "/bom-dia", "Oi"), default)).Saved);
        Assert.True((await world.Get<SaveQuickReply>().RunAsync(ana, new(null, "/Oi", "Oi, {nome}, de {cidade}. Sou {atendente}."), default)).Saved);

        var reply = Assert.Single((await world.Get<QuickReplies>().RunAsync(new("oi"), default)).Rows, r => r.Shortcut == "oi");
        Assert.Equal("Oi, Maria, de Sinop. Sou Ana.", QuickReplies.Fill(reply.Text, "Maria", "Sinop", "Ana"));
        Assert.Equal("Bom dia!", QuickReplies.Fill("Bom dia, {nome}!", null, null, null));
        Assert.Equal("Oi {nome}", QuickReplies.Fill("Oi {nome}", "{nome}", null, null));
    }

    [Fact]
    public async Task SaveHoliday_DuplicateAndBothScopes_AreRefused()
    {
        await using var world = await DeskWorld.StartAsync();
        var cdi = await world.UserAsync("Cida", Roles.Cdi);
        var save = world.Get<SaveHoliday>();

        Assert.Equal("Esta data já está cadastrada.", Assert.Single((await save.RunAsync(cdi, new(null, new(2026, 12, 25), "Natal", null, null), default)).Faults).Text);
        Assert.False((await save.RunAsync(cdi, new(null, new(2026, 12, 24), "Véspera", "5107602", 1), default)).Saved);
        Assert.True((await save.RunAsync(cdi, new(null, new(2026, 12, 24), "Véspera", null, null), default)).Saved);
        var row = Assert.Single((await world.Get<HolidayList>().RunAsync(new("véspera"), 2026, default)).Rows);
        Assert.Equal("Todas as recepções", row.AppliesTo);
        Assert.True((await world.Get<DeleteHoliday>().RunAsync(cdi, row.Id, default)).Saved);
    }
}
