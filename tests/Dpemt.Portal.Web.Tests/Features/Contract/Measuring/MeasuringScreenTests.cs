using Bunit;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Web.Features.Contract.Measuring;
using Dpemt.Portal.Web.Hosting;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Measuring;

public sealed class MeasuringScreenTests
{
    [Fact]
    public void Of_Minutes_JoinsEqualNeighbours()
    {
        MinuteVerdict[] minutes = [MinuteVerdict.Up, MinuteVerdict.Up, MinuteVerdict.Down, MinuteVerdict.Up];

        var stretches = MinuteStretch.Of(minutes);

        Assert.Equal([new(0, 2, MinuteVerdict.Up), new(2, 1, MinuteVerdict.Down), new(3, 1, MinuteVerdict.Up)], stretches);
        Assert.Equal(("00:02", "00:03"), (stretches[1].FromText, stretches[1].UntilText));
        Assert.Equal("24:00", new MinuteStretch(1439, 1, MinuteVerdict.Up).UntilText);
        Assert.Empty(MinuteStretch.Of([]));
    }

    [Fact]
    public void DayStrips_Minutes_AreSaidInWordsAndFigures()
    {
        using var context = new BunitContext();
        var minutes = Enumerable.Repeat(MinuteVerdict.Up, 1000).Concat(Enumerable.Repeat(MinuteVerdict.Down, 20)).ToArray();

        var strips = context.Render<DayStrips>(p => p.Add(s => s.Day, new DateOnly(2026, 7, 1)).Add(s => s.Minutes, [(ServiceComponent.Sending, minutes)]));

        Assert.Equal("Envio: 1.000 min no ar, 20 min fora do ar.", strips.Find("svg[role=img]").GetAttribute("aria-label"));
        Assert.Equal(2, strips.FindAll("svg[role=img] rect").Count);
        Assert.Contains("16:40", strips.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void TrafficStrips_Day_AreSaidInWordsAndByTheHour()
    {
        using var context = new BunitContext();
        var day = new DateOnly(2026, 7, 1);
        TrafficMinute At(int minute, int inbound, int faults) => new() { Minute = ContractTime.StartOf(day).AddMinutes(minute), Inbound = inbound, ProviderFaults = faults };

        var strips = context.Render<TrafficStrips>(p => p.Add(s => s.Day, day).Add(s => s.Traffic, new TrafficOfDay([At(0, 3, 0), At(14, 4, 0), At(15, 5, 0), At(600, 1200, 2)], 3)));

        var images = strips.FindAll("svg[role=img]");
        Assert.Equal("Recebidas: 1.212 no dia, o máximo por quarto de hora foi 1.200.", images[0].GetAttribute("aria-label"));
        Assert.Equal("Entregues: nenhuma no dia.", images[2].GetAttribute("aria-label"));
        Assert.Equal([3, 0, 0, 1], images.Select(i => i.QuerySelectorAll("rect").Length));
        Assert.Equal("24", images[0].QuerySelectorAll("rect")[2].GetAttribute("height"));
        Assert.Equal(["00h", "10h"], strips.FindAll("tbody th").Select(h => h.TextContent));
        Assert.Contains("3 mensagens aceitas no dia ficaram sem notícia", strips.Markup, StringComparison.Ordinal);
        Assert.Contains("Nenhuma mensagem foi contada", context.Render<TrafficStrips>(p => p.Add(s => s.Day, day).Add(s => s.Traffic, new TrafficOfDay([], null))).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void RulePanel_Rule_IsShownWithVersionFiguresAndPrice()
    {
        using var context = new BunitContext();

        var panel = context.Render<RulePanel>(p => p.Add(s => s.Options, new MeasuringOptions()).Add(s => s.Price, new ProbePrice(0, 0.01m)));

        Assert.Contains(OutageRule.Version, panel.Markup, StringComparison.Ordinal);
        Assert.Contains("3 sondas seguidas", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("7,20", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(7.20m, new ProbePrice(720, 0.01m).PerMonth);
    }

    [Fact]
    public void With_Settings_SchedulesEachMeasuredComponentInItsRhythm()
    {
        var options = new MeasuringOptions { HistoryPath = "x", History = new() { IntervalSeconds = 300 }, Status = new() { IntervalSeconds = 60 } };

        var jobs = RecurringJobs.With(options).Where(j => j.Id.StartsWith("sondar-", StringComparison.Ordinal)).ToDictionary(j => j.Id, j => j.Cron);

        Assert.Equal(6, jobs.Count);
        Assert.Equal("0/30 * * * * *", jobs["sondar-autenticacao"]);
        Assert.Equal("1/30 * * * * *", jobs["sondar-envio"]);
        Assert.Equal("4 * * * * *", jobs["sondar-status"]);
        Assert.Equal("5 */5 * * * *", jobs["sondar-historico"]);
        Assert.Equal(RecurringJobs.All.Count, RecurringJobs.With(new() { Enabled = false }).Count);
    }
}
