using Dpemt.Portal.Conversations.Flow;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Conversations.Flow;

/// <summary>
/// What holds for every state that may be stored, whether this version can reach it or not: an older version wrote it, or an
/// administrator has since removed the service, the area, the city or the reception that it names.
/// </summary>
public sealed class FlowAnyStateTests
{
    private const int AnswersToAPerson = 3;

    private static readonly FlowStep[] Steps = Enum.GetValues<FlowStep>();

    private static readonly FlowTables[] AllTables =
    [
        FlowTables.Default,
        FlowTables.Default with { Services = [] },
        FlowTables.Default with { FrequentQuestions = [] },
        FlowTables.Default with { Services = [.. FlowTables.Default.Services.Select(s => s with { OpenUrl = null, InstallUrls = new Dictionary<string, string>() })] },
    ];

    private static readonly string?[] Keys = [null, "familia", "outro", "removida", ""];
    private static readonly string?[] Cities = [null, "5107602", "5103403", "9999999", "", "x"];

    private static readonly string[] Texts =
    [
        "oi", "sim", "não", "1", "9", "pular", "menu", "voltar", "sair", "atendente", "ajuda", "obrigada", "", "hgjfk", "moro em Sinop e meu ex não paga a pensão", "52998224725", "Maria da Silva",
        "Rondonópolis", "nova", "onde fica?", "meu marido me bateu ontem", "outro assunto", "corrigir", "<b>\u202E\0",
    ];

    [Property(MaxTest = 6000)]
    public void Advance_AnyStateAnyEvent_KeepsTheBoundsAndAWayToAPerson(int seed)
    {
        var any = new Random(seed);
        var (state, context) = (AnyState(any), AnyContext(any));
        var result = ConversationFlow.Advance(state, AnyEvent(any), context);
        Check(result, state);
        CheckWayToAPerson(result.State, context);
    }

    [Fact]
    public void Advance_EveryStepEveryKindOfEvent_IsTried()
    {
        var tried = new HashSet<(FlowStep, string)>();
        for (var seed = 0; seed < 6000; seed++)
        {
            var any = new Random(seed);
            var (state, context, happened) = (AnyState(any), AnyContext(any), AnyEvent(any));
            Check(ConversationFlow.Advance(state, happened, context), state);
            tried.Add((state.Step, Kind(happened)));
        }
        var kinds = typeof(FlowEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(FlowEvent))).Select(t => t.Name)
            .Except([nameof(MediaReceived)]).Concat(Enum.GetNames<FlowMediaKind>().Select(k => nameof(MediaReceived) + k)).ToList();
        Assert.InRange(kinds.Count, 13, 40);
        Assert.Empty(Steps.SelectMany(s => kinds.Select(k => (s, k))).Except(tried));
    }

    [Theory]
    [MemberData(nameof(QuestionsOfTheBot))]
    public void Advance_EveryOptionOffered_IsTakenByTapAndByTitle(FlowStep step)
    {
        var offered = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var any = new Random(seed);
            var (state, context) = (AnyState(any) with { Step = step }, AnyContext(any));
            var asked = ConversationFlow.Advance(state, new TextReceived("ajuda"), context);
            if (asked.Said is not { Options.Count: > 0 } said || asked.State.Step != step)
                continue;
            foreach (var option in said.Options)
            {
                offered++;
                foreach (var answer in new FlowEvent[] { new OptionChosen(option.Id, option.Title), new TextReceived(option.Title) })
                {
                    var after = ConversationFlow.Advance(asked.State, answer, context);
                    Check(after, asked.State);
                    Assert.True(after.State.Misunderstood == 0, $"{step}: {answer} was not understood");
                }
            }
        }
        Assert.True(offered > 100, $"{step}: {offered} options");
    }

    public static TheoryData<FlowStep> QuestionsOfTheBot() => new(Steps.Where(s => s is not (FlowStep.Start or FlowStep.Ended or FlowStep.WithPerson or FlowStep.Queued or FlowStep.Analysing or FlowStep.AskRelato or FlowStep.AskCity)));

    private static void Check(FlowResult result, FlowState before)
    {
        var what = before.ToJson();
        Assert.True(result.Effects.OfType<Say>().Count() <= 1, what);
        foreach (var bubble in result.Effects.OfType<Say>().Select(s => s.Bubble).Concat(result.Effects.OfType<Close>().Select(c => c.Farewell).OfType<Bubble>()))
            Assert.True(bubble.FindFault() is null, $"{bubble.FindFault()} {bubble} {what}");
        Assert.True(result.Effects.All(e => e is not Enqueue) || result.State.PrivacySaid, "queued without the privacy notice: " + what);
        Assert.True(result.State.ToJson() == FlowState.FromJson(result.State.ToJson(), out var readable).ToJson() && readable, what);
    }

    private static void CheckWayToAPerson(FlowState state, FlowContext context)
    {
        var from = state;
        for (var i = 0; i < AnswersToAPerson && state.Step is not (FlowStep.WithPerson or FlowStep.Queued); i++)
        {
            var result = ConversationFlow.Advance(state, new TextReceived("atendente"), context);
            Check(result, state);
            state = result.State;
        }
        Assert.True(state.Step is FlowStep.WithPerson or FlowStep.Queued, "No person was reached from " + from.ToJson());
    }

    private static string Kind(FlowEvent happened) => happened is MediaReceived media ? nameof(MediaReceived) + media.Kind : happened.GetType().Name;

    private static FlowEvent AnyEvent(Random any) => any.Next(12) switch
    {
        0 or 1 => new TextReceived(Pick(any, Texts)),
        2 => new OptionChosen(Pick(any, Steps) + "/" + Pick(any, ["yes", "no", "skip", "skipall", "fix", "other", "more", "new", "resume", "person", "end", "faq:removida", "area:familia", "area:removida", "city:5107602", "city:x", "service:removido", "Cpf", "7", "leave", "stay", "open", "install"]), Pick(any, Texts)),
        3 or 4 => new MediaReceived(Pick(any, Enum.GetValues<FlowMediaKind>()), any.Next(2) == 0 ? null : Pick(any, Texts)),
        5 => new LocationReceived(Pick(any, [-11.86, 0, double.NaN, double.PositiveInfinity]), Pick(any, [-55.5, 0, double.NaN])),
        6 => new RelatoClassified(any.Next(2) == 0 ? [] : [new("familia", any.NextDouble(), []), new("removida", 1, []), new("saude", double.NaN, [])]),
        7 => new SilenceElapsed(),
        8 => new PersonJoined(),
        9 => new PersonEnded(true),
        10 => new PersonEnded(false),
        _ => new OptionChosen(Pick(any, ["", "/", "x/y/z", "AskMatter", "9/yes"]), Pick(any, Texts)),
    };

    private static FlowContext AnyContext(Random any) => new FlowDriver
    {
        Tables = Pick(any, AllTables),
        Citizen = any.Next(2) == 0 ? null : new(Pick(any, [null, "Maria"]), Pick(any, [null, "52998224725", "11111111111", "abc"]), Pick(any, [null, "Maria da Silva"]), Pick(any, [null, "Joana"]), Pick(any, Cities)),
        Receptions = { IsEmpty = any.Next(4) == 0, IsOpen = any.Next(2) == 0 },
    }.Context;

    private static FlowState AnyState(Random any) => new()
    {
        Step = Pick(any, Steps),
        Trail = [.. Enumerable.Range(0, any.Next(13)).Select(_ => Pick(any, Steps))],
        Resume = any.Next(3) == 0 ? Pick(any, Steps) : null,
        Relato = Pick(any, [null, "", "quero consultar meu agendamento", "meu ex não paga a pensão, moro em Cuiabá", new string('x', FlowState.RelatoMaxLength)]),
        Cpf = Pick(any, [null, "52998224725"]),
        Name = Pick(any, [null, "Maria da Silva", new string('n', 300)]),
        MotherName = Pick(any, [null, "Joana"]),
        Skipped = [.. Enum.GetValues<IdentityField>().Where(_ => any.Next(2) == 0)],
        AskedAt = Enum.GetValues<IdentityField>().Where(_ => any.Next(2) == 0).ToDictionary(f => f, f => new DateTimeOffset(2026, 11, 20 + any.Next(5), 8, 0, 0, TimeSpan.Zero)),
        IdentityConfirmed = any.Next(2) == 0,
        Correcting = any.Next(2) == 0,
        WrongCpfs = any.Next(5),
        PrivacySaid = any.Next(2) == 0,
        LikelyAreas = any.Next(3) == 0 ? null : [.. Keys.OfType<string>().Where(_ => any.Next(2) == 0)],
        AreaPage = Pick<int?>(any, [null, 0, 1, 7, -1]),
        Area = Pick(any, Keys),
        CityCode = Pick(any, Cities),
        CityConfirmedAt = any.Next(2) == 0 ? null : new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
        CandidateCities = [.. Cities.OfType<string>().Where(_ => any.Next(2) == 0)],
        MoreCities = any.Next(2) == 0,
        CityGivenUp = any.Next(2) == 0,
        Service = Pick(any, [null, "removido", .. FlowTables.Default.Services.Select(s => s.Key)]),
        AppInstalled = any.Next(2) == 0,
        WantsPerson = any.Next(2) == 0,
        Urgent = any.Next(2) == 0,
        Misunderstood = any.Next(4),
        QueueNoteSaid = any.Next(2) == 0,
    };

    private static T Pick<T>(Random any, IReadOnlyList<T> among) => among[any.Next(among.Count)];
}
