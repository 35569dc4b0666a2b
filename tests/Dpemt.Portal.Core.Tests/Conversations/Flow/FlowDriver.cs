using Dpemt.Portal.Conversations.Flow;

namespace Dpemt.Portal.Core.Tests.Conversations.Flow;

/// <summary>Leads one conversation; every state passes through JSON, as if the process restarted between any two events.</summary>
internal sealed class FlowDriver
{
    public const int Rondonopolis = 1;
    public const int Fallback = 2;

    public FlowState State { get; set; } = FlowState.New;

    public FakeReceptions Receptions { get; } = new();

    public KnownCitizen? Citizen { get; set; }

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(-4));

    public FlowTables Tables { get; set; } = FlowTables.Default;

    public bool AnswersClassify { get; set; } = true;

    public List<FlowEffect> All { get; } = [];

    public IReadOnlyList<FlowEffect> Last { get; private set; } = [];

    public Bubble? Said => Last.OfType<Say>().SingleOrDefault()?.Bubble;

    public string Text => Said?.Text ?? "";

    public Enqueue? Queued => All.OfType<Enqueue>().LastOrDefault();

    public FlowContext Context => new() { Now = Now, Tables = Tables, Receptions = Receptions, Citizen = Citizen };

    public FlowDriver Write(params string[] texts)
    {
        foreach (var text in texts)
            Happen(new TextReceived(text));
        return this;
    }

    public FlowDriver Tap(string title)
    {
        var option = Said!.Options.Single(o => o.Title == title);
        return Happen(new OptionChosen(option.Id, option.Title));
    }

    public FlowDriver Happen(FlowEvent happened)
    {
        var effects = new List<FlowEffect>();
        var pending = new Queue<FlowEvent>([happened]);
        while (pending.TryDequeue(out var next))
        {
            var result = ConversationFlow.Advance(State, next, Context);
            var json = result.State.ToJson();
            State = FlowState.FromJson(json, out var readable);
            Assert.True(readable);
            Assert.Equal(json, State.ToJson());
            effects.AddRange(result.Effects);
            if (AnswersClassify && result.Effects.OfType<Classify>().SingleOrDefault() is { } classify)
                pending.Enqueue(new RelatoClassified(Tables.Lexicon.Score(classify.Relato)));
        }
        Last = effects;
        All.AddRange(effects);
        Now = Now.AddSeconds(40);
        return this;
    }

    public static FlowDriver AtCity() => new FlowDriver().Write("meu ex marido não paga a pensão do meu filho").Tap("Não informar dados").Tap("Família");
}

/// <summary>A reception in Rondonópolis and a fallback for all other cities.</summary>
internal sealed class FakeReceptions : IReceptionDirectory
{
    public bool IsOpen { get; set; } = true;

    public bool IsEmpty { get; set; }

    public ReceptionChoice? Resolve(string? cityCode, string? area)
    {
        if (IsEmpty)
            return null;
        return cityCode == "5107602"
            ? new(FlowDriver.Rondonopolis, "Núcleo de Rondonópolis", IsOpen, IsOpen ? null : "amanhã às 8h", "Rua Exemplo, 100", "segunda a sexta, das 8h às 12h e das 13h às 17h")
            : new(FlowDriver.Fallback, "Recepção Central", IsOpen, IsOpen ? null : "amanhã às 8h");
    }
}
