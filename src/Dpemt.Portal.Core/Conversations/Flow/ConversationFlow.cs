namespace Dpemt.Portal.Conversations.Flow;

/// <summary>The bot's conversation (ETP 7): a pure function from state and event to the next state and what has to be done.</summary>
public static class ConversationFlow
{
    /// <summary>How long an album of pictures counts as one answer.</summary>
    private static readonly TimeSpan MediaPause = TimeSpan.FromMinutes(1);

    /// <summary>Takes one event. Never throws for anything a citizen may send.</summary>
    /// <param name="state">As stored after the event before, or <see cref="FlowState.New"/>.</param>
    /// <param name="happened">The event.</param>
    /// <param name="context">Time, tables, receptions, and what is known of the citizen.</param>
    public static FlowResult Advance(FlowState state, FlowEvent happened, FlowContext context)
    {
        var turn = new FlowTurn(state, context);
        switch (happened)
        {
            case TextReceived text:
                TakeText(turn, FoldedText.Clean(text.Text));
                break;
            case OptionChosen option:
                TakeOption(turn, option);
                break;
            case MediaReceived media:
                TakeMedia(turn, media);
                break;
            case LocationReceived place:
                TakePlace(turn, place);
                break;
            case RelatoClassified classified:
                MatterSteps.TakeScores(turn, classified.Scores);
                break;
            case SilenceElapsed when FlowQuestions.IsQuestion(state.Step) || state.Step == FlowStep.Analysing:
                turn.End(FlowCloseReason.Silence, new Bubble(turn.Texts["silence"], []));
                break;
            case PersonJoined:
                turn.State = state with { Step = FlowStep.WithPerson, Trail = [], Resume = null, WantsPerson = false };
                break;
            case PersonEnded { ReturnedToBot: true }:
                turn.State = FlowTexting.NextMatter(state);
                turn.Lead("menu.returned");
                turn.Ask(FlowStep.Menu);
                break;
            case PersonEnded:
                turn.State = state with { Step = FlowStep.Ended, Trail = [], Resume = null };
                break;
        }
        return turn.Result();
    }

    private static void TakeText(FlowTurn turn, string text)
    {
        if (turn.State.Step == FlowStep.WithPerson)
            return;
        var command = turn.Tables.Vocabulary.CommandIn(text);
        if (turn.State.Step == FlowStep.Queued)
            QueueSteps.ReadWhileQueued(turn, text, command);
        else
            FlowTexting.Take(turn, text, command);
    }

    private static void TakeOption(FlowTurn turn, OptionChosen option)
    {
        if (turn.State.Step == FlowStep.WithPerson)
            return;
        var (step, value) = option.Id.Split('/', 2) is [var name, var rest] && Enum.TryParse<FlowStep>(name, out var parsed) ? (parsed, rest) : (FlowStep.Start, "");
        if (step == turn.State.Step && FlowTexting.Choose(turn, value))
            return;
        var isLaterChange = turn.State.Area is not null && turn.State.Step is FlowStep.AskCity or FlowStep.ConfirmCity or FlowStep.OfferPerson or FlowStep.OfferSelfService;
        if (isLaterChange && step == FlowStep.AskMatter && MatterSteps.Choose(turn, value))
            return;
        TakeText(turn, FoldedText.Clean(option.Title));
    }

    private static void TakeMedia(FlowTurn turn, MediaReceived media)
    {
        var step = turn.State.Step;
        turn.Do(new NoteMedia(media.Kind, step));
        var caption = FoldedText.Clean(media.Caption);
        if (caption.Length > 0)
        {
            TakeText(turn, caption);
            return;
        }
        if (step == FlowStep.WithPerson || (turn.State.MediaSaidAt is { } said && (turn.Context.Now - said).Duration() < MediaPause))
            return;
        turn.State = turn.State with { MediaSaidAt = turn.Context.Now };
        AnswerMedia(turn, media.Kind switch
        {
            FlowMediaKind.Audio => "media.audio",
            FlowMediaKind.Image or FlowMediaKind.Video => "media.image",
            FlowMediaKind.Document => "media.document",
            _ => "media.other",
        });
    }

    private static void AnswerMedia(FlowTurn turn, string key)
    {
        switch (turn.State.Step)
        {
            case FlowStep.Queued:
                QueueSteps.NoteWhileQueued(turn, isThanks: false);
                break;
            case FlowStep.AskRelato when turn.State.Misunderstood >= 1 && key is not "media.other":
                turn.Lead("relato.thanks");
                MatterSteps.TakeRelato(turn, turn.Texts["media.relato"]);
                break;
            default:
                turn.Lead(key);
                FlowTexting.AskOpenQuestion(turn);
                if (turn.State.Step == FlowStep.AskRelato && key is not "media.other")
                    turn.State = turn.State with { Misunderstood = turn.State.Misunderstood + 1 };
                break;
        }
    }

    private static void TakePlace(FlowTurn turn, LocationReceived place)
    {
        var step = turn.State.Step;
        if (step is FlowStep.AskCity or FlowStep.ConfirmCity && turn.Tables.Cities.Nearest(place.Latitude, place.Longitude) is { } city)
        {
            CitySteps.Suggest(turn, [city.Code], more: false);
        }
        else if (step == FlowStep.Queued)
        {
            QueueSteps.NoteWhileQueued(turn, isThanks: false);
        }
        else if (step != FlowStep.WithPerson)
        {
            turn.Lead(step is FlowStep.AskCity or FlowStep.ConfirmCity ? "city.notfound" : "media.location");
            FlowTexting.AskOpenQuestion(turn);
        }
    }
}
