namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Steps 4 to 6: CPF, name and mother's name, none obligatory, validated, shown back until confirmed or skipped.</summary>
internal static class IdentitySteps
{
    /// <summary>Wrong CPFs after which the conversation goes on without one.</summary>
    private const int MaxWrongCpfs = 3;

    private const int MaxMisunderstood = 3;

    private static readonly IdentityField[] Fields = [IdentityField.Cpf, IdentityField.Name, IdentityField.MotherName];

    /// <summary>Starts the identification: what is known is shown back, what was asked today is not asked again.</summary>
    public static void Begin(FlowTurn turn)
    {
        var state = turn.State;
        var known = turn.Context.Citizen;
        state = state with
        {
            Cpf = state.Cpf ?? (Cpf.IsValid(known?.Cpf) ? known!.Cpf : null),
            Name = state.Name ?? known?.Name,
            MotherName = state.MotherName ?? known?.MotherName,
        };
        var today = Fields.Where(f => state.AskedAt.TryGetValue(f, out var at) && turn.IsWithinADay(at)).ToList();
        turn.State = state with
        {
            Skipped = [.. today.Where(f => Get(state, f) is null)],
            IdentityConfirmed = state.IdentityConfirmed && Fields.All(f => Get(state, f) is null || today.Contains(f)),
        };
        Next(turn);
    }

    /// <summary>Asks the first thing that is neither known nor skipped, then shows the data back, then goes on.</summary>
    public static void Next(FlowTurn turn)
    {
        var state = turn.State;
        var open = Fields.Where(f => Get(state, f) is null && !state.Skipped.Contains(f)).Take(1).ToList();
        if (!state.Correcting && open.Count > 0)
        {
            turn.Ask(StepOf(open[0]));
        }
        else if (Fields.All(f => Get(state, f) is null))
        {
            Finish(turn);
        }
        else if (state.IdentityConfirmed)
        {
            Finish(turn);
        }
        else
        {
            turn.State = state with { Correcting = false };
            turn.Ask(FlowStep.ConfirmIdentity);
        }
    }

    public static bool Choose(FlowTurn turn, string value)
    {
        switch (turn.State.Step, value)
        {
            case (FlowStep.AskCpf or FlowStep.AskName or FlowStep.AskMotherName, "skip"):
                Skip(turn, FieldOf(turn.State.Step));
                return true;
            case (FlowStep.AskCpf, "skipall"):
                foreach (var field in Fields.Where(f => Get(turn.State, f) is null))
                    turn.State = Without(turn, field);
                Next(turn);
                return true;
            case (FlowStep.ConfirmIdentity, "yes"):
                Confirm(turn);
                return true;
            case (FlowStep.ConfirmIdentity, "skip"):
                SaveUnconfirmed(turn);
                Finish(turn);
                return true;
            case (FlowStep.ConfirmIdentity, "fix"):
                turn.Ask(FlowStep.ChooseCorrection);
                return true;
            case (FlowStep.ChooseCorrection, _) when Enum.TryParse<IdentityField>(value, out var field) && Enum.IsDefined(field):
                turn.State = turn.State with { Correcting = true };
                turn.Ask(StepOf(field));
                return true;
            default:
                return false;
        }
    }

    public static bool Read(FlowTurn turn, string text)
    {
        switch (turn.State.Step)
        {
            case FlowStep.ConfirmIdentity or FlowStep.ChooseCorrection:
                return ReadCorrection(turn, text);
            case var step when turn.Tables.Vocabulary.IsSkip(text):
                Skip(turn, FieldOf(step));
                return true;
            default:
                return ReadAnswer(turn, text);
        }
    }

    /// <summary>Too many answers that were not understood: the question is skipped, so that nobody is stuck.</summary>
    public static bool GiveUp(FlowTurn turn)
    {
        if (turn.State.Misunderstood < MaxMisunderstood)
            return false;
        if (turn.State.Step is FlowStep.ConfirmIdentity or FlowStep.ChooseCorrection)
        {
            SaveUnconfirmed(turn);
            Finish(turn);
        }
        else
        {
            Skip(turn, FieldOf(turn.State.Step));
        }

        return true;
    }

    private static bool ReadAnswer(FlowTurn turn, string text)
    {
        var field = FieldOf(turn.State.Step);
        var found = IdentityReader.Read(text, field);
        if (found.Cpf is null && (field == IdentityField.Cpf || FoldedText.Words(text).Contains("cpf")) && Cpf.DigitsIn(text) >= 5)
        {
            Take(turn, found);
            WrongCpf(turn);
            return true;
        }
        if (found.IsEmpty)
            return false;
        Take(turn, found);
        Next(turn);
        return true;
    }

    private static bool ReadCorrection(FlowTurn turn, string text)
    {
        var found = IdentityReader.ReadLabelled(text);
        if (!found.IsEmpty)
        {
            Take(turn, found);
            turn.Ask(FlowStep.ConfirmIdentity);
            return true;
        }
        var words = FoldedText.Words(text);
        IdentityField? field = words.Contains("mae") ? IdentityField.MotherName
            : words.Contains("nome") ? IdentityField.Name
            : words.Contains("cpf") ? IdentityField.Cpf : null;
        if (field is null || words.Length > 12)
            return false;
        turn.State = turn.State with { Correcting = true };
        turn.Ask(StepOf(field.Value));
        return true;
    }

    private static void WrongCpf(FlowTurn turn)
    {
        turn.State = turn.State with { WrongCpfs = turn.State.WrongCpfs + 1 };
        if (turn.State.WrongCpfs >= MaxWrongCpfs)
        {
            turn.Lead("cpf.giveup");
            Skip(turn, IdentityField.Cpf);
            return;
        }
        turn.Lead("cpf.wrong");
        turn.Ask(FlowStep.AskCpf, brief: true);
    }

    private static void Take(FlowTurn turn, IdentityFound found)
    {
        var state = turn.State with
        {
            Cpf = found.Cpf ?? turn.State.Cpf,
            Name = found.Name ?? turn.State.Name,
            MotherName = found.MotherName ?? turn.State.MotherName,
            IdentityConfirmed = turn.State.IdentityConfirmed && found.IsEmpty,
            WrongCpfs = found.Cpf is null ? turn.State.WrongCpfs : 0,
        };
        state = state with { Skipped = [.. state.Skipped.Where(f => Get(state, f) is null)] };
        turn.State = Asked(turn, state, Fields.Where(f => Get(state, f) is not null));
    }

    private static void Skip(FlowTurn turn, IdentityField field)
    {
        turn.State = Without(turn, field);
        Next(turn);
    }

    private static FlowState Without(FlowTurn turn, IdentityField field)
    {
        var state = turn.State;
        var keep = state.Correcting;
        state = state with
        {
            Cpf = field == IdentityField.Cpf && !keep ? null : state.Cpf,
            Name = field == IdentityField.Name && !keep ? null : state.Name,
            MotherName = field == IdentityField.MotherName && !keep ? null : state.MotherName,
            WrongCpfs = 0,
        };
        return Asked(turn, Get(state, field) is null ? state with { Skipped = [.. state.Skipped.Append(field).Distinct()] } : state, [field]);
    }

    private static void Confirm(FlowTurn turn)
    {
        var state = Asked(turn, turn.State, Fields) with { IdentityConfirmed = true };
        turn.State = state;
        turn.Do(new SaveIdentity(state.Cpf, state.Name, state.MotherName, Confirmed: true));
        Finish(turn);
    }

    private static void SaveUnconfirmed(FlowTurn turn)
    {
        var state = turn.State = Asked(turn, turn.State, Fields);
        turn.Do(new SaveIdentity(state.Cpf, state.Name, state.MotherName, Confirmed: false));
    }

    private static void Finish(FlowTurn turn)
    {
        turn.State = turn.State with { Correcting = false };
        MatterSteps.Analyse(turn);
    }

    private static FlowState Asked(FlowTurn turn, FlowState state, IEnumerable<IdentityField> fields)
    {
        var asked = new Dictionary<IdentityField, DateTimeOffset>(state.AskedAt);
        foreach (var field in fields)
            asked[field] = turn.Context.Now;
        return state with { AskedAt = asked };
    }

    private static string? Get(FlowState state, IdentityField field) => field switch
    {
        IdentityField.Cpf => state.Cpf,
        IdentityField.Name => state.Name,
        _ => state.MotherName,
    };

    private static FlowStep StepOf(IdentityField field) => field switch
    {
        IdentityField.Cpf => FlowStep.AskCpf,
        IdentityField.Name => FlowStep.AskName,
        _ => FlowStep.AskMotherName,
    };

    private static IdentityField FieldOf(FlowStep step) => step switch
    {
        FlowStep.AskCpf => IdentityField.Cpf,
        FlowStep.AskName => IdentityField.Name,
        _ => IdentityField.MotherName,
    };
}
