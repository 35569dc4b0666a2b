namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Step 12 and the queue: the app or a person.</summary>
internal static class QueueSteps
{
    private const int MaxShownName = 80;

    /// <summary>Offers the app when the service is in it, otherwise a person.</summary>
    public static void Offer(FlowTurn turn)
        => turn.Ask(FlowQuestions.Service(turn) is { SelfService: true, OpenUrl: not null } ? FlowStep.OfferSelfService : FlowStep.OfferPerson);

    /// <summary>The citizen asked for a person: only the city is still asked, and only once more.</summary>
    public static void WantPerson(FlowTurn turn)
    {
        var state = turn.State;
        if (state is { WantsPerson: true, Step: FlowStep.AskCity or FlowStep.ConfirmCity })
        {
            CitySteps.GoOnWithout(turn);
            return;
        }
        turn.State = state with { WantsPerson = true };
        if (state is { Relato: { } relato, LikelyAreas: null, Area: null } && state.Step != FlowStep.Analysing)
            turn.Do(new Classify(relato));
        if (!state.CityGivenUp && !(state.CityCode is not null && turn.IsWithinADay(state.CityConfirmedAt)))
            turn.Lead("person.soon");
        CitySteps.Begin(turn);
    }

    /// <summary>Puts the conversation into the queue and says so, with the time when someone will answer.</summary>
    public static void Enter(FlowTurn turn)
    {
        turn.LeadPrivacy();
        var state = turn.State;
        var area = state.Area ?? (state.LikelyAreas is { Count: > 0 } likely ? likely[0] : Lexicon.OtherArea);
        var reception = turn.Context.Receptions.Resolve(state.CityCode, area);
        var name = FlowTurn.Cut(FoldedText.Clean(reception?.Name), MaxShownName);
        turn.DoAfter(new Enqueue(reception?.Id, state.CityCode, area, state.Service, state.Relato, state.Urgent));
        turn.State = state with { Step = FlowStep.Queued, Area = area, Trail = [], Resume = null, WantsPerson = false, QueueNoteSaid = false, Misunderstood = 0 };
        switch (reception)
        {
            case null:
                turn.Lead("queue.nowhere");
                break;
            case { IsOpen: true }:
                turn.Lead("queue.open", ("recepcao", name));
                break;
            case { NextOpening: { } next }:
                turn.Lead("queue.closed", ("recepcao", name), ("quando", next));
                break;
            default:
                turn.Lead("queue.closed.unknown", ("recepcao", name));
                break;
        }
        if (FlowQuestions.Service(turn)?.Documents is { Count: > 0 } documents)
            turn.Lead("queue.documents", ("documentos", string.Join(", ", documents)));
        turn.FinishLead();
    }

    public static bool Choose(FlowTurn turn, string value)
    {
        switch (turn.State.Step, value)
        {
            case (FlowStep.OfferPerson, "yes"):
                Enter(turn);
                return true;
            case (FlowStep.OfferPerson, "no"):
                turn.Lead("menu.declined");
                turn.State = turn.State with { Resume = null };
                turn.Ask(FlowStep.Menu);
                return true;
            case (FlowStep.OfferPerson, "city"):
                return CitySteps.Choose(turn, "other");
            case (FlowStep.OfferSelfService, "has" or "install"):
                turn.State = turn.State with { AppInstalled = value == "has" };
                turn.Ask(FlowStep.AfterSelfService);
                return true;
            case (FlowStep.OfferSelfService or FlowStep.AfterSelfService, "person"):
                Enter(turn);
                return true;
            case (FlowStep.AfterSelfService, "ok"):
                turn.Finish("app.done");
                turn.End(FlowCloseReason.SelfService);
                return true;
            case (FlowStep.OfferUrgent, "person"):
                WantPerson(turn);
                return true;
            case (FlowStep.OfferUrgent, "continue"):
                IdentitySteps.Begin(turn);
                return true;
            case (FlowStep.Queued, "stay"):
                turn.Finish("queue.stay");
                return true;
            case (FlowStep.Queued, "leave"):
                Leave(turn);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What a citizen writes while she waits: kept, and said so once.</summary>
    public static void ReadWhileQueued(FlowTurn turn, string text, FlowCommand command)
    {
        var vocabulary = turn.Tables.Vocabulary;
        if (command == FlowCommand.Leave)
        {
            Leave(turn);
        }
        else if (command is FlowCommand.Menu or FlowCommand.Back or FlowCommand.Person or FlowCommand.Help)
        {
            turn.Finish(FlowQuestions.QueueMenu(turn));
        }
        else if (AnswerReader.Read(FlowQuestions.QueueMenu(turn), text, vocabulary) is { Value: "leave" } && !vocabulary.IsNo(text))
        {
            Leave(turn);
        }
        else if (!turn.State.Urgent && vocabulary.IsEmergency(text))
        {
            turn.State = turn.State with { Urgent = true, QueueNoteSaid = true };
            turn.Lead("urgent");
            turn.Finish("queue.note");
        }
        else if (FrequentAnswers.Find(turn, text) is { } answer)
        {
            turn.LeadText(answer);
            turn.FinishLead();
        }
        else
        {
            NoteWhileQueued(turn, isThanks: vocabulary.IsThanks(text));
        }
    }

    public static void NoteWhileQueued(FlowTurn turn, bool isThanks)
    {
        if (turn.State.QueueNoteSaid || isThanks)
            return;
        turn.State = turn.State with { QueueNoteSaid = true };
        turn.Finish("queue.note");
    }

    public static void Leave(FlowTurn turn)
    {
        turn.Do(new LeaveQueue());
        turn.Finish("leave.queue");
        turn.End(FlowCloseReason.CitizenLeft);
    }
}
