namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Text and taps while the bot leads: commands, emergencies, frequent questions, then the open question.</summary>
internal static class FlowTexting
{
    private const int EmergencyMinWords = 2;

    public static void Take(FlowTurn turn, string text, FlowCommand command)
    {
        if (turn.State.Step is FlowStep.Start or FlowStep.Ended && !Open(turn, text, command))
            return;
        if (command != FlowCommand.None && Obey(turn, command, text))
            return;
        if (IsNewEmergency(turn, text))
        {
            MatterSteps.Urgent(turn, text);
            return;
        }
        if (TakeChoice(turn, text))
            return;
        if (FrequentAnswers.Find(turn, text) is { } answer)
        {
            turn.LeadText(answer);
            AskOpenQuestion(turn);
        }
        else if (!Read(turn, text))
        {
            NotUnderstood(turn);
        }
    }

    /// <summary>A tap on an option of the open question.</summary>
    public static bool Choose(FlowTurn turn, string value) => turn.State.Step switch
    {
        FlowStep.AskCpf or FlowStep.AskName or FlowStep.AskMotherName or FlowStep.ConfirmIdentity or FlowStep.ChooseCorrection => IdentitySteps.Choose(turn, value),
        FlowStep.AskMatter => MatterSteps.Choose(turn, value),
        FlowStep.ConfirmCity => CitySteps.Choose(turn, value),
        FlowStep.Menu => MenuSteps.Choose(turn, value),
        _ => QueueSteps.Choose(turn, value),
    };

    /// <summary>Asks the open question again in short form; at the beginning and after the end it welcomes.</summary>
    public static void AskOpenQuestion(FlowTurn turn)
    {
        if (turn.State.Step is FlowStep.Start or FlowStep.Ended)
        {
            Restart(turn);
            Welcome(turn);
        }
        else if (turn.State.Step == FlowStep.Analysing)
        {
            MatterSteps.AskMatter(turn);
        }
        else
        {
            turn.AskAgain();
        }
    }

    /// <summary>The state for another matter of the same citizen: what identifies her stays, what was told of the matter goes.</summary>
    public static FlowState NextMatter(FlowState state) => state with
    {
        Relato = null,
        LikelyAreas = null,
        AreaPage = null,
        Area = null,
        Service = null,
        AppInstalled = false,
        WantsPerson = false,
        Urgent = false,
        Correcting = false,
        CityGivenUp = false,
        CandidateCities = [],
        Trail = [],
        Resume = null,
        Misunderstood = 0,
        WrongCpfs = 0,
    };

    /// <summary>The first message of a conversation. False when it was answered already.</summary>
    private static bool Open(FlowTurn turn, string text, FlowCommand command)
    {
        var isOver = turn.State.Step == FlowStep.Ended;
        if (isOver && (command == FlowCommand.Leave || (text.Length > 0 && turn.Tables.Vocabulary.IsThanks(text)) || (FoldedText.Fold(text).Length == 0 && turn.Tables.Vocabulary.IsYes(text))))
            return false;
        Restart(turn);
        if (command is FlowCommand.Person or FlowCommand.Menu or FlowCommand.Leave || IsNewEmergency(turn, text) || FrequentAnswers.Find(turn, text) is not null)
            return true;
        if (command != FlowCommand.None || !MatterSteps.IsRelato(turn, text))
        {
            Welcome(turn);
            return false;
        }
        turn.Lead("welcome.relato", ("saudacao", FlowQuestions.Greeting(turn)));
        turn.State = turn.State with { WelcomedAt = turn.Context.Now };
        MatterSteps.TakeRelato(turn, text);
        return false;
    }

    private static void Restart(FlowTurn turn)
        => turn.State = NextMatter(turn.State) with { Step = FlowStep.Start, PrivacySaid = false, QueueNoteSaid = false };

    private static void Welcome(FlowTurn turn)
    {
        turn.Ask(FlowStep.AskRelato);
        turn.State = turn.State with { WelcomedAt = turn.Context.Now };
    }

    private static bool IsNewEmergency(FlowTurn turn, string text)
        => !turn.State.Urgent && FoldedText.Words(text).Length >= EmergencyMinWords && turn.Tables.Vocabulary.IsEmergency(text);

    private static bool TakeChoice(FlowTurn turn, string text)
    {
        if (!FlowQuestions.IsQuestion(turn.State.Step))
            return false;
        var question = FlowQuestions.For(turn, brief: true);
        var isFreeForm = turn.State.Step is FlowStep.AskCpf or FlowStep.AskName or FlowStep.AskMotherName;
        var choice = isFreeForm
            ? question.Choices.FirstOrDefault(c => FoldedText.Fold(c.Title) == FoldedText.Fold(text))
            : AnswerReader.Read(question, text, turn.Tables.Vocabulary);
        return choice is not null && Choose(turn, choice.Value);
    }

    private static bool Read(FlowTurn turn, string text)
    {
        switch (turn.State.Step)
        {
            case FlowStep.AskRelato:
                return MatterSteps.ReadRelato(turn, text);
            case FlowStep.AskCpf or FlowStep.AskName or FlowStep.AskMotherName or FlowStep.ConfirmIdentity or FlowStep.ChooseCorrection:
                return IdentitySteps.Read(turn, text);
            case FlowStep.Analysing:
                MatterSteps.Append(turn, text);
                MatterSteps.TakeScores(turn, turn.Tables.Lexicon.Score(turn.State.Relato ?? text));
                return true;
            case FlowStep.AskMatter:
                return MatterSteps.ReadMatter(turn, text);
            case FlowStep.AskCity or FlowStep.ConfirmCity:
                return CitySteps.Read(turn, text);
            case FlowStep.Menu when MatterSteps.IsRelato(turn, text):
                turn.State = NextMatter(turn.State);
                turn.Lead("relato.thanks");
                MatterSteps.TakeRelato(turn, text);
                return true;
            default:
                return false;
        }
    }

    private static void NotUnderstood(FlowTurn turn)
    {
        if (turn.State.Step == FlowStep.Start)
        {
            Welcome(turn);
            return;
        }
        turn.State = turn.State with { Misunderstood = turn.State.Misunderstood + 1 };
        var movedOn = turn.State.Step switch
        {
            FlowStep.AskCpf or FlowStep.AskName or FlowStep.AskMotherName or FlowStep.ConfirmIdentity or FlowStep.ChooseCorrection => IdentitySteps.GiveUp(turn),
            FlowStep.AskMatter => MatterSteps.GiveUp(turn),
            FlowStep.AskCity or FlowStep.ConfirmCity => CitySteps.GiveUp(turn),
            _ => false,
        };
        if (movedOn)
            return;
        turn.Lead(turn.State.Misunderstood > 1 ? "notunderstood.person" : turn.State.Step == FlowStep.AskCity ? "city.notfound" : "notunderstood");
        turn.AskAgain();
    }

    private static bool Obey(FlowTurn turn, FlowCommand command, string text)
    {
        switch (command)
        {
            case FlowCommand.Leave:
                turn.Finish("leave");
                turn.End(FlowCloseReason.CitizenLeft);
                return true;
            case FlowCommand.Menu:
                MenuSteps.Open(turn);
                return true;
            case FlowCommand.Back:
                MenuSteps.Back(turn);
                return true;
            case FlowCommand.Help:
                turn.Lead("help");
                AskOpenQuestion(turn);
                return true;
            default:
                if (turn.State.Relato is null && turn.Tables.Lexicon.Score(text).Count > 0)
                    turn.State = turn.State with { Relato = text };
                if (turn.State.Step is FlowStep.OfferPerson or FlowStep.OfferSelfService or FlowStep.AfterSelfService)
                    QueueSteps.Enter(turn);
                else
                    QueueSteps.WantPerson(turn);
                return true;
        }
    }
}
