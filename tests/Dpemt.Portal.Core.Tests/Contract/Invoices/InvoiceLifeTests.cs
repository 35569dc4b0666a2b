using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Core.Tests.Contract.Invoices;

/// <summary>The life of an invoice, whoever does what in whatever order.</summary>
public sealed class InvoiceLifeTests
{
    private static readonly Deadlines Law = new(StateCalendar.OfLaw);
    private static readonly DateOnly Day = new(2026, 9, 1);
    private static readonly Actor[] People = [Person(1), Person(2), Person(3)];

    [Fact]
    public void Move_ThousandsOfRandomLives_NeverLetOnePersonCheckAndAttest()
    {
        var reached = new Dictionary<InvoiceState, int>();
        var refusals = new Dictionary<string, int>();
        for (var seed = 1; seed <= 1500; seed++)
        {
            var random = new Random(seed);
            var life = new Life(random.Next(2) == 0 ? Day : null);
            for (var step = 0; step < 60; step++)
            {
                var who = random.Next(12) == 0 ? Actor.Portal : People[random.Next(3)];
                var today = Day.AddDays(step / 2);
                var before = life.Facts;
                var move = life.Do(Any(random, before, today), who, today, random.Next(4) == 0 ? 900m : 1000m, random.Next(3) == 0);
                if (move.Refusal is { } refusal)
                {
                    refusals[refusal.Code] = refusals.GetValueOrDefault(refusal.Code) + 1;
                    Assert.Equal(before.State, life.Facts.State);
                    continue;
                }

                Assert.Equal(ActorKind.Person, who.Kind);
                reached[life.Facts.State] = reached.GetValueOrDefault(life.Facts.State) + 1;
                Check(life, $"seed {seed}, step {step}");
            }
        }

        Assert.All([InvoiceState.Checked, InvoiceState.Attested, InvoiceState.Paid, InvoiceState.Returned], s => Assert.True(reached.GetValueOrDefault(s) > 50, $"{s}"));
        Assert.All(["mesma-pessoa", "conferencia-vencida", "valor-mudou", "documento-pendente", "sem-definitivo", "sem-provisorio", "pessoa"], c => Assert.True(refusals.GetValueOrDefault(c) > 20, c));
    }

    private static void Check(Life life, string where)
    {
        var facts = life.Facts;
        if (facts.State is not (InvoiceState.Attested or InvoiceState.Paid))
            return;
        var check = life.Steps.FindLast(s => s.Act == InvoiceActs.Checked)!;
        var attested = life.Steps.Where(s => s.Act == InvoiceActs.Attested).ToList();
        Assert.True(attested.Count == 1 && attested[0].ActorUserId != check.ActorUserId, where);
        Assert.True(check.Version < attested[0].Version && check.Amount == attested[0].Amount && facts.AttestedNet >= 0, where);
        Assert.True(facts.ProvisionalOn <= facts.DefinitiveOn && !life.Steps.Exists(s => s.Act == "reaberta" && s.Version > check.Version), where);
        Assert.True(facts.State != InvoiceState.Paid || facts.PaidOn >= facts.AttestedOn, where);
    }

    private static InvoiceAct Any(Random random, InvoiceFacts facts, DateOnly today)
    {
        var net = random.Next(4) == 0 ? 900m : 1000m;
        return random.Next(14) switch
        {
            0 => new InvoiceAct.NoteProtocol(today),
            1 or 2 => new InvoiceAct.ReceiveProvisionally(today, "serviço prestado"),
            3 or 4 => new InvoiceAct.ReceiveDefinitively(today, "conforme", 1),
            5 => new InvoiceAct.NotifyIrregularity(today, ["fgts"], "falta"),
            6 => random.Next(4) == 0 ? new InvoiceAct.Return(today, "corrigir") : new InvoiceAct.Reopen("rever"),
            7 or 8 or 9 => new InvoiceAct.Check(net),
            10 or 11 => new InvoiceAct.Attest(random.Next(3) == 0 ? net : facts.CheckedNet ?? net),
            12 => new InvoiceAct.NotePayment(today, "OB 1"),
            _ => new InvoiceAct.DecideCorrection(LateReading.None, [], "motivo", 1),
        };
    }

    [Fact]
    public void Attest_AfterTheLastDeadline_IsMarkedLate()
    {
        // 5 working days of the protocol end on 9 September, 30 days of the issue on 1 October.
        Assert.False(Attested(new(2026, 9, 10)).Late);
        Assert.False(Attested(new(2026, 10, 1)).Late);
        var late = Attested(new(2026, 10, 2));
        Assert.True(late.Late);
        Assert.Contains("01/10/2026", late.Memory, StringComparison.Ordinal);
    }

    [Fact]
    public void NotePayment_AfterThirtyDays_AsksForTheDecisionOnTheCorrection()
    {
        var life = Ready();
        life.Must(new InvoiceAct.Attest(1000m), People[1], Day);
        Assert.Equal("data", life.Do(new InvoiceAct.NotePayment(Day.AddDays(-1), "OB 7"), People[0], Day).Refusal?.Code);
        Assert.Equal("ordem", life.Do(new InvoiceAct.NotePayment(Day, " "), People[0], Day).Refusal?.Code);
        var paid = life.Must(new InvoiceAct.NotePayment(new(2026, 10, 16), "OB 7"), People[0], new(2026, 10, 16));
        Assert.Equal((true, 1000m, "OB 7"), (paid.Late, paid.Amount, paid.Reference));

        var today = new DateOnly(2026, 11, 12);
        Assert.Equal("indice", life.Do(new InvoiceAct.DecideCorrection(LateReading.FromDueDate, [], "motivo", 1), People[0], today).Refusal?.Code);
        Assert.Equal("documento", life.Do(new InvoiceAct.DecideCorrection(LateReading.FromDueDate, [new(new(2026, 10), 0.31m)], "motivo", null), People[0], today).Refusal?.Code);
        var decided = life.Must(new InvoiceAct.DecideCorrection(LateReading.AfterWorkingDays, [new(new(2026, 10), 0.31m)], "parecer", 1), People[0], today);
        Assert.Equal(0.10m, decided.Amount);
        Assert.Contains("1,50", decided.Memory, StringComparison.Ordinal);
        Assert.Equal("motivo", life.Do(new InvoiceAct.DecideCorrection(LateReading.None, [new(new(2026, 10), 0.31m)], " ", 1), People[0], today).Refusal?.Code);
    }

    [Fact]
    public void DecideCorrection_PaidInTime_IsRefused()
    {
        var life = Ready();
        life.Must(new InvoiceAct.Attest(1000m), People[1], Day);
        life.Must(new InvoiceAct.NotePayment(new(2026, 10, 1), "OB 7"), People[0], new(2026, 10, 1));

        Assert.Equal("em-dia", life.Do(new InvoiceAct.DecideCorrection(LateReading.FromDueDate, [], "motivo", 1), People[0], new(2026, 10, 2)).Refusal?.Code);
    }

    [Fact]
    public void Offers_Checked_LeaveTheAttestationToTheOther()
    {
        var life = Ready();

        Assert.DoesNotContain(InvoiceForm.Attest, life.Offers(People[0]));
        Assert.Equal(InvoiceForm.Attest, life.Offers(People[1])[0]);
        life.Must(new InvoiceAct.Attest(1000m), People[1], Day);
        Assert.Equal([InvoiceForm.Payment], life.Offers(People[0]));
    }

    private static InvoiceMove Attested(DateOnly today) => Ready().Must(new InvoiceAct.Attest(1000m), People[1], today);

    private static Life Ready()
    {
        var life = new Life(Day);
        life.Must(new InvoiceAct.ReceiveProvisionally(Day, "serviço prestado"), People[0], Day);
        life.Must(new InvoiceAct.Check(1000m), People[0], Day);
        life.Must(new InvoiceAct.ReceiveDefinitively(Day, "conforme", 1), People[0], Day);
        return life;
    }

    private static Actor Person(int number) => Actor.Person(new Guid(number, 0, 0, new byte[8]), $"Pessoa {number}");

    /// <summary>An invoice of R$ 1.000,00 of 08/2026, issued on 1 September, as its steps make it.</summary>
    private sealed class Life(DateOnly? protocol)
    {
        private readonly Invoice _invoice = new() { Id = 1, Number = "101", Month = new(2026, 8), IssuedOn = Day, ProtocolledOn = protocol, Total = 1000m, Version = 1, RegisteredByName = "" };

        public List<InvoiceStep> Steps { get; } = [];

        public InvoiceFacts Facts => InvoiceFacts.Of(_invoice, Steps);

        public InvoiceMove Must(InvoiceAct act, Actor who, DateOnly today)
        {
            var move = Do(act, who, today);
            Assert.True(move.Refusal is null, move.Refusal?.Message);
            return move;
        }

        public InvoiceMove Do(InvoiceAct act, Actor who, DateOnly today, decimal net = 1000m, bool proofMissing = false)
        {
            var sight = Sight(today, net, proofMissing);
            var move = InvoiceLife.Move(Facts, act, who, sight);
            if (move.Refusal is not null)
                return move;
            if (act is InvoiceAct.NoteProtocol noted)
                _invoice.ProtocolledOn = noted.On;
            Steps.Add(new()
            {
                Act = InvoiceActs.CodeOf(act),
                Version = ++_invoice.Version,
                StateBefore = _invoice.State,
                StateAfter = move.State,
                At = ContractTime.StartOf(today).AddHours(12),
                ActorUserId = who.UserId,
                ActorName = who.Name,
                EventOn = move.EventOn,
                Amount = move.Amount,
                Reference = move.Reference,
                Late = move.Late,
            });
            _invoice.State = move.State;
            return move;
        }

        public IReadOnlyList<InvoiceForm> Offers(Actor who)
        {
            var sight = Sight(Day, 1000m, false);
            return InvoiceOffers.Of(Facts, sight.Checklist, sight.Clocks, who);
        }

        private InvoiceSight Sight(DateOnly today, decimal net, bool proofMissing)
        {
            var clocks = InvoiceClocks.Of(_invoice.IssuedOn, _invoice.ProtocolledOn, PaymentTerms.OfSignedContract, Law);
            RequiredDocument fgts = new("fgts", "TR 15.3.c", "FGTS");
            PaymentDocument[] documents = proofMissing ? [] : [new() { Id = 1, Kind = "fgts", IssuedOn = Day, ValidUntil = new(2027, 9, 1), AddedByName = "" }];
            var settlement = new Settlement(1000m, net == 1000m ? [] : [new(1, default, new(2026, 7), 1000m - net, 0m)], []);
            return new(clocks, Checklist.Of([fgts], documents, clocks.DocumentsUntil, new HashSet<string>(Facts.Notified)), settlement, Law, today);
        }
    }
}
