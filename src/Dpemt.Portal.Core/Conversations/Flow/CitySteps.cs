namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Step 11: the city, asked and confirmed, because it decides the reception.</summary>
internal static class CitySteps
{
    private const int MaxMisunderstood = 3;

    /// <summary>Goes on with the city confirmed today, suggests one that is known or was named, or asks.</summary>
    public static void Begin(FlowTurn turn)
    {
        var state = turn.State;
        if (state.CityGivenUp || (state.CityCode is not null && turn.IsWithinADay(state.CityConfirmedAt)))
        {
            Next(turn);
            return;
        }
        turn.LeadPrivacy();
        var suggested = turn.Tables.Cities.MentionedIn(state.Relato ?? "")
            ?? turn.Tables.Cities.Find(state.CityCode)
            ?? turn.Tables.Cities.Find(turn.Context.Citizen?.CityCode);
        if (suggested is not null)
            Suggest(turn, [suggested.Code], more: false);
        else
            turn.Ask(FlowStep.AskCity);
    }

    public static bool Choose(FlowTurn turn, string value)
    {
        if (value == "other")
        {
            turn.State = turn.State with { CandidateCities = [], CityCode = null, CityConfirmedAt = null };
            turn.Ask(FlowStep.AskCity);
            return true;
        }
        if (!value.StartsWith("city:", StringComparison.Ordinal) || turn.Tables.Cities.Find(value[5..]) is not { } city)
            return false;
        Take(turn, city);
        return true;
    }

    public static bool Read(FlowTurn turn, string text)
    {
        var match = turn.Tables.Cities.Read(text);
        if (match.Cities.Count == 0)
            return false;
        if (match is { IsExact: true })
            Take(turn, match.Cities[0]);
        else
            Suggest(turn, [.. match.Cities.Select(c => c.Code)], match.Total > match.Cities.Count);
        return true;
    }

    public static void Suggest(FlowTurn turn, IReadOnlyList<string> codes, bool more)
    {
        turn.State = turn.State with { CandidateCities = codes, MoreCities = more };
        turn.Ask(FlowStep.ConfirmCity);
    }

    public static bool GiveUp(FlowTurn turn)
    {
        if (turn.State.Misunderstood < MaxMisunderstood)
            return false;
        GoOnWithout(turn);
        return true;
    }

    /// <summary>The fallback reception takes the conversation: better a wrong desk than none.</summary>
    public static void GoOnWithout(FlowTurn turn)
    {
        turn.Lead("city.giveup");
        turn.State = turn.State with { CityGivenUp = true, CityCode = null, CandidateCities = [] };
        Next(turn);
    }

    private static void Take(FlowTurn turn, City city)
    {
        turn.State = turn.State with { CityCode = city.Code, CityConfirmedAt = turn.Context.Now, CityGivenUp = false, CandidateCities = [] };
        turn.Do(new SaveCity(city.Code));
        Next(turn);
    }

    /// <summary>The city is said in the bubble of the next question, which offers to change it: confirmed without a message of its own.</summary>
    private static void Next(FlowTurn turn)
    {
        turn.LeadPrivacy();
        if (turn.Tables.Cities.Find(turn.State.CityCode) is { } city)
            turn.Lead("city.noted", ("cidade", city.Name));
        if (turn.State.WantsPerson)
            QueueSteps.Enter(turn);
        else
            QueueSteps.Offer(turn);
    }
}
