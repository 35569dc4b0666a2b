using System.Globalization;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Glosas;
using static Dpemt.Portal.Core.Tests.Contract.Glosas.GlosaLives;

namespace Dpemt.Portal.Core.Tests.Contract.Glosas;

/// <summary>Every deadline around holidays, carnival, Easter and the turn of the year, counted by hand on a wall calendar.</summary>
public sealed class GlosaDeadlineTests
{
    /// <summary>15 working days; the first is the working day after the e-mail's receipt (TR 27.18.1).</summary>
    [Theory]
    [InlineData("2026-08-03", "2026-08-24", "nothing near")]
    [InlineData("2026-08-01", "2026-08-21", "received on a Saturday: starts on Monday the 3rd")]
    [InlineData("2026-08-31", "2026-09-22", "7 September, a Monday")]
    [InlineData("2026-10-09", "2026-11-03", "12 October and 2 November, Mondays; the 15th day would be All Souls' eve")]
    [InlineData("2026-11-19", "2026-12-11", "starts after 20 November, a Friday")]
    [InlineData("2026-12-18", "2027-01-12", "Christmas and New Year on Fridays")]
    [InlineData("2026-12-31", "2027-01-22", "received on the last day of the year")]
    [InlineData("2027-01-25", "2027-02-17", "carnival on 8 and 9 February")]
    [InlineData("2027-02-05", "2027-03-02", "received on the Friday before carnival: starts on Ash Wednesday")]
    [InlineData("2026-03-27", "2026-04-20", "Good Friday on 3 April")]
    [InlineData("2026-04-02", "2026-04-27", "received on Maundy Thursday, Tiradentes on 21 April")]
    [InlineData("2026-05-25", "2026-06-16", "Corpus Christi on 4 June")]
    public void Notify_ReceivedOn_GivesTheDefenceFifteenWorkingDays(string received, string due, string why)
    {
        var day = Date(received);

        var move = Try(Computed(), new GlosaAct.Notify(day, 1), day);

        Assert.True(Date(due) == move.Facts.DefenceDueOn, $"{why}: {move.Facts.DefenceDueOn:yyyy-MM-dd}");
        Assert.Equal(move.Facts.DefenceDueOn, move.DueOn);
        Assert.Contains("a confirmar pela assessoria jurídica", move.Memory, StringComparison.Ordinal);
    }

    /// <summary>60 days after the payment or the receipt; a last day without work moves on (Lei 14.133/2021, art. 183).</summary>
    [Theory]
    [InlineData("2026-08-05", "2026-10-05", "the 60th day is a Sunday")]
    [InlineData("2026-08-13", "2026-10-13", "the 60th day is 12 October, a Monday")]
    [InlineData("2026-09-21", "2026-11-23", "the 60th day is 20 November, a Friday: to the Monday after")]
    [InlineData("2026-10-26", "2026-12-28", "the 60th day is Christmas, a Friday")]
    [InlineData("2026-11-02", "2027-01-04", "the 60th day is New Year, a Friday")]
    [InlineData("2026-12-10", "2027-02-10", "the 60th day is the Monday of carnival: to Ash Wednesday")]
    [InlineData("2026-12-11", "2027-02-10", "the 60th day is the Tuesday of carnival")]
    [InlineData("2026-01-30", "2026-03-31", "over a February of 28 days")]
    [InlineData("2028-01-01", "2028-03-01", "over a February of 29 days")]
    [InlineData("2026-02-02", "2026-04-06", "the 60th day is Good Friday: to Easter Monday")]
    [InlineData("2027-03-28", "2027-05-28", "the 60th day is Corpus Christi, a Thursday")]
    public void Payment_PaidOn_OpensAppealAndCorrectionForSixtyDays(string paid, string due, string why)
    {
        var day = Date(paid);
        var facts = Computed() with
        {
            State = GlosaState.Applied,
            Deductions = [new("101", new(2026, 8), 18_000m, 94.52m)],
        };

        var after = Do(facts, new GlosaAct.NotePayment("101", day), day);

        Assert.True(Date(due) == after.AppealDueOn, $"{why}: {after.AppealDueOn:yyyy-MM-dd}");
        Assert.Equal(after.AppealDueOn, after.CorrectionDueOn);
        var appealed = Do(after with { LastEventOn = null, AppealDueOn = day.AddDays(100) }, new GlosaAct.ReceiveAppeal(day, 4), day);
        Assert.Equal(Date(due), appealed.AnswerDueOn);
    }

    /// <summary>The last day itself is in time, the day after is late: for each paper of the contractor's and each act of the office.</summary>
    [Theory]
    [InlineData("2026-10-26", "2026-12-28", "Christmas, a Friday")]
    [InlineData("2026-11-02", "2027-01-04", "New Year, a Friday")]
    [InlineData("2026-12-10", "2027-02-10", "carnival")]
    public void Period_ThatEndsBehindAHoliday_IsOpenOnItsLastDayAndOverOnTheNext(string from, string due, string why)
    {
        DateOnly day = Date(from), last = Date(due), after = Date(due).AddDays(1);
        var paid = Do(Computed() with { State = GlosaState.Applied, Deductions = [new("101", new(2026, 8), 18_000m, 94.52m)] }, new GlosaAct.NotePayment("101", day), day);

        Assert.Null(Try(paid, new GlosaAct.ReceiveAppeal(last, 4), after).Refusal);
        Assert.Equal("recurso-fora-do-prazo", Try(paid, new GlosaAct.ReceiveAppeal(after, 4), after).Refusal?.Code);
        Assert.Null(Try(paid, new GlosaAct.Correct(40m, "erro", 5), last).Refusal);
        Assert.Equal("correcao-fora-do-prazo", Try(paid, new GlosaAct.Correct(40m, "erro", 5), after).Refusal?.Code);
        Assert.Equal("prazo-aberto", Try(paid, new GlosaAct.Finish(), last).Refusal?.Code);
        Assert.Equal(GlosaState.Final, Try(paid, new GlosaAct.Finish(), after).Facts.State);

        var appealed = Do(paid with { AppealDueOn = after }, new GlosaAct.ReceiveAppeal(day, 4), day);
        Assert.True(appealed.AnswerDueOn == last, why);
        Assert.False(Try(appealed, new GlosaAct.AnswerAppeal(last, 40m, "análise", 5), after).Late);
        Assert.True(Try(appealed, new GlosaAct.AnswerAppeal(after, 40m, "análise", 5), after).Late);
    }

    [Theory]
    [InlineData("2026-12-18", "2027-01-12")]
    [InlineData("2027-02-05", "2027-03-02")]
    public void Defence_OverHolidays_IsInTimeOnItsLastDayAndLateOnTheNext(string notified, string due)
    {
        DateOnly last = Date(due), after = Date(due).AddDays(1);
        var facts = Do(Computed(), new GlosaAct.Notify(Date(notified), 1), Date(notified));

        Assert.Null(Try(facts, new GlosaAct.ReceiveDefence(last, 2), after).Refusal);
        Assert.Equal("defesa-fora-do-prazo", Try(facts, new GlosaAct.ReceiveDefence(after, 2), after).Refusal?.Code);
        Assert.Equal("prazo-aberto", Try(facts, new GlosaAct.NoteSilence(), last).Refusal?.Code);
        Assert.Equal("prazo-aberto", Try(facts, new GlosaAct.Decide(GlosaOutcome.Kept, null, "motivos", null), last).Refusal?.Code);
        Assert.Equal(GlosaState.Undefended, Try(facts, new GlosaAct.NoteSilence(), after).Facts.State);
    }

    [Fact]
    public void Notify_DayKeptByAdministrators_CountsAsNoWork()
    {
        var kept = new Deadlines(new StateCalendar(new Dictionary<DateOnly, string> { [new(2026, 8, 10)] = "Ponto facultativo" }));

        var move = GlosaLife.Move(Computed(), new GlosaAct.Notify(Day, 1), Periods, kept, Noon(Day));

        Assert.Equal(new DateOnly(2026, 8, 25), move.Facts.DefenceDueOn);
    }

    [Theory]
    [InlineData("2026-08-14", null)]
    [InlineData("2026-08-17", DeadlineStage.Near)]
    [InlineData("2026-08-22", DeadlineStage.Near)]
    [InlineData("2026-08-24", DeadlineStage.Today)]
    [InlineData("2026-08-25", DeadlineStage.Past)]
    public void StageOf_Days_FollowWorkingDays(string today, DeadlineStage? stage) =>
        Assert.Equal(stage, DeadlineNotices.StageOf(new(2026, 8, 24), Date(today), StateCalendar.OfLaw));

    [Theory]
    [InlineData("2027-02-02", null)]
    [InlineData("2027-02-03", DeadlineStage.Near)]
    public void StageOf_OverCarnival_StartsEarlier(string today, DeadlineStage? stage) =>
        Assert.Equal(stage, DeadlineNotices.StageOf(new(2027, 2, 12), Date(today), StateCalendar.OfLaw));

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
