using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Web.Features.Conversations.Administration.Receptions;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Receptions;

public sealed class ReceptionDraftTests
{
    private static readonly PeriodForm Morning = new(DayOfWeek.Monday, new(8, 0), new(12, 0));
    private static readonly PeriodForm Afternoon = new(DayOfWeek.Monday, new(13, 0), new(17, 0));

    [Fact]
    public void AddPeriod_Twice_LeavesALunchBreak()
    {
        var draft = new ReceptionDraft(null);
        draft.AddPeriod(DayOfWeek.Monday);
        draft.AddPeriod(DayOfWeek.Monday);
        Assert.Equal([Morning, Afternoon], draft.ToForm().Periods);
        Assert.Null(draft.FaultOf(DayOfWeek.Monday));
    }

    [Fact]
    public void AddPeriod_LateInTheEvening_LeavesTheEndOpenInsteadOfRunningOverMidnight()
    {
        var draft = new ReceptionDraft(Form(new PeriodForm(DayOfWeek.Monday, new(8, 0), new(23, 0))));
        draft.AddPeriod(DayOfWeek.Monday);
        Assert.Null(draft.Of(DayOfWeek.Monday)[1].To);
        Assert.Single(draft.Incomplete());
    }

    [Fact]
    public void FaultOf_Overlap_NamesBothPeriods()
    {
        var draft = new ReceptionDraft(Form(Afternoon, Morning));
        Assert.Null(draft.FaultOf(DayOfWeek.Monday));
        draft.Of(DayOfWeek.Monday)[0].From = new(11, 30);
        Assert.Equal("Os períodos 08:00–12:00 e 11:30–17:00 se sobrepõem.", draft.FaultOf(DayOfWeek.Monday));
        draft.Of(DayOfWeek.Monday)[0].From = new(18, 0);
        Assert.Equal("O período das 18:00 termina antes de começar.", draft.FaultOf(DayOfWeek.Monday));
    }

    [Fact]
    public void Copy_ToOtherDays_ReplacesTheirsAndStaysApart()
    {
        var draft = new ReceptionDraft(Form(Morning, Afternoon, new(DayOfWeek.Tuesday, new(6, 0), new(7, 0))));
        draft.Copy(DayOfWeek.Monday, [DayOfWeek.Monday, DayOfWeek.Tuesday]);
        Assert.Equal(4, draft.ToForm().Periods.Count);
        draft.Of(DayOfWeek.Tuesday)[0].From = new(9, 0);
        Assert.Equal(new TimeOnly(8, 0), draft.Of(DayOfWeek.Monday)[0].From);
    }

    [Fact]
    public void Fingerprint_ChangeAndBack_IsTheSameAgain()
    {
        var draft = new ReceptionDraft(Form(Morning));
        var before = draft.Fingerprint();
        draft.Coverage.Add(new CoverageDraft { Area = "saude" });
        Assert.NotEqual(before, draft.Fingerprint());
        draft.Coverage.Clear();
        Assert.Equal(before, draft.Fingerprint());
    }

    [Fact]
    public void Summarise_ManyLines_NamesTheFirstAndCountsTheRest()
    {
        var lines = new CoverageForm[] { new("5107602", null), new("5102504", "saude"), new(null, "criminal"), new("5107909", null), new("5108402", null) };
        Assert.Equal("Rondonópolis, Cáceres (Saúde), Processo criminal (toda cidade), Sinop e mais 1", CoverageWords.Summarise(lines, "Rondonópolis"));
    }

    private static ReceptionForm Form(params PeriodForm[] periods) => new(3, "Núcleo", "5107909", null, null, false, true, periods, []);
}
