using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Panel;

namespace Dpemt.Portal.Core.Tests.Contract.Forecasts;

/// <summary>Deadlines as an iCalendar file, read back.</summary>
public sealed class DeadlineCalendarTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Write_Deadlines_ReadBackAsWholeDaysWithClauseAndLink()
    {
        var text = DeadlineCalendar.Write(
            [
                new("glosa-7-defesa-20261201", new(2026, 12, 1), "Defesa da glosa nº 7; valor, prazo e \"razões\"", "a confirmar, por analogia à Lei 14.133, art. 157", DeadlineParty.Contractor, "contrato/glosas/7"),
                new("fatura-3-atesto-20261130", new(2026, 11, 30), "Atestar a fatura 12/2026", "TR 15.5.1", DeadlineParty.Office, "contrato/faturas/3"),
            ],
            new Uri("https://portal.exemplo.mt.gov.br/"), Now);

        var calendar = Ical.Net.Calendar.Load(text)!;
        Assert.Equal(2, calendar.Events.Count);
        var defence = calendar.Events.Single(e => e.Uid == "glosa-7-defesa-20261201@portal.exemplo.mt.gov.br");
        Assert.True(defence.IsAllDay);
        Assert.Equal(new DateOnly(2026, 12, 1), defence.Start!.Date);
        Assert.False(defence.Start.HasTime);
        Assert.Equal("Defesa da glosa nº 7; valor, prazo e \"razões\"", defence.Summary);
        Assert.Contains("Cláusula: a confirmar, por analogia à Lei 14.133, art. 157", defence.Description, StringComparison.Ordinal);
        Assert.Contains("Cabe à contratada.", defence.Description, StringComparison.Ordinal);
        Assert.Equal(new Uri("https://portal.exemplo.mt.gov.br/contrato/glosas/7"), defence.Url);
        Assert.Contains("DTSTART;VALUE=DATE:20261130", text, StringComparison.Ordinal);
        Assert.Contains("DTSTAMP:20261124T233000Z", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
    }

    [Fact]
    public void Write_Nothing_IsStillACalendar() =>
        Assert.Empty(Ical.Net.Calendar.Load(DeadlineCalendar.Write([], new Uri("https://portal.exemplo.mt.gov.br/"), Now))!.Events);
}
