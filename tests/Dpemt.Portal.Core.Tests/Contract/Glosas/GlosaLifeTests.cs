using Dpemt.Portal.Contract.Glosas;
using static Dpemt.Portal.Core.Tests.Contract.Glosas.GlosaLives;

namespace Dpemt.Portal.Core.Tests.Contract.Glosas;

/// <summary>Every state and every act, the day after the state was reached.</summary>
public sealed class GlosaLifeTests
{
    private const string Order = "passo-fora-de-ordem";

    /// <summary>What each act gives in each state: the next state, or the code of the refusal. Acts that a row does not name are out of order.</summary>
    private static readonly Dictionary<GlosaState, Dictionary<string, string>> Table = new()
    {
        [GlosaState.Computed] = new() { ["notificar"] = "Notified", ["recalcular"] = "base-definitiva", ["substituir"] = "Replaced" },
        [GlosaState.Notified] = new()
        {
            ["defesa"] = "DefenceReceived",
            ["silencio"] = "prazo-aberto",
            ["decidir"] = "prazo-aberto",
            ["recalcular"] = "base-definitiva",
            ["substituir"] = "Replaced",
        },
        [GlosaState.DefenceReceived] = new() { ["decidir"] = "Decided", ["recalcular"] = "base-definitiva", ["substituir"] = "Replaced" },
        [GlosaState.Undefended] = new() { ["defesa"] = "defesa-fora-do-prazo", ["decidir"] = "Decided", ["recalcular"] = "base-definitiva", ["substituir"] = "Replaced" },
        [GlosaState.Decided] = new() { ["deduzir"] = "Applied", ["recalcular"] = "base-definitiva", ["substituir"] = "Replaced" },
        [GlosaState.Applied] = new() { ["deduzir"] = "nada-a-deduzir", ["pagar"] = "Paid", ["recorrer"] = "sem-pagamento", ["corrigir"] = "Applied", ["devolver"] = "sem-credito" },
        [GlosaState.Paid] = new()
        {
            ["deduzir"] = "nada-a-deduzir",
            ["pagar"] = "pagamento-repetido",
            ["recorrer"] = "Appealed",
            ["corrigir"] = "Paid",
            ["devolver"] = "sem-credito",
            ["encerrar"] = "prazo-aberto",
        },
        [GlosaState.Appealed] = new() { ["pagar"] = "pagamento-repetido", ["responder"] = "Answered", ["devolver"] = "sem-credito" },
        [GlosaState.Answered] = new() { ["deduzir"] = "nada-a-deduzir", ["pagar"] = "pagamento-repetido", ["devolver"] = "Answered", ["encerrar"] = "Final" },
        [GlosaState.Final] = new() { ["devolver"] = "Final" },
        [GlosaState.Dropped] = [],
        [GlosaState.Replaced] = [],
    };

    public static TheoryData<GlosaState, string> Cases()
    {
        var cases = new TheoryData<GlosaState, string>();
        foreach (var state in GlosaActs.AllStates)
        {
            foreach (var act in ActNames)
                cases.Add(state, act);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Move_EveryActInEveryState_GoesOnOrSaysWhyNot(GlosaState state, string act)
    {
        var (facts, reached) = In(state);
        var today = reached.AddDays(1);

        var move = Try(facts, Act(act, today), today);

        // A document may join in every state, and changes nothing.
        var expected = act == "juntar" ? state.ToString() : Table[state].GetValueOrDefault(act, Order);
        Assert.Equal(expected, move.Refusal?.Code ?? move.Facts.State.ToString());
        if (act == "juntar")
            Assert.Equal(facts, move.Facts);
        if (move.Refusal is not null)
            Assert.Same(facts, move.Facts);
        if (move.Refusal is { Code: Order } refusal)
            Assert.Contains($"“{state.Label().ToLowerInvariant()}”", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notificar", "relatorio-tecnico")]
    [InlineData("defesa", "documento")]
    [InlineData("decidir", "motivo")]
    [InlineData("recorrer", "documento")]
    [InlineData("responder", "motivo")]
    [InlineData("corrigir", "motivo")]
    [InlineData("juntar", "documento")]
    public void Move_WithoutItsPaper_IsRefused(string act, string code)
    {
        var (facts, today) = In(act switch
        {
            "notificar" => GlosaState.Computed,
            "defesa" => GlosaState.Notified,
            "decidir" => GlosaState.DefenceReceived,
            "responder" => GlosaState.Appealed,
            _ => GlosaState.Paid,
        });
        GlosaAct bare = act switch
        {
            "notificar" => new GlosaAct.Notify(today, null),
            "defesa" => new GlosaAct.ReceiveDefence(today, null),
            "decidir" => new GlosaAct.Decide(GlosaOutcome.Kept, null, " ", null),
            "recorrer" => new GlosaAct.ReceiveAppeal(today, null),
            "responder" => new GlosaAct.AnswerAppeal(today, 10m, null, 1),
            "juntar" => new GlosaAct.Attach(null),
            _ => new GlosaAct.Correct(10m, "", 1),
        };

        Assert.Equal(code, Try(facts, bare, today).Refusal?.Code);
    }

    [Fact]
    public void Move_TomorrowsPaper_IsRefused()
    {
        foreach (var (state, act) in new[] { (GlosaState.Computed, "notificar"), (GlosaState.Notified, "defesa"), (GlosaState.Applied, "pagar"), (GlosaState.Paid, "recorrer"), (GlosaState.Appealed, "responder") })
        {
            var (facts, today) = In(state);
            Assert.Equal("data-futura", Try(facts, Act(act, today.AddDays(1)), today).Refusal?.Code);
        }
    }

    [Fact]
    public void Defence_AfterItsDeadline_NeedsAPurposeAndAReason()
    {
        var (facts, today) = In(GlosaState.Undefended);

        Assert.Equal("motivo", Try(facts, new GlosaAct.ReceiveDefence(today, 2, AcceptLate: true), today).Refusal?.Code);
        var move = Try(facts, new GlosaAct.ReceiveDefence(today, 2, AcceptLate: true, "greve dos correios"), today);

        Assert.Equal((GlosaState.DefenceReceived, true), (move.Facts.State, move.Late));
        Assert.Equal(GlosaState.DefenceReceived, Try(facts, new GlosaAct.ReceiveDefence(facts.DefenceDueOn!.Value, 2), today).Facts.State);
    }

    [Fact]
    public void Decide_NotifiedAndSilent_NeedsNoExtraStep()
    {
        var (facts, _) = In(GlosaState.Notified);

        Assert.Equal("prazo-aberto", Try(facts, Act("decidir", facts.DefenceDueOn!.Value), facts.DefenceDueOn!.Value).Refusal?.Code);
        var move = Try(facts, Act("decidir", default), facts.DefenceDueOn!.Value.AddDays(1));

        Assert.Equal(GlosaState.Decided, move.Facts.State);
        Assert.Contains("sem resposta", move.Memory, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GlosaOutcome.Kept, null, "94.52", GlosaState.Decided)]
    [InlineData(GlosaOutcome.Dropped, null, "0", GlosaState.Dropped)]
    [InlineData(GlosaOutcome.Reduced, "40.00", "40.00", GlosaState.Decided)]
    [InlineData(GlosaOutcome.Reduced, "94.52", null, GlosaState.Decided)]
    [InlineData(GlosaOutcome.Reduced, "0", null, GlosaState.Decided)]
    [InlineData(GlosaOutcome.Reduced, "10.005", null, GlosaState.Decided)]
    [InlineData(GlosaOutcome.Reduced, null, null, GlosaState.Decided)]
    public void Decide_Outcomes_GiveTheirAmount(GlosaOutcome outcome, string? reduced, string? amount, GlosaState state)
    {
        var (facts, today) = In(GlosaState.DefenceReceived);

        var move = Try(facts, new GlosaAct.Decide(outcome, Number(reduced), "motivos", null), today);

        Assert.Equal(amount is null ? "valor" : null, move.Refusal?.Code);
        if (amount is not null)
            Assert.Equal((state, Number(amount)), (move.Facts.State, move.Facts.Amount));
    }

    [Fact]
    public void Apply_SmallInvoices_CarryItOverAndNeverMore()
    {
        var (facts, today) = In(GlosaState.Decided);

        facts = Do(facts, new GlosaAct.Apply("101", new(2026, 8), 50m, 20m), today);
        Assert.Equal((30m, 64.52m, GlosaState.Applied), (facts.Deducted, facts.Outstanding, facts.State));
        Assert.Equal("fatura-repetida", Try(facts, new GlosaAct.Apply("101", new(2026, 8), 50m, 0m), today).Refusal?.Code);
        Assert.Equal("fatura-esgotada", Try(facts, new GlosaAct.Apply("102", new(2026, 9), 50m, 50m), today).Refusal?.Code);
        facts = Do(facts, new GlosaAct.NotePayment("101", today), today);
        Assert.Equal("falta-deduzir", Try(facts, new GlosaAct.Finish(), today).Refusal?.Code);
        facts = Do(facts, new GlosaAct.Apply("102", new(2026, 9), 1000m, 0m), today);

        Assert.Equal((94.52m, 0m, GlosaState.Applied), (facts.Deducted, facts.Outstanding, facts.State));
        facts = Do(facts, new GlosaAct.NotePayment("102", today.AddDays(10)), today.AddDays(10));
        Assert.Equal((GlosaState.Paid, Law.Due(today.AddDays(10), 60, Portal.Contract.Calendar.DeadlineUnit.Days)), (facts.State, facts.AppealDueOn));
    }

    [Fact]
    public void Apply_EstimateOrTheMonthItself_IsRefused()
    {
        var (facts, today) = In(GlosaState.Decided);

        Assert.Equal("base-estimada", Try(facts with { BaseIsEstimate = true }, Act("deduzir", today), today).Refusal?.Code);
        Assert.Equal("fatura-anterior", Try(facts, new GlosaAct.Apply("9", new(2026, 7), 100m, 0m), today).Refusal?.Code);
        Assert.Null(Try(facts with { Kind = GlosaKind.Technical }, new GlosaAct.Apply("9", new(2026, 7), 100m, 0m), today).Refusal);
        Assert.Equal("valor-da-fatura", Try(facts, new GlosaAct.Apply("9", new(2026, 8), 0m, 0m), today).Refusal?.Code);
    }

    [Theory]
    [InlineData("20000", null, "100.00", "100.00")]
    [InlineData("18905", null, "94.53", "94.53")]
    [InlineData("18903", null, "94.52", "94.52")]
    [InlineData("20000", "40", "100.00", "40")]
    [InlineData("6000", "40", "30.00", "30.00")]
    [InlineData("0", null, "0", "0")]
    public void Recompute_OnTheBilledValue_RoundsOnceAndKeepsAReduction(string billed, string? reduced, string computed, string amount)
    {
        var (facts, today) = In(GlosaState.DefenceReceived);
        facts = facts with { BaseIsEstimate = true };
        if (reduced is not null)
            facts = Do(facts, new GlosaAct.Decide(GlosaOutcome.Reduced, Number(reduced), "motivos", null), today);

        var after = Do(facts, new GlosaAct.Recompute(Number(billed)!.Value, null, null), today);

        Assert.Equal((Number(computed), Number(amount), false), (after.Computed, after.Amount, after.BaseIsEstimate));
    }

    [Fact]
    public void Appeal_DayAfterTheDeadline_IsRefusedWithTheClauseOrAcceptedOnPurpose()
    {
        var (facts, _) = In(GlosaState.Paid);
        var late = facts.AppealDueOn!.Value.AddDays(1);

        var refusal = Try(facts, new GlosaAct.ReceiveAppeal(late, 4), late).Refusal;
        Assert.Equal("recurso-fora-do-prazo", refusal?.Code);
        Assert.Contains("TR 16.5", refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("motivo", Try(facts, new GlosaAct.ReceiveAppeal(late, 4, true), late).Refusal?.Code);
        Assert.True(Try(facts, new GlosaAct.ReceiveAppeal(late, 4, true, "erro no aviso de crédito"), late).Late);
        Assert.False(Try(facts, new GlosaAct.ReceiveAppeal(facts.AppealDueOn.Value, 4), late).Late);
    }

    [Fact]
    public void Finish_Silence_IsFinalTheDayAfterAndAnAppealOfThatTimeReopensIt()
    {
        var (facts, _) = In(GlosaState.Paid);
        var due = facts.AppealDueOn!.Value;

        Assert.Equal("prazo-aberto", Try(facts, new GlosaAct.Finish(), due).Refusal?.Code);
        var final = Do(facts, new GlosaAct.Finish(), due.AddDays(1));

        Assert.Equal(GlosaState.Final, final.State);
        Assert.Equal(GlosaState.Appealed, Try(final, new GlosaAct.ReceiveAppeal(due, 4), due.AddDays(3)).Facts.State);
        Assert.Equal("recurso-fora-do-prazo", Try(final, new GlosaAct.ReceiveAppeal(due.AddDays(1), 4), due.AddDays(3)).Refusal?.Code);
    }

    [Fact]
    public void Answer_Upholding_GivesTheRestBackAndSaysWhenItIsLate()
    {
        var (facts, today) = In(GlosaState.Appealed);

        Assert.Equal("valor", Try(facts, new GlosaAct.AnswerAppeal(today, 94.53m, "análise", 5), today).Refusal?.Code);
        var move = Try(facts, new GlosaAct.AnswerAppeal(facts.AnswerDueOn!.Value.AddDays(1), 40m, "análise", 5), facts.AnswerDueOn!.Value.AddDays(1));

        Assert.Equal((54.52m, true, GlosaState.Answered), (move.Facts.CreditDue, move.Late, move.Facts.State));
        Assert.Equal(0m, Do(move.Facts, Act("devolver", today), today).CreditDue);
    }

    [Fact]
    public void Correct_AfterSixtyDays_IsRefusedWithTheClause()
    {
        var (facts, _) = In(GlosaState.Paid);
        var due = facts.CorrectionDueOn!.Value;

        Assert.Equal(54.52m, Try(facts, Act("corrigir", due), due).Facts.CreditDue);
        Assert.Contains("TR 16.8", Try(facts, Act("corrigir", due), due.AddDays(1)).Refusal?.Message, StringComparison.Ordinal);
        Assert.Equal("versao-do-mes", Try(facts, new GlosaAct.Correct(100m, "erro", 5), due).Refusal?.Code);
        Assert.Equal(5.48m, Try(facts, new GlosaAct.Correct(100m, "versão 2", null, FromMonthVersion: true), due).Complement);
        Assert.Equal(5.48m, Try(facts with { Kind = GlosaKind.Administrative }, new GlosaAct.Correct(100m, "erro", 5), due).Complement);
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
