using System.Globalization;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>
/// The life of a glosa (TR 5.8, 16, 27.18): computed → notified → defence or silence → decided → deducted from the next
/// invoice → paid → appealed → answered → final. Pure: it knows no database and no clock.
/// </summary>
public static partial class GlosaLife
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    /// <summary>What <paramref name="act"/> makes of a glosa.</summary>
    /// <param name="facts">The glosa as it is.</param>
    /// <param name="act">What is done.</param>
    /// <param name="periods">The periods in force.</param>
    /// <param name="deadlines">The state's calendar.</param>
    /// <param name="now">When; only its local day counts.</param>
    public static GlosaMove Move(GlosaFacts facts, GlosaAct act, GlosaPeriods periods, Deadlines deadlines, DateTimeOffset now)
    {
        var at = new Moment(facts, periods, deadlines, ContractTime.DayOf(now));
        return act switch
        {
            GlosaAct.Notify notify => at.Notify(notify),
            GlosaAct.ReceiveDefence defence => at.ReceiveDefence(defence),
            GlosaAct.NoteSilence => at.NoteSilence(),
            GlosaAct.Decide decide => at.Decide(decide),
            GlosaAct.Recompute recompute => at.Recompute(recompute),
            GlosaAct.Apply apply => at.Apply(apply),
            GlosaAct.NotePayment payment => at.NotePayment(payment),
            GlosaAct.ReceiveAppeal appeal => at.ReceiveAppeal(appeal),
            GlosaAct.AnswerAppeal answer => at.AnswerAppeal(answer),
            GlosaAct.Correct correct => at.Correct(correct),
            GlosaAct.ReturnCredit credit => at.ReturnCredit(credit),
            GlosaAct.Finish => at.Finish(),
            GlosaAct.Replace => at.Replace(),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
    }

    /// <summary>A percentage of a base in R$, rounded to cents once, half away from zero (TR 5.7.1).</summary>
    public static decimal AmountOf(decimal value, decimal percent) => decimal.Round(value * percent / 100m, 2, MidpointRounding.AwayFromZero);

    /// <summary>The calculation in words.</summary>
    public static string MemoryOf(decimal value, bool estimate, decimal percent) =>
        $"{Percent(percent)} × {Money(value)}{(estimate ? " (estimativa)" : "")} = {Money(AmountOf(value, percent))}, arredondado uma vez ao centavo (TR 5.7.1).";

    /// <summary>What comes next, in one sentence.</summary>
    public static string NextOf(GlosaFacts facts) => facts.State switch
    {
        GlosaState.Computed or GlosaState.Decided when facts.OwnInvoice is { } own => $"O atesto da fatura {own} a deduz (TR 16.1). A contratada é avisada pelo aviso de crédito e pode recorrer depois do pagamento (TR 16.5).",
        GlosaState.Computed => "O próximo passo é notificar a contratada, com o relatório técnico.",
        GlosaState.Notified => $"O prazo de defesa corre até {Day(facts.DefenceDueOn)}.",
        GlosaState.DefenceReceived or GlosaState.Undefended => "O próximo passo é decidir, com os motivos.",
        GlosaState.Decided when facts.BaseIsEstimate => "Falta o valor faturado do mês: a base ainda é estimativa.",
        GlosaState.Decided => "O próximo passo é deduzi-la da próxima fatura.",
        GlosaState.Applied => "O próximo passo é anotar o pagamento da fatura.",
        GlosaState.Paid => $"O prazo de recurso corre até {Day(facts.AppealDueOn)}.",
        GlosaState.Appealed => $"O recurso precisa de resposta até {Day(facts.AnswerDueOn)}.",
        GlosaState.Answered => "O próximo passo é encerrar.",
        GlosaState.Dropped => "Ela foi afastada por decisão.",
        GlosaState.Replaced => "Uma versão mais nova do mês tomou o lugar dela.",
        _ => "Ela é definitiva.",
    };

    internal static string Money(decimal value) => "R$ " + value.ToString("#,##0.00", Brazil);

    internal static string Percent(decimal value) => value.ToString("0.####", Brazil) + " %";

    internal static string Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "—";

    /// <summary>One glosa at one moment: the acts read better than with five parameters each.</summary>
    private sealed partial record Moment(GlosaFacts Facts, GlosaPeriods Periods, Deadlines Deadlines, DateOnly Today)
    {
        internal GlosaMove Notify(GlosaAct.Notify act)
        {
            if (Facts.State != GlosaState.Computed)
                return NotNow("notificar a contratada");
            if (Facts.OwnInvoice is not null)
                return Refuse("sem-defesa-previa", "Glosa técnica ou administrativa é indicada no aviso de crédito da própria fatura (TR 16.1); o recurso vem depois do pagamento (TR 16.5).");
            if (act.ReportDocument is null)
                return Refuse("relatorio-tecnico", "Anexe o relatório técnico: a glosa se baseia nele (TR 5.8.2).");
            if (act.ReceivedOn > Today)
                return InFuture("O e-mail");
            var due = Deadlines.DueAfterNotice(act.ReceivedOn, Periods.DefenceWorkingDays, DeadlineUnit.WorkingDays);
            return Go(Facts with { State = GlosaState.Notified, DefenceDueOn = due, LastEventOn = act.ReceivedOn }) with
            {
                EventOn = act.ReceivedOn,
                DueOn = due,
                Memory = $"Defesa até {Day(due)}: {Periods.DefenceWorkingDays} dias úteis, o primeiro é o dia útil seguinte ao recebimento do e-mail em "
                    + $"{Day(act.ReceivedOn)} (TR 27.18.1). O TR não fixa este prazo: a confirmar pela assessoria jurídica.",
            };
        }

        internal GlosaMove ReceiveDefence(GlosaAct.ReceiveDefence act)
        {
            if (Facts.State is not (GlosaState.Notified or GlosaState.Undefended))
                return NotNow("receber a defesa");
            if (act.Document is null)
                return Refuse("documento", "Anexe a defesa da contratada.");
            if (act.ReceivedOn > Today)
                return InFuture("A defesa");
            if (act.ReceivedOn < Facts.LastEventOn)
                return Refuse("data", $"A defesa não pode ser de antes da notificação, recebida em {Day(Facts.LastEventOn)}.");
            var late = act.ReceivedOn > Facts.DefenceDueOn;
            if (late && !act.AcceptLate)
                return Refuse("defesa-fora-do-prazo", $"O prazo de defesa terminou em {Day(Facts.DefenceDueOn)}. Para admiti-la mesmo assim, marque a opção e diga por quê.");
            if (late && Blank(act.Reason))
                return Refuse("motivo", "Diga por que a defesa fora do prazo é admitida.");
            return Go(Facts with { State = GlosaState.DefenceReceived, LastEventOn = act.ReceivedOn }) with
            {
                EventOn = act.ReceivedOn,
                Late = late,
                Memory = late ? $"Recebida depois do prazo, que terminou em {Day(Facts.DefenceDueOn)}, e admitida." : null,
            };
        }

        internal GlosaMove NoteSilence()
        {
            if (Facts.State != GlosaState.Notified)
                return NotNow("encerrar o prazo de defesa");
            return Today <= Facts.DefenceDueOn
                ? Refuse("prazo-aberto", $"O prazo de defesa corre até {Day(Facts.DefenceDueOn)}.")
                : Go(Facts with { State = GlosaState.Undefended }) with { Memory = $"O prazo de defesa terminou em {Day(Facts.DefenceDueOn)} sem resposta." };
        }

        internal GlosaMove Decide(GlosaAct.Decide act)
        {
            var silent = Facts.State == GlosaState.Notified && Today > Facts.DefenceDueOn;
            if (Facts.State == GlosaState.Notified && !silent)
                return Refuse("prazo-aberto", $"A contratada pode se defender até {Day(Facts.DefenceDueOn)} (TR 5.8.1). Decida depois da defesa ou do fim do prazo.");
            // What is withheld from its own invoice is heard after the payment: until the attestation it can be reduced or given up.
            var own = Facts is { OwnInvoice: not null, State: GlosaState.Computed or GlosaState.Decided };
            if (!silent && !own && Facts.State is not (GlosaState.DefenceReceived or GlosaState.Undefended))
                return NotNow("decidir");
            if (Blank(act.Reason))
                return Refuse("motivo", "Escreva os motivos da decisão.");
            var amount = act.Outcome switch { GlosaOutcome.Kept => Facts.Amount, GlosaOutcome.Dropped => 0m, _ => act.Reduced ?? -1m };
            if (act.Outcome == GlosaOutcome.Reduced && (amount <= 0 || amount >= Facts.Amount || !Cents(amount)))
                return Refuse("valor", $"O valor reduzido precisa estar entre R$ 0,01 e menos de {Money(Facts.Amount)}, com dois decimais. Para não cobrar nada, afaste a glosa.");
            var state = act.Outcome == GlosaOutcome.Dropped ? GlosaState.Dropped : GlosaState.Decided;
            return Go(Facts with { State = state, Amount = amount }) with
            {
                Memory = $"Glosa {act.Outcome.Label()}: de {Money(Facts.Amount)} para {Money(amount)}." + (silent ? $" O prazo de defesa terminou em {Day(Facts.DefenceDueOn)} sem resposta." : ""),
            };
        }

        internal GlosaMove Recompute(GlosaAct.Recompute act)
        {
            if (Facts.State > GlosaState.Decided)
                return NotNow("trocar a base de cálculo");
            if (!Facts.BaseIsEstimate || Facts.Percent is not { } percent)
                return Refuse("base-definitiva", "A base já é o valor faturado. Se o mês mudou, feche uma nova versão dele.");
            if (act.BilledValue < 0 || !Cents(act.BilledValue))
                return Refuse("valor", "Informe o valor faturado do mês em reais, com até dois decimais.");
            var computed = AmountOf(act.BilledValue, percent);
            var reduced = Facts.Amount < Facts.Computed;
            var amount = reduced ? Math.Min(Facts.Amount, computed) : computed;
            return Go(Facts with { Base = act.BilledValue, BaseIsEstimate = false, Computed = computed, Amount = amount }) with
            {
                Memory = MemoryOf(act.BilledValue, false, percent)
                    + $" Antes: {Money(Facts.Computed)} sobre a estimativa de {Money(Facts.Base)}."
                    + (reduced ? $" A decisão que reduziu a glosa vale: {Money(amount)}." : ""),
            };
        }

        internal GlosaMove Replace() => Facts.State <= GlosaState.Decided && !Facts.IsApplied
            ? Go(Facts with { State = GlosaState.Replaced })
            : NotNow("substituir a glosa");

        private static GlosaMove Go(GlosaFacts facts) => new(facts);

        private GlosaMove Refuse(string code, string message) => new(Facts, new Refusal(code, message));

        private GlosaMove InFuture(string what) => Refuse("data-futura", $"{what} não pode ser de um dia que ainda não chegou. Confira a data.");

        private GlosaMove NotNow(string what) => Refuse("passo-fora-de-ordem", $"Não é possível {what}: a glosa está como “{Facts.State.Label().ToLower(Brazil)}”. {NextOf(Facts)}");

        private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);

        private static bool Cents(decimal value) => decimal.Round(value, 2) == value;
    }
}
