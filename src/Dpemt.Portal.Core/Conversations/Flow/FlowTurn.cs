namespace Dpemt.Portal.Conversations.Flow;

/// <summary>
/// The work on one event: the state as it becomes, what has to be done, and the sentences said before the next question. However many
/// sentences a step adds, they leave in one bubble.
/// </summary>
internal sealed class FlowTurn(FlowState state, FlowContext context)
{
    private const int MaxTrail = 12;

    private readonly List<string> _lead = [];
    private readonly List<FlowEffect> _before = [];
    private readonly List<FlowEffect> _after = [];
    private Bubble? _bubble;

    public FlowState State { get; set; } = state;

    public FlowContext Context { get; } = context;

    public FlowTables Tables => Context.Tables;

    public FlowTexts Texts => Context.Tables.Texts;

    /// <summary>Says a sentence before whatever follows in the same bubble.</summary>
    public void Lead(string key, params ReadOnlySpan<(string Name, string? Value)> values) => LeadText(Texts.Fill(key, values));

    public void LeadText(string text)
    {
        if (text.Length > 0)
            _lead.Add(text);
    }

    /// <summary>An effect done before the citizen is answered.</summary>
    public void Do(FlowEffect effect) => _before.Add(effect);

    /// <summary>An effect done after the citizen was answered, such as queueing, which must not come before the LGPD notice.</summary>
    public void DoAfter(FlowEffect effect) => _after.Add(effect);

    /// <summary>Says the LGPD notice (ETP 7, step 7) unless this conversation has heard it.</summary>
    public void LeadPrivacy()
    {
        if (State.PrivacySaid)
            return;
        _lead.Insert(0, Texts["privacy"]);
        State = State with { PrivacySaid = true };
    }

    /// <summary>Goes on to a question and asks it.</summary>
    public void Ask(FlowStep step, bool brief = false)
    {
        MoveTo(step);
        _bubble = FlowQuestions.For(this, brief).ToBubble(TakeLead(), Texts["button.list"]);
    }

    /// <summary>Asks the open question again, in short form.</summary>
    public void AskAgain()
    {
        var misunderstood = State.Misunderstood;
        Ask(State.Step, brief: true);
        State = State with { Misunderstood = misunderstood };
    }

    /// <summary>Moves without asking.</summary>
    public void MoveTo(FlowStep step)
    {
        var from = State.Step;
        if (from != step && FlowQuestions.IsQuestion(from) && from != FlowStep.Menu && (State.Trail.Count == 0 || State.Trail[^1] != from))
            State = State with { Trail = [.. State.Trail.TakeLast(MaxTrail - 1), from] };
        State = State with { Step = step, Misunderstood = 0 };
    }

    /// <summary>Says something that asks nothing.</summary>
    public void Finish(string key, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        LeadText(Texts.Fill(key, values));
        FinishLead();
    }

    /// <summary>Says what was led up to, and asks nothing.</summary>
    public void FinishLead() => _bubble = new Bubble(Cut(string.Join("\n\n", TakeLead()), Bubble.PlainMaxLength), []);

    /// <summary>The conversation is over.</summary>
    public void End(FlowCloseReason reason, Bubble? farewell = null)
    {
        State = State with { Step = FlowStep.Ended, Trail = [], Resume = null, WantsPerson = false, Misunderstood = 0 };
        DoAfter(new Close(reason, farewell));
    }

    /// <summary>Says something with buttons of its own.</summary>
    public void Finish(FlowQuestion question) => _bubble = question.ToBubble(TakeLead(), Texts["button.list"]);

    public bool IsWithinADay(DateTimeOffset? instant) => instant is { } at && (Context.Now - at).Duration() < TimeSpan.FromDays(1);

    public FlowResult Result()
    {
        var effects = new List<FlowEffect>(_before);
        if (_bubble is not null)
            effects.Add(new Say(_bubble));
        effects.AddRange(_after);
        return new FlowResult(State, effects);
    }

    /// <summary>Cuts at whole characters, with an ellipsis.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = length - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end].TrimEnd() + "…";
    }

    private List<string> TakeLead()
    {
        var lead = _lead.ToList();
        _lead.Clear();
        return lead;
    }
}
