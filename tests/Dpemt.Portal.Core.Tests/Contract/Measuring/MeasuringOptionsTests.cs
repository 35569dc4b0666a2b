using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Core.Tests.Contract.Measuring;

public sealed class MeasuringOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreFineAndMeasureAllButHistory()
    {
        var options = new MeasuringOptions();

        Assert.True(new MeasuringOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal([ServiceComponent.History], ServiceComponents.All.Where(c => !options.Measures(c)));
        Assert.Equal((30, 3, 2), (options.Sending.IntervalSeconds, options.FailuresToOpen, options.SuccessesToEnd));
        Assert.Equal("", options.OwnNumber);
        Assert.Equal(2, options.Controls().Count);
    }

    [Fact]
    public void Validate_ManyFaults_AreToldAllAtOnceByTheirKeys()
    {
        var options = new MeasuringOptions
        {
            Sending = new() { IntervalSeconds = 45, TimeoutSeconds = 50, DegradedMs = 1 },
            FailuresToOpen = 0,
            SuccessesToEnd = 99,
            OwnNumber = "65 9999",
            HistoryPath = "https://outro.lugar/",
            ControlAddresses = "ftp://x nada",
            Templates = new() { IntervalSeconds = 300 },
        };

        var faults = new MeasuringOptionsValidator().Validate(null, options).Failures!.ToList();

        foreach (var key in new[] { "Sending:IntervalSeconds", "Sending:TimeoutSeconds", "Sending:DegradedMs", "FailuresToOpen", "SuccessesToEnd", "OwnNumber", "HistoryPath", "ControlAddresses", "LongestGapSeconds" })
            Assert.Contains(faults, f => f.StartsWith("Measuring:" + key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(30, true)]
    [InlineData(60, true)]
    [InlineData(120, true)]
    [InlineData(7, false)]
    [InlineData(90, false)]
    [InlineData(4, false)]
    [InlineData(420, false)]
    public void Validate_Interval_MustDivideTheMinuteOrTheHour(int seconds, bool fine)
    {
        var options = new MeasuringOptions { LongestGapSeconds = 900, Status = new() { IntervalSeconds = seconds, TimeoutSeconds = 2 } };
        Assert.Equal(fine, new MeasuringOptionsValidator().Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData(ProbeCall.Token, 200, ProbeOutcome.Good)]
    [InlineData(ProbeCall.Token, 401, ProbeOutcome.Refused)] // our credential may be wrong: no proof against anybody
    [InlineData(ProbeCall.Token, 0, ProbeOutcome.Failed)] // an answer without a token
    [InlineData(ProbeCall.RefusedSend, 400, ProbeOutcome.Good)]
    [InlineData(ProbeCall.RefusedSend, 200, ProbeOutcome.Good)]
    [InlineData(ProbeCall.RefusedSend, 403, ProbeOutcome.Refused)]
    [InlineData(ProbeCall.RefusedSend, 500, ProbeOutcome.Failed)]
    [InlineData(ProbeCall.UnknownRequest, 404, ProbeOutcome.Good)]
    [InlineData(ProbeCall.UnknownRequest, 204, ProbeOutcome.Good)]
    [InlineData(ProbeCall.Webhooks, 404, ProbeOutcome.Refused)]
    [InlineData(ProbeCall.Templates, 503, ProbeOutcome.Failed)]
    [InlineData(ProbeCall.Templates, 429, ProbeOutcome.Slow)]
    [InlineData(ProbeCall.Path, 404, ProbeOutcome.Refused)]
    public void Judge_Answer_SaysWhatItProves(ProbeCall call, int status, ProbeOutcome outcome) =>
        Assert.Equal(outcome, RunProbe.Judge(call, new(ProbeReply.Answered, status, TimeSpan.FromMilliseconds(10)), TimeSpan.FromSeconds(3)));

    [Fact]
    public void Judge_LateOrNoAnswer_IsSlowFailedOrNoToken()
    {
        Assert.Equal(ProbeOutcome.Slow, RunProbe.Judge(ProbeCall.Templates, new(ProbeReply.Answered, 200, TimeSpan.FromSeconds(4)), TimeSpan.FromSeconds(3)));
        Assert.Equal(ProbeOutcome.Failed, RunProbe.Judge(ProbeCall.Templates, new(ProbeReply.NoAnswer, null, TimeSpan.FromSeconds(8)), TimeSpan.FromSeconds(3)));
        Assert.Equal(ProbeOutcome.NoToken, RunProbe.Judge(ProbeCall.Templates, new(ProbeReply.NoToken, null, TimeSpan.Zero), TimeSpan.FromSeconds(3)));
    }
}
