using Dpemt.Portal.Contract.Glosas;
using static Dpemt.Portal.Core.Tests.Contract.Glosas.GlosaLives;

namespace Dpemt.Portal.Core.Tests.Contract.Glosas;

public sealed class GlosaOffersTests
{
    private static readonly Dictionary<GlosaForm, string> ActOf = new()
    {
        [GlosaForm.Notify] = "notificar",
        [GlosaForm.Defence] = "defesa",
        [GlosaForm.Decide] = "decidir",
        [GlosaForm.BilledValue] = "recalcular",
        [GlosaForm.Apply] = "deduzir",
        [GlosaForm.Payment] = "pagar",
        [GlosaForm.Appeal] = "recorrer",
        [GlosaForm.Answer] = "responder",
        [GlosaForm.Correct] = "corrigir",
        [GlosaForm.Credit] = "devolver",
        [GlosaForm.Finish] = "encerrar",
        [GlosaForm.Attach] = "juntar",
    };

    public static TheoryData<GlosaState> States() => [.. GlosaActs.AllStates];

    [Theory, MemberData(nameof(States))]
    public void Of_AnyState_OffersNothingThatIsOutOfOrder(GlosaState state)
    {
        var (facts, today) = In(state);

        foreach (var after in new[] { 0, 1, 30, 200 })
        {
            var day = today.AddDays(after);
            foreach (var form in GlosaOffers.Of(facts, day))
                Assert.True(Try(facts, Act(ActOf[form], day), day).Refusal is null or { Code: "defesa-fora-do-prazo" or "recurso-fora-do-prazo" or "fatura" }, $"{state} +{after}: {form}");
        }

        Assert.Equal(state == GlosaState.Replaced, GlosaOffers.Of(facts, today).Count == 0);
        Assert.Equal(state is not (GlosaState.Computed or GlosaState.Replaced), GlosaOffers.Of(facts, today).Contains(GlosaForm.Attach));
    }

    [Theory]
    [InlineData(GlosaState.Computed, GlosaForm.Notify)]
    [InlineData(GlosaState.Notified, GlosaForm.Defence)]
    [InlineData(GlosaState.Undefended, GlosaForm.Decide)]
    [InlineData(GlosaState.Decided, GlosaForm.Apply)]
    [InlineData(GlosaState.Applied, GlosaForm.Payment)]
    [InlineData(GlosaState.Paid, GlosaForm.Appeal)]
    [InlineData(GlosaState.Appealed, GlosaForm.Answer)]
    [InlineData(GlosaState.Answered, GlosaForm.Credit)]
    public void Of_State_PutsTheNextActFirst(GlosaState state, GlosaForm form) => Assert.Equal(form, GlosaOffers.Of(In(state).Facts, In(state).Today)[0]);

    [Fact]
    public void Of_Estimate_AsksForTheBilledValueBeforeTheInvoice() =>
        Assert.Equal([GlosaForm.BilledValue, GlosaForm.Attach], GlosaOffers.Of(In(GlosaState.Decided).Facts with { BaseIsEstimate = true }, Day));
}
