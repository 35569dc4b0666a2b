using Dpemt.Portal.Contract.Calendar;

namespace Dpemt.Portal.Contract.Glosas;

public static partial class GlosaLife
{
    /// <summary>From the invoice on: TR 5.8.2, 16.5–16.9.</summary>
    private sealed partial record Moment
    {
        internal GlosaMove Apply(GlosaAct.Apply act)
        {
            var own = Facts is { OwnInvoice: not null, State: GlosaState.Computed };
            if (!own && Facts.State is not (GlosaState.Decided or GlosaState.Applied or GlosaState.Paid or GlosaState.Answered))
                return NotNow("deduzir da fatura");
            if (Facts.BaseIsEstimate)
                return Refuse("base-estimada", "A base ainda é uma estimativa. Informe o valor faturado do mês antes de deduzir (TR 5.7.1).");
            if (Facts.Outstanding == 0)
                return Refuse("nada-a-deduzir", "Não há valor a deduzir: tudo já foi deduzido.");
            var number = act.InvoiceNumber.Trim();
            if (number.Length is 0 or > 40)
                return Refuse("fatura", "Informe o número da fatura, com até 40 caracteres.");
            if (Facts.Kind == GlosaKind.Availability ? act.InvoiceMonth <= Facts.Month : act.InvoiceMonth < Facts.Month)
                return Refuse("fatura-anterior", $"A glosa de {Facts.Month.Label} é deduzida da fatura seguinte (TR 5.8.2). Confira a competência da fatura.");
            if (act.InvoiceValue <= 0 || !Cents(act.InvoiceValue))
                return Refuse("valor-da-fatura", "Informe o valor da fatura em reais, maior que zero e com até dois decimais.");
            if (Facts.Deductions.Any(d => d.InvoiceNumber == number))
                return Refuse("fatura-repetida", $"Esta glosa já foi deduzida da fatura {number}.");
            if (Facts.OwnInvoice is { } only && !Facts.IsApplied && only != number)
                return Refuse("outra-fatura", $"Esta glosa é da fatura {only} e só pode ser deduzida dela (TR 16.1).");
            var room = act.InvoiceValue - act.TakenByOthers;
            if (room <= 0)
                return Refuse("fatura-esgotada", $"Outras glosas já levam toda a fatura {number}, de {Money(act.InvoiceValue)}. Deduza da próxima.");
            var amount = Math.Min(Facts.Outstanding, room);
            var left = Facts.Outstanding - amount;
            return Go(Facts with
            {
                State = Facts.State == GlosaState.Answered ? GlosaState.Answered : GlosaState.Applied,
                Deductions = Facts.Deductions.Add(new(number, act.InvoiceMonth, act.InvoiceValue, amount)),
            }) with
            {
                InvoiceNumber = number,
                Memory = $"{Money(amount)} deduzidos da fatura {number} de {act.InvoiceMonth.Label}, de {Money(act.InvoiceValue)}"
                    + (act.TakenByOthers > 0 ? $", que já levava {Money(act.TakenByOthers)} de outras glosas" : "") + "."
                    + (left > 0 ? $" Faltam {Money(left)}: a glosa não passa do valor da fatura." : ""),
            };
        }

        internal GlosaMove NotePayment(GlosaAct.NotePayment act)
        {
            if (Facts.State is not (GlosaState.Applied or GlosaState.Paid or GlosaState.Appealed or GlosaState.Answered))
                return NotNow("anotar o pagamento");
            var paid = Facts.Deductions.FirstOrDefault(d => d.InvoiceNumber == act.InvoiceNumber.Trim());
            if (paid is null)
                return Refuse("fatura", "Esta glosa não foi deduzida da fatura informada.");
            if (paid.PaidOn is { } before)
                return Refuse("pagamento-repetido", $"O pagamento da fatura {paid.InvoiceNumber} já foi anotado: {Day(before)}.");
            if (act.PaidOn > Today)
                return InFuture("O pagamento");
            var facts = Facts with { Deductions = Facts.Deductions.Replace(paid, paid with { PaidOn = act.PaidOn }), LastEventOn = Later(Facts.LastEventOn, act.PaidOn) };
            if (Facts.State is GlosaState.Appealed or GlosaState.Answered)
                return Go(facts) with { EventOn = act.PaidOn, InvoiceNumber = paid.InvoiceNumber };
            var appeal = Later(Facts.AppealDueOn, Deadlines.Due(act.PaidOn, Periods.AppealDays, DeadlineUnit.Days));
            var correction = Later(Facts.CorrectionDueOn, Deadlines.Due(act.PaidOn, Periods.CorrectionDays, DeadlineUnit.Days));
            return Go(facts with { State = facts.AllPaid ? GlosaState.Paid : GlosaState.Applied, AppealDueOn = appeal, CorrectionDueOn = correction }) with
            {
                EventOn = act.PaidOn,
                DueOn = appeal,
                InvoiceNumber = paid.InvoiceNumber,
                Memory = $"Recurso até {Day(appeal)}: {Periods.AppealDays} dias após o pagamento (TR 16.5). Correção da Defensoria até {Day(correction)} (TR 16.8).",
            };
        }

        internal GlosaMove ReceiveAppeal(GlosaAct.ReceiveAppeal act)
        {
            // Final by silence, and the appeal turns up: one that came in time counts, whoever was slow to record it.
            var bySilence = Facts.State == GlosaState.Final && Facts.AnswerDueOn is null && Facts.AppealDueOn is not null;
            if (Facts.State is not (GlosaState.Applied or GlosaState.Paid) && !bySilence)
                return NotNow("receber recurso");
            if (Facts.AppealDueOn is not { } due)
                return Refuse("sem-pagamento", "O recurso cabe depois do pagamento (TR 16.5). Anote antes o pagamento da fatura.");
            if (act.Document is null)
                return Refuse("documento", "Anexe o recurso: ele é por escrito (TR 16.5).");
            if (act.ReceivedOn > Today)
                return InFuture("O recurso");
            if (act.ReceivedOn < Facts.Deductions.Min(d => d.PaidOn))
                return Refuse("data", "O recurso não pode ser de antes do pagamento. Confira a data.");
            var late = act.ReceivedOn > due;
            if (late && !act.AcceptLate)
                return Refuse("recurso-fora-do-prazo", $"O prazo de recurso terminou em {Day(due)}: a glosa é definitiva (TR 16.5). Para admiti-lo mesmo assim, marque a opção e diga por quê.");
            if (late && Blank(act.Reason))
                return Refuse("motivo", "Diga por que o recurso fora do prazo é admitido.");
            var answer = Deadlines.Due(act.ReceivedOn, Periods.AnswerDays, DeadlineUnit.Days);
            return Go(Facts with { State = GlosaState.Appealed, AnswerDueOn = answer, LastEventOn = act.ReceivedOn }) with
            {
                EventOn = act.ReceivedOn,
                DueOn = answer,
                Late = late,
                Memory = (late ? $"Recebido depois do prazo, que terminou em {Day(due)} (TR 16.5), e admitido. " : "")
                    + $"Resposta até {Day(answer)}: {Periods.AnswerDays} dias após o recebimento (TR 16.7).",
            };
        }

        internal GlosaMove AnswerAppeal(GlosaAct.AnswerAppeal act)
        {
            if (Facts.State != GlosaState.Appealed)
                return NotNow("responder recurso");
            if (Blank(act.Reason))
                return Refuse("motivo", "Escreva o resultado da análise: a resposta é por escrito (TR 16.7).");
            if (act.AnsweredOn > Today)
                return InFuture("A resposta");
            if (act.AnsweredOn < Facts.LastEventOn)
                return Refuse("data", $"A resposta não pode ser de antes do recurso, de {Day(Facts.LastEventOn)}.");
            if (act.Upheld < 0 || act.Upheld > Facts.Amount || !Cents(act.Upheld))
                return Refuse("valor", $"O valor mantido precisa estar entre R$ 0,00 e {Money(Facts.Amount)}, com dois decimais: um recurso não aumenta a glosa.");
            var late = act.AnsweredOn > Facts.AnswerDueOn;
            var after = Facts with { State = GlosaState.Answered, Amount = act.Upheld, LastEventOn = act.AnsweredOn };
            return Go(after) with
            {
                EventOn = act.AnsweredOn,
                Late = late,
                Memory = $"Mantidos {Money(act.Upheld)} de {Money(Facts.Amount)}."
                    + (after.CreditDue > 0 ? $" Voltam à contratada {Money(after.CreditDue)}, no calendário de pagamentos (TR 16.7, 16.9)." : "")
                    + (late ? $" Respondido depois do prazo, que terminou em {Day(Facts.AnswerDueOn)} (TR 16.7)." : ""),
            };
        }

        internal GlosaMove Correct(GlosaAct.Correct act)
        {
            if (Facts.State is not (GlosaState.Applied or GlosaState.Paid))
                return NotNow("corrigir");
            if (Facts.CorrectionDueOn is { } due && Today > due)
                return Refuse("correcao-fora-do-prazo", $"O prazo da correção pela Defensoria terminou em {Day(due)}: 60 dias após o pagamento (TR 16.8).");
            if (Blank(act.Reason))
                return Refuse("motivo", "Diga o que não foi visto antes: a correção precisa de motivo (TR 16.8).");
            if (act.NewAmount < 0 || !Cents(act.NewAmount) || act.NewAmount == Facts.Amount)
                return Refuse("valor", $"Informe o valor certo, com dois decimais e diferente de {Money(Facts.Amount)}.");
            if (act.NewAmount > Facts.Amount)
            {
                if (Facts.Kind == GlosaKind.Availability && !act.FromMonthVersion)
                    return Refuse("versao-do-mes", "Uma glosa de disponibilidade só cresce com uma nova versão do mês: corrija os incidentes e feche o mês de novo.");
                var more = act.NewAmount - Facts.Amount;
                return Go(Facts) with
                {
                    Complement = more,
                    Memory = $"O valor certo é {Money(act.NewAmount)}. Os {Money(more)} a mais seguem em um complemento, com nova notificação e defesa (TR 5.8.1, 16.8).",
                };
            }

            // A version of the month changes the claim itself; an own correction leaves the claim and takes less of it.
            var after = Facts with { Amount = act.NewAmount, Computed = act.FromMonthVersion ? act.NewAmount : Facts.Computed };
            return Go(after) with
            {
                Memory = $"De {Money(Facts.Amount)} para {Money(act.NewAmount)} (TR 16.8)."
                    + (after.CreditDue > 0 ? $" Voltam à contratada {Money(after.CreditDue)}, no calendário de pagamentos (TR 16.9)." : ""),
            };
        }

        internal GlosaMove ReturnCredit(GlosaAct.ReturnCredit act)
        {
            if (Facts.State is not (GlosaState.Applied or GlosaState.Paid or GlosaState.Appealed or GlosaState.Answered or GlosaState.Final))
                return NotNow("devolver crédito");
            if (Facts.CreditDue == 0)
                return Refuse("sem-credito", "Não há crédito a devolver.");
            var number = act.InvoiceNumber.Trim();
            if (number.Length is 0 or > 40)
                return Refuse("fatura", "Informe a fatura ou o pagamento em que o crédito voltou, com até 40 caracteres.");
            return act.On > Today
                ? InFuture("A devolução")
                : Go(Facts with { Returned = Facts.Returned + Facts.CreditDue }) with
                {
                    EventOn = act.On,
                    InvoiceNumber = number,
                    Memory = $"{Money(Facts.CreditDue)} devolvidos em {number} (TR 16.9).",
                };
        }

        internal GlosaMove Finish()
        {
            var empty = Facts.State == GlosaState.Decided && Facts.Amount == 0;
            if (!empty && Facts.State is not (GlosaState.Paid or GlosaState.Answered))
                return NotNow("encerrar");
            if (Facts.Outstanding > 0)
                return Refuse("falta-deduzir", $"Ainda faltam deduzir {Money(Facts.Outstanding)} de outra fatura.");
            if (Facts.State == GlosaState.Paid && Today <= Facts.AppealDueOn)
                return Refuse("prazo-aberto", $"A contratada pode recorrer até {Day(Facts.AppealDueOn)} (TR 16.5).");
            return Go(Facts with { State = GlosaState.Final }) with
            {
                Memory = Facts.State == GlosaState.Paid
                    ? $"O prazo de recurso terminou em {Day(Facts.AppealDueOn)} sem recurso: quitação (TR 16.5, 16.6)."
                    : null,
            };
        }

        private static DateOnly Later(DateOnly? before, DateOnly day) => before > day ? before.Value : day;
    }
}
