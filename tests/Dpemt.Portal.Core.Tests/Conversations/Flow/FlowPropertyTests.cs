using System.Diagnostics;
using Dpemt.Portal.Conversations.Flow;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Conversations.Flow;

/// <summary>What holds for every state that can be reached and every event that can happen there.</summary>
public sealed class FlowPropertyTests
{
    private const int MaxStates = 2500;
    private const int AnswersToAPerson = 3;

    private static readonly Lazy<List<(FlowState State, bool Heard)>> Reachable = new(ReachableStates);

    private static readonly string[] Texts =
    [
        "oi", "bom dia, tudo bem?", "sim", "não", "2", "a terceira", "pular", "menu", "voltar", "sair", "atendente", "ajuda", "obrigada", "👍", "", "   ", "hgjfk",
        "meu ex não paga a pensão do meu filho faz 3 meses e moro em Sinop", "meu marido me bateu ontem e estou com medo", "quero consultar meu agendamento", "pensão",
        "52998224725", "111.111.111-11", "Maria da Silva", "Maria da Silva, 529.982.247-25, mãe Joana", "família", "outro assunto", "mais assuntos",
        "Rondonópolis", "nova", "barra", "cuiba", "quais documentos preciso levar?", "onde fica?", "já tenho", "ainda não tenho", "deu certo", "corrigir", "nome da mãe", "contar meu caso",
        "<script>alert(1)</script>", "\u202Eabc\0\u0007", "\uD83D", "{recepcao} {0} %s",
    ];

    private static readonly string[] Hostile =
    [
        new('a', 4096), string.Concat(Enumerable.Repeat("😀", 2048)), string.Concat(Enumerable.Repeat("👨‍👩‍👧", 500)), new('\u0301', 4096), new(' ', 4096), new('\n', 4096),
        string.Concat(Enumerable.Repeat("pensao de ", 410)), string.Concat(Enumerable.Repeat("1 ", 2048)), string.Concat(Enumerable.Repeat("mãe é ", 600)), string.Concat(Enumerable.Repeat("nome: a, ", 450)),
        string.Concat(Enumerable.Repeat("\uD800", 4096)), new('\u202E', 4096), string.Concat(Enumerable.Repeat("<b>&amp;", 500)), string.Concat(Enumerable.Repeat("não é ", 680)), new('9', 4096), new('?', 4096),
    ];

    [Fact]
    public void Advance_EveryReachableStateEveryEvent_KeepsEveryPromise()
    {
        var states = Reachable.Value;

        Assert.InRange(states.Count, 80, MaxStates - 1);
        Assert.Equal(Enum.GetValues<FlowStep>().Order(), states.Select(s => s.State.Step).Distinct().Order());
        foreach (var (state, heard) in states)
            CheckWayToAPerson(state, heard);
    }

    [Property(MaxTest = 150)]
    public void Advance_AnySequence_KeepsEveryPromise(int[] picks, string wild)
    {
        var state = FlowState.New;
        var heard = false;
        var context = Context();
        Bubble? said = null;
        foreach (var pick in picks)
        {
            var events = EventsAt(said).ToList();
            var happened = pick % 17 == 0 ? new TextReceived(wild ?? "") : events[(int)((uint)pick % (uint)events.Count)];
            (state, heard, said) = CheckedStep(state, happened, context, heard);
            context = context with { Now = context.Now.AddMinutes(Math.Abs((long)pick) % 2000) };
        }
        CheckWayToAPerson(state, heard);
    }

    [Fact]
    public void Advance_HostileTexts_AreAnsweredInBoundedTime()
    {
        var slowest = TimeSpan.Zero;
        foreach (var (state, heard) in Reachable.Value.DistinctBy(s => s.State.Step))
        {
            foreach (var text in Hostile)
            {
                foreach (var happened in new FlowEvent[] { new TextReceived(text), new OptionChosen(text, text), new MediaReceived(FlowMediaKind.Image, text) })
                {
                    var watch = Stopwatch.StartNew();
                    _ = CheckedStep(state, happened, Context() with { Citizen = new(text, text, text, text, text) }, heard);
                    slowest = slowest > watch.Elapsed ? slowest : watch.Elapsed;
                }
            }
        }
        Assert.True(slowest < TimeSpan.FromSeconds(5), slowest.ToString());
    }

    [Fact]
    public void Advance_LongestEditedTexts_StayWithinWhatsAppLimits()
    {
        var longest = FlowTexts.With(FlowTexts.Definitions.ToDictionary(d => d.Key, d => d.Key.StartsWith("button.", StringComparison.Ordinal) ? d.Text : d.Text + new string('x', d.MaxLength - d.Text.Length)));
        Assert.NotEqual(FlowTexts.Default["menu"], longest["menu"]);
        var context = Context() with { Tables = FlowTables.Default with { Texts = longest }, Citizen = new(new string('n', 300), "52998224725", new string('n', 300), new string('m', 300)) };
        foreach (var (state, heard) in Reachable.Value.DistinctBy(s => (s.State.Step, s.State.PrivacySaid, s.State.WantsPerson)))
        {
            foreach (var happened in EventsAt(null))
                _ = CheckedStep(state, happened, context, heard);
        }
    }

    [Fact]
    public void FromJson_NewerOrDamagedState_NeverThrows()
    {
        var state = FlowState.FromJson("""{"Step":"AskCity","Relato":"x","Novo":{"a":[1]},"Trail":["AskCpf"]}""", out var readable);
        Assert.True(readable);
        Assert.Equal((FlowStep.AskCity, "x", FlowStep.AskCpf), (state.Step, state.Relato, state.Trail[0]));

        foreach (var damaged in new[] { "{", "[]", "{\"Step\":\"Unknown\"}", "\"x\"", "{\"Trail\":7}" })
        {
            Assert.Equal(FlowStep.Start, FlowState.FromJson(damaged, out readable).Step);
            Assert.False(readable);
        }
        Assert.Equal(FlowStep.Start, FlowState.FromJson(null, out readable).Step);
        Assert.True(readable);
    }

    private static FlowContext Context() => new FlowDriver { Citizen = new("Maria", null, null, null, null) }.Context;

    private static IEnumerable<FlowEvent> EventsAt(Bubble? said)
        => Texts.Select(t => (FlowEvent)new TextReceived(t))
            .Concat(said?.Options.Select(o => new OptionChosen(o.Id, o.Title)) ?? [])
            .Concat(Enum.GetValues<FlowMediaKind>().Select(k => new MediaReceived(k)))
            .Concat(
            [
                new MediaReceived(FlowMediaKind.Image, "Sinop"), new OptionChosen("AskMatter/area:saude", "Saúde"), new OptionChosen("ConfirmCity/city:5103403", "Cuiabá"), new OptionChosen("nada", ""),
                new LocationReceived(-11.86, -55.5), new LocationReceived(0, double.NaN), new RelatoClassified([]), new RelatoClassified([new("familia", 0.7, []), new("inventada", double.NaN, [])]),
                new SilenceElapsed(), new PersonJoined(), new PersonEnded(true), new PersonEnded(false),
            ]);

    private static List<(FlowState State, bool Heard)> ReachableStates()
    {
        var context = Context();
        var found = new Dictionary<string, (FlowState State, bool Heard)> { [Key(FlowState.New)] = (FlowState.New, false) };
        var open = new Queue<(FlowState State, bool Heard, Bubble? Said)>([(FlowState.New, false, null)]);
        while (open.TryDequeue(out var from))
        {
            foreach (var happened in EventsAt(from.Said))
            {
                var (state, heard, said) = CheckedStep(from.State, happened, context, from.Heard);
                if (found.Count < MaxStates && found.TryAdd(Key(state), (state, heard)))
                    open.Enqueue((state, heard, said));
            }
        }
        return [.. found.Values];
    }

    /// <summary>What the conversation depends on, without the words told: otherwise there would be no end of states.</summary>
    private static string Key(FlowState s) => string.Join('|',
        s.Step, s.PrivacySaid, s.WantsPerson, s.Correcting, s.Relato is null, s.Misunderstood > 1, s.AreaPage is null, s.CandidateCities.Count > 1,
        s.Relato?.Contains("agendamento", StringComparison.Ordinal));

    private static (FlowState State, bool Heard, Bubble? Said) CheckedStep(FlowState before, FlowEvent happened, FlowContext context, bool heard)
    {
        var result = ConversationFlow.Advance(before, happened, context);
        var what = $"{before.Step} + {happened}";
        Assert.True(result.Effects.OfType<Say>().Count() <= 1, what);
        foreach (var bubble in result.Effects.OfType<Say>().Select(s => s.Bubble).Concat(result.Effects.OfType<Close>().Select(c => c.Farewell).OfType<Bubble>()))
            Assert.True(bubble.FindFault() is null, $"{what}: {bubble.FindFault()} {bubble}");
        foreach (var effect in result.Effects)
        {
            heard |= effect is Say say && say.Bubble.Text.Contains("LGPD", StringComparison.Ordinal);
            Assert.True(effect is not Enqueue || heard, what + ": queued without the privacy notice");
        }
        var isAnswered = result.Said is not null || result.Effects.Any(e => e is Close or Classify or NoteMedia)
            || before.Step is FlowStep.WithPerson or FlowStep.Queued or FlowStep.Ended || happened is not (TextReceived or OptionChosen or LocationReceived);
        Assert.True(isAnswered, what + ": no answer");
        var json = result.State.ToJson();
        var read = FlowState.FromJson(json, out var readable);
        Assert.True(readable && read.ToJson() == json, what);
        Assert.True((result.State.Relato?.Length ?? 0) <= FlowState.RelatoMaxLength && result.State.Trail.Count <= 12, what);
        return (read, heard && read.Step != FlowStep.Ended, result.Said);
    }

    private static void CheckWayToAPerson(FlowState state, bool heard)
    {
        if (state.Step is FlowStep.WithPerson or FlowStep.Queued)
            return;
        var step = state.Step;
        for (var i = 0; i < AnswersToAPerson; i++)
        {
            (state, heard, _) = CheckedStep(state, new TextReceived("atendente"), Context(), heard);
            if (state.Step == FlowStep.Queued)
                return;
        }
        Assert.Fail($"From {step} no person was reached: {state.ToJson()}");
    }
}
