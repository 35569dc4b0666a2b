using Dpemt.Portal.Contract.Glosas;
using static Dpemt.Portal.Core.Tests.Contract.Glosas.GlosaLives;

namespace Dpemt.Portal.Core.Tests.Contract.Glosas;

/// <summary>Technical and administrative glosas: withheld from the very invoice that is paid, heard after the payment (TR 16).</summary>
public sealed class InvoiceGlosaLifeTests
{
    private static readonly GlosaAct.Apply Own = new("101", new(2026, 7), 18_000m, 0m);

    private static GlosaFacts Proposed() => Computed(30m) with { Kind = GlosaKind.Technical, OwnInvoice = "101", Percent = null };

    [Fact]
    public void Notify_GlosaOfAnInvoice_IsLeftToTheCreditNotice() =>
        Assert.Equal("sem-defesa-previa", Try(Proposed(), new GlosaAct.Notify(Day, 1), Day).Refusal?.Code);

    [Fact]
    public void Apply_Proposed_TakesItFromItsOwnInvoiceWithoutHearing()
    {
        var after = Do(Proposed(), Own, Day);

        Assert.Equal((GlosaState.Applied, 30m, 0m), (after.State, after.Deducted, after.Outstanding));
        Assert.Equal("passo-fora-de-ordem", Try(Computed(30m), Own with { InvoiceMonth = new(2026, 8) }, Day).Refusal?.Code);
    }

    [Fact]
    public void Apply_OtherInvoice_IsRefused() =>
        Assert.Equal("outra-fatura", Try(Proposed(), Own with { InvoiceNumber = "102" }, Day).Refusal?.Code);

    [Fact]
    public void Decide_BeforeTheAttestation_ReducesAndDropsWithReasons()
    {
        var reduced = Do(Proposed(), new GlosaAct.Decide(GlosaOutcome.Reduced, 12.5m, "parte é devida", null), Day);

        Assert.Equal((GlosaState.Decided, 12.5m), (reduced.State, reduced.Amount));
        Assert.Equal("motivo", Try(Proposed(), new GlosaAct.Decide(GlosaOutcome.Dropped, null, " ", null), Day).Refusal?.Code);
        Assert.Equal(GlosaState.Dropped, Do(reduced, new GlosaAct.Decide(GlosaOutcome.Dropped, null, "era devida", null), Day).State);
        Assert.Equal(12.5m, Do(reduced, Own, Day).Deducted);
    }

    [Fact]
    public void Life_AfterThePayment_GoesTheSameWay()
    {
        var paid = Do(Do(Proposed(), Own, Day), new GlosaAct.NotePayment("101", Day), Day);
        var answered = Do(Do(paid, new GlosaAct.ReceiveAppeal(Day, 1), Day), new GlosaAct.AnswerAppeal(Day, 0m, "procede", null), Day);

        Assert.Equal((GlosaState.Paid, new DateOnly(2026, 10, 2)), (paid.State, paid.AppealDueOn!.Value));
        Assert.Equal((GlosaState.Answered, 30m), (answered.State, answered.CreditDue));
    }

    [Fact]
    public void Offers_Proposed_OnlyTheDecision()
    {
        Assert.Equal([GlosaForm.Decide], GlosaOffers.Of(Proposed(), Day));
        Assert.Contains("101", GlosaLife.NextOf(Proposed()), StringComparison.Ordinal);
    }
}
