using System.Globalization;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>What an act is judged by besides the invoice itself.</summary>
/// <param name="Clocks">The invoice's deadlines.</param>
/// <param name="Checklist">Its documents.</param>
/// <param name="Settlement">What it would pay now.</param>
/// <param name="Deadlines">The state's calendar.</param>
/// <param name="Today">Local day.</param>
public sealed record InvoiceSight(InvoiceClocks Clocks, Checklist Checklist, Settlement Settlement, Deadlines Deadlines, DateOnly Today);

/// <summary>
/// The life of an invoice (TR 11, 15, 16): registered → received provisionally → checked by one officer → received definitively
/// → attested by another → paid. Pure: it knows no database and no clock.
/// </summary>
public static class InvoiceLife
{
    /// <summary>Longest number of a payment order.</summary>
    public const int OrderLength = 60;

    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    /// <summary>What <paramref name="act"/> makes of an invoice.</summary>
    public static InvoiceMove Move(InvoiceFacts facts, InvoiceAct act, Actor who, InvoiceSight sight)
    {
        var at = new Moment(facts, who, sight);
        if (who.Kind != ActorKind.Person || who.UserId is null)
            return at.Refuse("pessoa", "Só uma pessoa pratica atos sobre uma fatura.");
        return act switch
        {
            InvoiceAct.NoteProtocol protocol => at.NoteProtocol(protocol),
            InvoiceAct.ReceiveProvisionally receipt => at.ReceiveProvisionally(receipt),
            InvoiceAct.ReceiveDefinitively receipt => at.ReceiveDefinitively(receipt),
            InvoiceAct.NotifyIrregularity notice => at.Notify(notice),
            InvoiceAct.Return back => at.Return(back),
            InvoiceAct.Check check => at.Check(check),
            InvoiceAct.Reopen reopen => at.Reopen(reopen),
            InvoiceAct.Attest attest => at.Attest(attest),
            InvoiceAct.NotePayment payment => at.NotePayment(payment),
            InvoiceAct.DecideCorrection correction => at.DecideCorrection(correction),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
    }

    /// <summary>What comes next, in one sentence.</summary>
    public static string NextOf(InvoiceFacts facts) => facts.State switch
    {
        InvoiceState.Registered when facts.ProvisionalOn is null => "O próximo passo é o recebimento provisório do serviço (TR 11.2.2).",
        InvoiceState.Registered => "O próximo passo é conferir: linhas, glosas e documentos.",
        InvoiceState.Checked when facts.DefinitiveOn is null => "O próximo passo é o recebimento definitivo (TR 11.2.2); depois, o atesto por outra pessoa.",
        InvoiceState.Checked => $"O próximo passo é o atesto por outra pessoa que não {facts.CheckedByName}.",
        InvoiceState.Attested => "O próximo passo é enviar o aviso de crédito e registrar o pagamento.",
        InvoiceState.Paid => "Está paga. Correm os prazos de recurso e de correção das glosas (TR 16.5 a 16.8).",
        InvoiceState.Returned => "Foi devolvida à contratada. A fatura que vier no lugar é um registro novo.",
        _ => "Outro registro tomou o lugar deste.",
    };

    internal static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>One invoice at one moment.</summary>
    private sealed record Moment(InvoiceFacts Facts, Actor Who, InvoiceSight Sight)
    {
        private bool IsOpen => Facts.State is InvoiceState.Registered or InvoiceState.Checked;

        internal InvoiceMove NoteProtocol(InvoiceAct.NoteProtocol act)
        {
            if (!IsOpen)
                return NotNow("anotar o protocolo");
            if (Facts.ProtocolledOn is { } before)
                return Refuse("protocolo-repetido", $"A fatura já foi protocolada em {Day(before)}.");
            if (act.On > Sight.Today || act.On < Facts.IssuedOn)
                return Refuse("data", $"O protocolo fica entre a emissão, em {Day(Facts.IssuedOn)}, e hoje.");
            return Stay(act.On) with { Memory = $"Protocolada com os documentos em {Day(act.On)}: correm os dias úteis do atesto (TR 15.5.1)." };
        }

        internal InvoiceMove ReceiveProvisionally(InvoiceAct.ReceiveProvisionally act)
        {
            if (!IsOpen)
                return NotNow("receber provisoriamente");
            if (Facts.ProvisionalOn is { } before)
                return Refuse("recebimento-repetido", $"O recebimento provisório já foi registrado, em {Day(before)}.");
            return Receipt(act.On, act.Text) ?? Stay(act.On) with { Memory = $"Serviço de {Facts.Month.Label} recebido provisoriamente (TR 11.2.2.a)." };
        }

        internal InvoiceMove ReceiveDefinitively(InvoiceAct.ReceiveDefinitively act)
        {
            if (!IsOpen)
                return NotNow("receber definitivamente");
            if (Facts.DefinitiveOn is { } before)
                return Refuse("recebimento-repetido", $"O recebimento definitivo já foi registrado, em {Day(before)}.");
            if (Facts.ProvisionalOn is not { } provisional)
                return Refuse("sem-provisorio", "Registre antes o recebimento provisório (TR 11.2.2.a).");
            if (act.On < provisional)
                return Refuse("data", $"O recebimento definitivo não pode ser de antes do provisório, em {Day(provisional)}.");
            if (act.DocumentId is null)
                return Refuse("documento", "Anexe o relatório detalhado do recebimento definitivo (TR 11.2.2.b).");
            return Receipt(act.On, act.Text) ?? Stay(act.On) with { Memory = $"Serviço de {Facts.Month.Label} recebido definitivamente (TR 11.2.2.b)." };
        }

        internal InvoiceMove Notify(InvoiceAct.NotifyIrregularity act)
        {
            if (Facts.State is not (InvoiceState.Registered or InvoiceState.Checked or InvoiceState.Attested))
                return NotNow("notificar irregularidade");
            var lines = Sight.Checklist.Lines.Where(l => act.Documents.Contains(l.Required.Id)).ToList();
            if (lines.Count == 0 || lines.Count != act.Documents.Distinct().Count())
                return Refuse("documentos", "Escolha os documentos que faltam ou venceram.");
            if (Blank(act.Text))
                return Refuse("texto", "Escreva o que foi notificado (TR 15.1.3).");
            if (act.On > Sight.Today)
                return InFuture("A notificação");
            return Stay(act.On) with
            {
                Reference = string.Join(',', lines.Select(l => l.Required.Id)),
                Memory = $"Notificada por: {string.Join("; ", lines.Select(l => l.Required.Label))}. O pagamento segue (TR 15.1.3).",
            };
        }

        internal InvoiceMove Return(InvoiceAct.Return act)
        {
            if (!IsOpen)
                return NotNow("devolver à contratada");
            if (Blank(act.Text))
                return Refuse("motivo", "Diga o que a contratada precisa corrigir (TR 11.2.4).");
            if (act.On > Sight.Today)
                return InFuture("A devolução");
            return Go(InvoiceState.Returned) with { EventOn = act.On, Memory = "Devolvida à contratada (TR 11.2.2 e 11.2.4). As glosas propostas nela ficam sem efeito." };
        }

        internal InvoiceMove Check(InvoiceAct.Check act)
        {
            if (Facts.State != InvoiceState.Registered)
                return NotNow("concluir a conferência");
            if (Facts.ProvisionalOn is null)
                return Refuse("sem-provisorio", "Registre antes o recebimento provisório (TR 11.2.2.a).");
            if (Sight.Checklist.Open.FirstOrDefault() is { } open)
                return Refuse("documento-pendente", $"{open.Required.Label}: falta ou vence antes de {Day(Sight.Checklist.Until)}. Anexe-o, notifique a contratada (TR 15.1.3) ou proponha glosa administrativa (TR 16.1.a).");
            return NetFault(act.Net) ?? Go(InvoiceState.Checked) with { Amount = act.Net, Memory = Words() + " Aguarda o atesto por outra pessoa." };
        }

        internal InvoiceMove Reopen(InvoiceAct.Reopen act)
        {
            if (Facts.State != InvoiceState.Checked)
                return NotNow("reabrir a conferência");
            return Blank(act.Text)
                ? Refuse("motivo", "Diga por que a conferência é reaberta.")
                : Go(InvoiceState.Registered) with { Memory = "A conferência anterior deixa de valer." };
        }

        internal InvoiceMove Attest(InvoiceAct.Attest act)
        {
            if (Facts.State != InvoiceState.Checked)
                return NotNow("atestar");
            if (Who.UserId == Facts.CheckedBy)
                return Refuse("mesma-pessoa", "Quem conferiu não atesta: o atesto é de outra pessoa.");
            if (Facts.DefinitiveOn is null)
                return Refuse("sem-definitivo", "Registre antes o recebimento definitivo (TR 11.2.2.b).");
            if (NetFault(act.Net) is { } fault)
                return fault;
            if (Sight.Settlement.Net != Facts.CheckedNet)
                return Refuse("conferencia-vencida", $"A conferência propôs {ContractText.Money(Facts.CheckedNet ?? 0m)}, e as glosas mudaram desde então: hoje são {ContractText.Money(Sight.Settlement.Net)}. Reabra a conferência.");
            var late = Sight.Today > Sight.Clocks.LateAfter;
            return Go(InvoiceState.Attested) with
            {
                Amount = act.Net,
                Late = late,
                Memory = Words() + (late ? $" Atestada depois do último prazo, {Day(Sight.Clocks.LateAfter)} (TR 15.1.1.1 e 15.5.1)." : ""),
            };
        }

        internal InvoiceMove NotePayment(InvoiceAct.NotePayment act)
        {
            if (Facts.State != InvoiceState.Attested)
                return NotNow("registrar o pagamento");
            var order = act.Order?.Trim() ?? "";
            if (order.Length is 0 or > OrderLength)
                return Refuse("ordem", $"Informe o número da ordem de pagamento, com até {OrderLength} caracteres.");
            if (act.PaidOn > Sight.Today)
                return InFuture("O pagamento");
            if (act.PaidOn < Facts.AttestedOn)
                return Refuse("data", $"O pagamento não pode ser de antes do atesto, em {Day(Facts.AttestedOn!.Value)}.");
            var late = act.PaidOn > Sight.Clocks.PayBy;
            return Go(InvoiceState.Paid) with
            {
                EventOn = act.PaidOn,
                Amount = Facts.AttestedNet,
                Reference = order,
                Late = late,
                Memory = $"{ContractText.Money(Facts.AttestedNet ?? 0m)} pagos em {Day(act.PaidOn)}, ordem {order}."
                    + (late ? $" O prazo era {Day(Sight.Clocks.PayBy)} (TR 15.1.1): decida a correção (TR 15.1.7 e 15.1.8)." : ""),
            };
        }

        internal InvoiceMove DecideCorrection(InvoiceAct.DecideCorrection act)
        {
            if (Facts.State != InvoiceState.Paid || Facts.PaidOn is not { } paidOn)
                return NotNow("decidir a correção do atraso");
            if (paidOn <= Sight.Clocks.PayBy)
                return Refuse("em-dia", $"O pagamento foi feito no prazo, que terminava em {Day(Sight.Clocks.PayBy)}.");
            if (Blank(act.Text))
                return Refuse("motivo", "Escreva a motivação: as cláusulas se contradizem, e a escolha precisa de razões.");
            if (act.DocumentId is null)
                return Refuse("documento", "Anexe o despacho ou parecer em que a decisão se apoia.");
            var missing = LatePayment.Months(Sight.Clocks.PayBy, Facts.DeliveredOn, paidOn, Sight.Deadlines).Where(m => act.Rates.All(r => r.Month != m)).ToList();
            if (missing.Count > 0)
                return Refuse("indice", $"Falta o IPCA de {string.Join(", ", missing.Select(m => m.Label))}.");
            if (act.Rates.Any(r => r.Percent is < -100m or > 100m))
                return Refuse("indice", "Confira o IPCA: a variação do mês é um percentual, como 0,44.");
            var both = LatePayment.Of(Facts.AttestedNet ?? 0m, Sight.Clocks.PayBy, Facts.DeliveredOn, paidOn, Sight.Deadlines, act.Rates);
            return Stay(null) with
            {
                Amount = act.Reading == LateReading.None ? 0m : both.First(c => c.Reading == act.Reading).Correction,
                Reference = act.Reading.Label(),
                Memory = string.Join(" ", both.Select(c => c.Memory)) + $" Adotado: {act.Reading.Label()}.",
            };
        }

        internal InvoiceMove Refuse(string code, string message) => new(Facts.State, new Refusal(code, message));

        /// <summary>The person attests what she has seen: a figure that changed meanwhile is not hers.</summary>
        private InvoiceMove? NetFault(decimal seen) => seen == Sight.Settlement.Net
            ? null
            : Refuse("valor-mudou", $"O valor a pagar mudou enquanto você conferia: agora são {ContractText.Money(Sight.Settlement.Net)}. Veja as glosas e repita.");

        private string Words()
        {
            var settlement = Sight.Settlement;
            return settlement.Deducted == 0
                ? $"{ContractText.Money(settlement.Total)}, sem glosa."
                : $"{ContractText.Money(settlement.Total)} − {ContractText.Money(settlement.Deducted)} de {settlement.Lines.Count.ToString(Brazil)} glosa(s) = {ContractText.Money(settlement.Net)}.";
        }

        private InvoiceMove? Receipt(DateOnly on, string? text) =>
            Blank(text) ? Refuse("texto", "Descreva o que foi verificado.")
            : on > Sight.Today ? InFuture("O recebimento")
            : on < Facts.Month.FirstDay ? Refuse("data", $"O recebimento não pode ser de antes de {Facts.Month.Label}.")
            : null;

        private InvoiceMove Stay(DateOnly? on) => Go(Facts.State) with { EventOn = on };

        private static InvoiceMove Go(InvoiceState state) => new(state);

        private InvoiceMove InFuture(string what) => Refuse("data-futura", $"{what} não pode ser de um dia que ainda não chegou. Confira a data.");

        private InvoiceMove NotNow(string what) =>
            Refuse("passo-fora-de-ordem", $"Não é possível {what}: a fatura está como “{Facts.State.Label().ToLower(Brazil)}”. {NextOf(Facts)}");

        private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
    }
}
