namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Steps 3 and 7 to 9: the relato, the LGPD notice, the analysis, and what it is about.</summary>
internal static class MatterSteps
{
    private const int LikelyShown = 3;
    private const double LikelyShare = 0.12;
    private const int MaxMisunderstood = 3;
    private const int FewWords = 2;

    /// <summary>Takes the first telling of the matter and goes on to the identification, or to a person at once when it is urgent.</summary>
    public static void TakeRelato(FlowTurn turn, string text)
    {
        turn.State = turn.State with
        {
            Relato = FlowTurn.Cut(text, FlowState.RelatoMaxLength),
            LikelyAreas = null,
            AreaPage = null,
            Area = null,
            Service = null,
            CityGivenUp = false,
        };
        if (turn.State.WantsPerson)
            QueueSteps.WantPerson(turn);
        else
            IdentitySteps.Begin(turn);
    }

    /// <summary>Says the emergency numbers and offers a person at once, whatever the open question was.</summary>
    public static void Urgent(FlowTurn turn, string text)
    {
        Append(turn, text);
        turn.State = turn.State with { Urgent = true };
        turn.Lead("urgent");
        turn.Ask(FlowStep.OfferUrgent);
    }

    public static void Append(FlowTurn turn, string text)
    {
        var relato = turn.State.Relato is { Length: > 0 } before ? before + "\n" + text : text;
        turn.State = turn.State with { Relato = FlowTurn.Cut(relato, FlowState.RelatoMaxLength) };
    }

    /// <summary>True when a text tells something, so that it need not be asked for again.</summary>
    public static bool IsRelato(FlowTurn turn, string text)
    {
        if (turn.Tables.Vocabulary.IsGreeting(text))
            return false;
        var words = FoldedText.Words(text);
        return words.Length > FewWords + 1 || (words.Length > 0 && turn.Tables.Lexicon.Score(text).Count > 0);
    }

    public static bool ReadRelato(FlowTurn turn, string text)
    {
        if (!IsRelato(turn, text) && turn.State.Misunderstood < MaxMisunderstood - 1)
            return false;
        turn.Lead("relato.thanks");
        TakeRelato(turn, text);
        return true;
    }

    /// <summary>Step 8. The scores come as an event, so that nothing here waits for a model.</summary>
    public static void Analyse(FlowTurn turn)
    {
        if (turn.State.WantsPerson)
        {
            CitySteps.Begin(turn);
        }
        else if (turn.State.Relato is { } relato && turn.State.LikelyAreas is null)
        {
            turn.Do(new Classify(relato));
            turn.MoveTo(FlowStep.Analysing);
        }
        else
        {
            AskMatter(turn);
        }
    }

    public static void TakeScores(FlowTurn turn, IReadOnlyList<AreaScore> scores)
    {
        turn.State = turn.State with { LikelyAreas = turn.State.LikelyAreas ?? Likely(scores, turn.Tables.Lexicon) };
        if (turn.State.Step == FlowStep.Analysing)
            AskMatter(turn);
    }

    /// <summary>The areas worth offering, likeliest first.</summary>
    public static IReadOnlyList<string> Likely(IReadOnlyList<AreaScore> scores, Lexicon lexicon)
        => [.. scores.Where(s => double.IsFinite(s.Score) && s.Score >= LikelyShare && s.Area != Lexicon.OtherArea)
            .Where(s => lexicon.Area(s.Area).Key == s.Area)
            .OrderByDescending(s => s.Score).Select(s => s.Area).Distinct().Take(LikelyShown)];

    public static void AskMatter(FlowTurn turn)
    {
        turn.LeadPrivacy();
        var knows = turn.State.LikelyAreas is { Count: > 0 } || FindService(turn, area: null) is { SelfService: true };
        turn.State = turn.State with { AreaPage = knows ? null : 0 };
        turn.Ask(FlowStep.AskMatter);
    }

    public static bool Choose(FlowTurn turn, string value)
    {
        switch (value.Split(':', 2))
        {
            case ["other"]:
                turn.State = turn.State with { AreaPage = 0 };
                turn.Ask(FlowStep.AskMatter);
                return true;
            case ["more"]:
                turn.State = turn.State with { AreaPage = ((turn.State.AreaPage ?? 0) + 1) % ((turn.Tables.Lexicon.Areas.Count + FlowQuestions.AreasPerPage - 1) / FlowQuestions.AreasPerPage) };
                turn.Ask(FlowStep.AskMatter, brief: true);
                return true;
            case ["area", var key] when turn.Tables.Lexicon.Area(key).Key == key:
                TakeArea(turn, key);
                return true;
            case ["service", var key] when turn.Tables.Services.FirstOrDefault(s => s.Key == key) is { } service:
                turn.State = turn.State with { Area = service.Area, Service = service.Key };
                CitySteps.Begin(turn);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Words instead of a tap: the lexicon reads them, and they are kept with the relato.</summary>
    public static bool ReadMatter(FlowTurn turn, string text)
    {
        var scores = turn.Tables.Lexicon.Score(text);
        if (scores.Count == 0 && !(turn.State.AreaPage is not null && turn.Tables.Vocabulary.IsNo(text)))
        {
            if (turn.Tables.Vocabulary.IsYes(text) && turn.State.LikelyAreas is { Count: > 0 } likely && turn.State.AreaPage is null)
            {
                TakeArea(turn, likely[0]);
                return true;
            }
            if (turn.Tables.Vocabulary.IsNo(text))
                return Choose(turn, "other");
            return false;
        }
        Append(turn, text);
        TakeArea(turn, scores.Count > 0 ? scores[0].Area : Lexicon.OtherArea);
        return true;
    }

    public static bool GiveUp(FlowTurn turn)
    {
        if (turn.State.Misunderstood < MaxMisunderstood)
            return false;
        TakeArea(turn, Lexicon.OtherArea);
        return true;
    }

    public static void TakeArea(FlowTurn turn, string area)
    {
        turn.State = turn.State with { Area = area };
        turn.State = turn.State with { Service = FindService(turn, area)?.Key };
        CitySteps.Begin(turn);
    }

    /// <summary>
    /// The service that most words of the relato point to, among those of the area and those of the app. A person is preferred to the app
    /// when both fit as well.
    /// </summary>
    public static FlowService? FindService(FlowTurn turn, string? area)
    {
        if (turn.State.Relato is not { } relato)
            return null;
        return ServiceRanking.Rank(turn.Tables.Services, relato, area).Select(m => m.Service).FirstOrDefault();
    }
}
