using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Invoices.Acts;

namespace Dpemt.Portal.Core.Tests.Contract.Invoices;

/// <summary>The two clocks of the attestation, the documents by them, and what a late payment costs.</summary>
public sealed class InvoiceClocksTests
{
    private static readonly Deadlines Law = new(StateCalendar.OfLaw);

    [Theory]
    [InlineData("2026-09-01", "2026-10-01", "an ordinary month")]
    [InlineData("2026-12-02", "2027-01-04", "New Year on a Friday moves it to Monday")]
    [InlineData("2027-01-08", "2027-02-10", "a Sunday before carnival moves it past the Tuesday")]
    public void Of_ThirtyDaysOfTheIssue_EndOnAWorkingDay(string issued, string due, string why)
    {
        var clocks = InvoiceClocks.Of(DateOnly.Parse(issued, CultureInfo.InvariantCulture), null, PaymentTerms.OfSignedContract, Law);

        Assert.True(DateOnly.Parse(due, CultureInfo.InvariantCulture) == clocks.AttestByIssue, why);
        Assert.Equal((clocks.AttestByIssue, clocks.AttestByIssue, clocks.AttestByIssue), (clocks.PayBy, clocks.WarnOn, clocks.LateAfter));
    }

    [Theory]
    [InlineData("2026-09-01", "2026-09-09", "Independence Day is left out")]
    [InlineData("2026-12-23", "2026-12-31", "Christmas is left out")]
    [InlineData("2026-12-30", "2027-01-07", "over the turn of the year")]
    public void Of_FiveWorkingDaysOfTheProtocol_LeaveDaysWithoutWorkOut(string protocol, string due, string why)
    {
        var day = DateOnly.Parse(protocol, CultureInfo.InvariantCulture);
        var clocks = InvoiceClocks.Of(day, day, PaymentTerms.OfSignedContract, Law);

        Assert.True(DateOnly.Parse(due, CultureInfo.InvariantCulture) == clocks.AttestByProtocol, why);
        Assert.Equal((clocks.AttestByProtocol, clocks.AttestByIssue, clocks.AttestByProtocol), (clocks.WarnOn, clocks.LateAfter, clocks.DocumentsUntil));
    }

    [Fact]
    public void Of_ProtocolLongAfterTheIssue_TurnsTheClocksRound()
    {
        var clocks = InvoiceClocks.Of(new(2026, 9, 1), new(2026, 9, 29), PaymentTerms.OfSignedContract, Law);

        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 6)), (clocks.WarnOn, clocks.LateAfter));
    }

    [Fact]
    public void Signed_AsksForSixProofsAndTheReport()
    {
        var terms = PaymentTerms.OfSignedContract;

        Assert.Equal((30, 30, 5, 7), (terms.PayDays, terms.AttestDays, terms.AttestWorkingDays, terms.Documents.Count));
        Assert.Equal(6, terms.Documents.Count(d => d.Expires && d.Clause.StartsWith("TR 15.3", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2026-09-09", DocumentStanding.Good, true)]
    [InlineData("2026-09-08", DocumentStanding.EndsTooSoon, false)]
    public void Checklist_ProofUntilADay_IsGoodWhenItReachesTheEndOfTheAttestation(string until, DocumentStanding standing, bool handled)
    {
        var fgts = new PaymentDocument { Id = 2, Kind = "fgts", DocumentId = 1, IssuedOn = new(2026, 8, 20), ValidUntil = DateOnly.Parse(until, CultureInfo.InvariantCulture), AddedByName = "" };
        var older = new PaymentDocument { Id = 1, Kind = "fgts", DocumentId = 1, IssuedOn = new(2026, 8, 1), ValidUntil = new(2027, 8, 1), AddedByName = "" };

        var checklist = Checklist.Of(PaymentTerms.OfSignedContract.Documents, [fgts, older], new(2026, 9, 9), new HashSet<string> { "federal-inss" });

        var line = checklist.Lines.Single(l => l.Required.Id == "fgts");
        Assert.Equal((standing, handled, 2L), (line.Standing, line.Handled, line.Document!.Id));
        Assert.Equal((DocumentStanding.Missing, true), checklist.Lines.Where(l => l.Required.Id == "federal-inss").Select(l => (l.Standing, l.Handled)).Single());
        Assert.Equal(handled ? 5 : 6, checklist.Open.Count());
    }

    [Fact]
    public void Late_BothReadings_CountDaysOfTheMonthAndRoundOnce()
    {
        // 15 of 31 days of 0,31 % are 0,15 %; the other reading starts on 16 October and has one day.
        var both = LatePayment.Of(1000m, new(2026, 10, 1), new(2026, 9, 1), new(2026, 10, 16), Law, [new(new(2026, 10), 0.31m)]);

        Assert.Equal([(LateReading.FromDueDate, 1.50m), (LateReading.AfterWorkingDays, 0.10m)], both.Select(c => (c.Reading, c.Correction)));
        Assert.Equal(new DateOnly(2026, 10, 15), both[1].From);
        Assert.Contains("15/31 dias", both[0].Memory, StringComparison.Ordinal);
    }

    [Fact]
    public void Late_OverTwoMonths_CompoundsThem()
    {
        var both = LatePayment.Of(100_000m, new(2026, 10, 30), new(2026, 10, 1), new(2026, 12, 31), Law, [new(new(2026, 10), 3.1m), new(new(2026, 11), 1m), new(new(2026, 12), 2m)]);

        // One day of October (0,1 %), November and December whole: 1,001 × 1,01 × 1,02 − 1 = 3,12302 %.
        Assert.Equal(3123.02m, both[0].Correction);
    }

    [Fact]
    public void Late_FallOfPrices_TakesNothingOff() =>
        Assert.All(LatePayment.Of(1000m, new(2026, 10, 1), new(2026, 9, 1), new(2026, 10, 31), Law, [new(new(2026, 10), -1m)]), c => Assert.Equal(0m, c.Correction));

    [Fact]
    public void Late_BeforeTheOtherReadingStarts_HasNoDays()
    {
        Assert.Equal([new BillingMonth(2026, 10)], LatePayment.Months(new(2026, 10, 1), new(2026, 9, 1), new(2026, 10, 5), Law));
        Assert.Equal([0.40m, 0m], LatePayment.Of(1000m, new(2026, 10, 1), new(2026, 9, 1), new(2026, 10, 5), Law, [new(new(2026, 10), 0.31m)]).Select(c => c.Correction));
    }
}
