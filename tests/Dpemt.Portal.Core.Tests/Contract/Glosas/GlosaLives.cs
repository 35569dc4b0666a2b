using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Glosas;

namespace Dpemt.Portal.Core.Tests.Contract.Glosas;

/// <summary>Glosas in every state, and every act with the papers it needs.</summary>
internal static class GlosaLives
{
    public static readonly Deadlines Law = new(StateCalendar.OfLaw);
    public static readonly GlosaPeriods Periods = new();

    /// <summary>A Monday without anything near it.</summary>
    public static readonly DateOnly Day = new(2026, 8, 3);

    public static DateTimeOffset Noon(DateOnly day) => ContractTime.StartOf(day).AddHours(12);

    public static GlosaFacts Computed(decimal amount = 94.52m, bool estimate = false) => new()
    {
        Kind = GlosaKind.Availability,
        State = GlosaState.Computed,
        Month = new(2026, 7),
        Base = 18_904.49m,
        BaseIsEstimate = estimate,
        Percent = 0.5m,
        Computed = amount,
        Amount = amount,
    };

    /// <summary>A glosa that lived to a state by the shortest way, and the day on which it got there.</summary>
    public static (GlosaFacts Facts, DateOnly Today) In(GlosaState state)
    {
        var facts = Computed();
        var today = Day;
        foreach (var (act, day) in WayTo(state))
        {
            today = day;
            facts = Do(facts, act, day);
        }

        return (facts, today);
    }

    public static GlosaFacts Do(GlosaFacts facts, GlosaAct act, DateOnly day)
    {
        var move = GlosaLife.Move(facts, act, Periods, Law, Noon(day));
        Assert.True(move.Refusal is null, move.Refusal?.Message);
        return move.Facts;
    }

    public static GlosaMove Try(GlosaFacts facts, GlosaAct act, DateOnly day) => GlosaLife.Move(facts, act, Periods, Law, Noon(day));

    private static IEnumerable<(GlosaAct Act, DateOnly Day)> WayTo(GlosaState state)
    {
        DateOnly notified = new(2026, 8, 3), defended = new(2026, 8, 10), lapsed = new(2026, 8, 25), decided = new(2026, 8, 26);
        DateOnly applied = new(2026, 9, 1), paid = new(2026, 9, 10), appealed = new(2026, 10, 1), answered = new(2026, 10, 20);
        if (state == GlosaState.Computed)
            yield break;
        if (state == GlosaState.Replaced)
        {
            yield return (new GlosaAct.Replace("versão 2"), Day);
            yield break;
        }

        yield return (new GlosaAct.Notify(notified, 1), notified);
        if (state == GlosaState.Notified)
            yield break;
        if (state == GlosaState.Undefended)
        {
            yield return (new GlosaAct.NoteSilence(), lapsed);
            yield break;
        }

        yield return (new GlosaAct.ReceiveDefence(defended, 2), defended);
        if (state == GlosaState.DefenceReceived)
            yield break;
        yield return (new GlosaAct.Decide(state == GlosaState.Dropped ? GlosaOutcome.Dropped : GlosaOutcome.Kept, null, "motivos", 3), decided);
        if (state is GlosaState.Decided or GlosaState.Dropped)
            yield break;
        yield return (new GlosaAct.Apply("101", new(2026, 8), 18_000m, 0m), applied);
        if (state == GlosaState.Applied)
            yield break;
        yield return (new GlosaAct.NotePayment("101", paid), paid);
        if (state == GlosaState.Paid)
            yield break;
        yield return (new GlosaAct.ReceiveAppeal(appealed, 4), appealed);
        if (state == GlosaState.Appealed)
            yield break;
        yield return (new GlosaAct.AnswerAppeal(answered, 50m, "análise", 5), answered);
        if (state == GlosaState.Final)
            yield return (new GlosaAct.Finish(), answered);
    }

    /// <summary>Every act, as a careful officer would do it on a day.</summary>
    public static GlosaAct Act(string name, DateOnly today) => name switch
    {
        "notificar" => new GlosaAct.Notify(today, 1),
        "defesa" => new GlosaAct.ReceiveDefence(today, 2),
        "silencio" => new GlosaAct.NoteSilence(),
        "decidir" => new GlosaAct.Decide(GlosaOutcome.Kept, null, "motivos", 3),
        "recalcular" => new GlosaAct.Recompute(20_000m, "fatura", 3),
        "deduzir" => new GlosaAct.Apply("102", new(2026, 9), 18_000m, 0m),
        "pagar" => new GlosaAct.NotePayment("101", today),
        "recorrer" => new GlosaAct.ReceiveAppeal(today, 4),
        "responder" => new GlosaAct.AnswerAppeal(today, 40m, "análise", 5),
        "corrigir" => new GlosaAct.Correct(40m, "erro", 5),
        "devolver" => new GlosaAct.ReturnCredit("103", today),
        "encerrar" => new GlosaAct.Finish(),
        "substituir" => new GlosaAct.Replace("versão 2"),
        "juntar" => new GlosaAct.Attach(6),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static readonly string[] ActNames =
        ["notificar", "defesa", "silencio", "decidir", "recalcular", "deduzir", "pagar", "recorrer", "responder", "corrigir", "devolver", "encerrar", "substituir", "juntar"];
}
