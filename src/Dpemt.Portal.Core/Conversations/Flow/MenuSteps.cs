namespace Dpemt.Portal.Conversations.Flow;

/// <summary>The menu and the way back.</summary>
internal static class MenuSteps
{
    public static void Open(FlowTurn turn)
    {
        if (FlowQuestions.IsQuestion(turn.State.Step) && turn.State.Step != FlowStep.Menu)
            turn.State = turn.State with { Resume = turn.State.Step };
        turn.Ask(FlowStep.Menu);
    }

    public static bool Choose(FlowTurn turn, string value)
    {
        switch (value.Split(':', 2))
        {
            case ["new"]:
                turn.State = FlowTexting.NextMatter(turn.State);
                turn.Ask(FlowStep.AskRelato, brief: true);
                return true;
            case ["resume"] when turn.State.Resume is { } resume && FlowQuestions.IsQuestion(resume):
                turn.State = turn.State with { Resume = null };
                turn.Ask(resume);
                return true;
            case ["person"]:
                QueueSteps.WantPerson(turn);
                return true;
            case ["end"]:
                turn.Finish("done");
                turn.End(FlowCloseReason.Done);
                return true;
            case ["faq", var key] when turn.Tables.FrequentQuestions.FirstOrDefault(q => q.Key == key) is { } question:
                turn.LeadText(FrequentAnswers.Answer(turn, question));
                turn.Ask(FlowStep.Menu);
                return true;
            default:
                return false;
        }
    }

    /// <summary>"voltar": the question before, asked in full; what it decided is open again.</summary>
    public static void Back(FlowTurn turn)
    {
        if (turn.State.Step == FlowStep.Menu && Choose(turn, "resume"))
            return;
        // A step that an older version stored may ask nothing any more: whoever goes back passes it by.
        var state = turn.State with { Trail = [.. turn.State.Trail.Where(FlowQuestions.IsQuestion)] };
        if (state.Trail.Count == 0)
        {
            turn.Lead("back.none");
            FlowTexting.AskOpenQuestion(turn);
            return;
        }
        var before = state.Trail[^1];
        var trail = state.Trail.SkipLast(1).ToList();
        turn.State = Reopen(state, before) with { Step = before };
        turn.Ask(before, brief: before == FlowStep.AskRelato);
        turn.State = turn.State with { Trail = trail };
    }

    private static FlowState Reopen(FlowState state, FlowStep step) => step switch
    {
        FlowStep.AskCpf => state with { Cpf = null, IdentityConfirmed = false, Correcting = false, WantsPerson = false },
        FlowStep.AskName => state with { Name = null, IdentityConfirmed = false, Correcting = false, WantsPerson = false },
        FlowStep.AskMotherName => state with { MotherName = null, IdentityConfirmed = false, Correcting = false, WantsPerson = false },
        FlowStep.ConfirmIdentity or FlowStep.ChooseCorrection => state with { IdentityConfirmed = false, Correcting = false, WantsPerson = false },
        FlowStep.AskMatter => state with { Area = null, Service = null, WantsPerson = false },
        FlowStep.AskRelato => state with { WantsPerson = false },
        FlowStep.AskCity => state with { CityCode = null, CityConfirmedAt = null, CandidateCities = [], CityGivenUp = false },
        _ => state,
    };
}
