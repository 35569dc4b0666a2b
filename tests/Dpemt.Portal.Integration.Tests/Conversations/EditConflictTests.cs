using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Conversations;

/// <summary>Two administrators on one line: the second is told of the first, and overwrites on purpose only.</summary>
public sealed class EditConflictTests
{
    [Fact]
    public async Task SaveQuickReply_ChangedMeanwhile_IsToldAndOverwritesOnPurpose()
    {
        await using var world = await DeskWorld.StartAsync();
        var save = world.Get<SaveQuickReply>();
        await CheckAsync(
            world, new QuickReplyForm(null, "oi", "Oi!"), (form, id) => form with { Id = id }, form => form with { Text = "Oi, {nome}!" }, form => form with { Text = "Olá!" },
            (who, form, loaded) => save.RunAsync(who, form, loaded, default));
    }

    [Fact]
    public async Task SaveHoliday_ChangedMeanwhile_IsToldAndOverwritesOnPurpose()
    {
        await using var world = await DeskWorld.StartAsync();
        var save = world.Get<SaveHoliday>();
        await CheckAsync(
            world, new HolidayForm(null, new(2027, 5, 6), "Dia", null, null), (form, id) => form with { Id = id }, form => form with { Name = "Dia A" }, form => form with { CityCode = "5107602" },
            (who, form, loaded) => save.RunAsync(who, form, loaded, default));
    }

    [Fact]
    public async Task SaveService_ChangedMeanwhile_IsToldAndOverwritesOnPurpose()
    {
        await using var world = await DeskWorld.StartAsync();
        var save = world.Get<SaveService>();
        await CheckAsync(
            world, new ServiceForm(null, "familia", "Mudança de nome", "mudar nome", false, null, null, null, "RG", true), (form, id) => form with { Id = id },
            form => form with { Documents = "RG\nCPF" }, form => form with { Active = false }, (who, form, loaded) => save.RunAsync(who, form, loaded, default));
    }

    [Fact]
    public async Task SaveFrequentQuestion_ChangedMeanwhile_IsToldAndOverwritesOnPurpose()
    {
        await using var world = await DeskWorld.StartAsync();
        var save = world.Get<SaveFrequentQuestion>();
        await CheckAsync(
            world, new FrequentQuestionForm(null, "Há vagas?", "vaga", "Na rua.", null, true), (form, id) => form with { Id = id },
            form => form with { Answer = "No pátio." }, form => form with { Answer = "Não há." }, (who, form, loaded) => save.RunAsync(who, form, loaded, default));
    }

    [Fact]
    public async Task SaveReception_ChangedMeanwhile_IsToldAndOverwritesOnPurpose()
    {
        await using var world = await DeskWorld.StartAsync();
        var save = world.Get<SaveReception>();
        await CheckAsync(
            world, new ReceptionForm(null, "Núcleo novo", "5107602", null, null, false, true, [new(DayOfWeek.Monday, new(8, 0), new(12, 0))], [new("5107602", "criminal")]),
            (form, id) => form with { Id = id }, form => form with { Periods = [new(DayOfWeek.Monday, new(9, 0), new(12, 0))] }, form => form with { Address = "Rua Um, 1" },
            (who, form, loaded) => save.RunAsync(who, form, loaded, default));
    }

    [Fact]
    public async Task SaveReception_BecameTheFallback_TellsTheEditorOfTheFormerOne()
    {
        await using var world = await DeskWorld.StartAsync();
        var maria = await world.UserAsync("Maria", Roles.Cdi);
        var details = world.Get<ReceptionDetails>();
        await using var db = await world.OpenAsync();
        var former = (await details.RunAsync(await db.Receptions.Where(r => r.IsFallback).Select(r => r.Id).SingleAsync(), default))!;
        var next = (await details.RunAsync(await world.ReceptionAsync("Sinop"), default))!;
        Assert.True((await world.Get<SaveReception>().RunAsync(maria, next with { IsFallback = true }, next, default)).Saved);

        var result = await world.Get<SaveReception>().RunAsync(maria, former with { Telephone = "(65) 3000-0000" }, former, default);

        Assert.Equal("Maria", result.Conflict!.Who);
        Assert.False(((ReceptionForm)result.Conflict.Current).IsFallback);
    }

    [Fact]
    public async Task SaveFlowText_ChangedMeanwhile_IsToldAndOverwritesOnPurpose()
    {
        await using var world = await DeskWorld.StartAsync();
        var (maria, joana) = (await world.UserAsync("Maria", Roles.Cdi), await world.UserAsync("Joana", Roles.Cdi));
        var save = world.Get<SaveFlowText>();
        var loaded = (await world.Get<FlowTextList>().RunAsync(null, default)).Single(t => t.Key == "queue.stay").Text;
        Assert.True((await save.RunAsync(maria, "queue.stay", "Aguarde aqui.", loaded, default)).Saved);

        var second = await save.RunAsync(joana, "queue.stay", "Seu lugar está guardado.", loaded, default);

        Assert.Equal(("Maria", world.Clock.GetUtcNow(), "Aguarde aqui."), (second.Conflict!.Who, second.Conflict.At!.Value, second.Conflict.Current));
        Assert.True((await save.RunAsync(joana, "queue.stay", "Seu lugar está guardado.", "Aguarde aqui.", default)).Saved);
        // Back to the text as delivered is a change like any other.
        Assert.NotNull((await save.RunAsync(maria, "queue.stay", loaded, "Aguarde aqui.", default)).Conflict);
    }

    private static async Task CheckAsync<T>(
        DeskWorld world, T made, Func<T, int?, T> numbered, Func<T, T> first, Func<T, T> second, Func<Actor, T, T?, Task<SaveResult>> saveAsync)
        where T : class
    {
        var (maria, joana) = (await world.UserAsync("Maria", Roles.Cdi), await world.UserAsync("Joana", Roles.Cdi));
        var loaded = numbered(made, (await saveAsync(joana, made, null)).Id);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        var changedAt = world.Clock.GetUtcNow();
        Assert.True((await saveAsync(maria, first(loaded), loaded)).Saved);
        world.Clock.Advance(TimeSpan.FromMinutes(5));

        var told = await saveAsync(joana, second(loaded), loaded);

        Assert.False(told.Saved);
        Assert.Equal(("Maria", changedAt), (told.Conflict!.Who, told.Conflict.At!.Value));
        Assert.Equal(first(loaded), told.Conflict.Current);
        // Nothing was saved: the line is still Maria's, and saving over that succeeds.
        var overwritten = await saveAsync(joana, second(loaded), (T)told.Conflict.Current);
        Assert.True(overwritten.Saved);
        Assert.Equal("Joana", (await saveAsync(maria, first(loaded), first(loaded))).Conflict!.Who);
    }
}
