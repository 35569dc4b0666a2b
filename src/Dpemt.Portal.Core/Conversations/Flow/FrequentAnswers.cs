namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Answers frequent questions at any step.</summary>
internal static class FrequentAnswers
{
    /// <summary>Longer messages tell a matter, even when they also ask something.</summary>
    public const int MaxWords = 12;

    /// <summary>The answer to a short question, or null when the text asks none.</summary>
    public static string? Find(FlowTurn turn, string text)
    {
        var question = Recognise(turn.Tables.FrequentQuestions, text);
        return question is null ? null : Answer(turn, question, turn.Tables.Cities.MentionedIn("em " + text)?.Code);
    }

    /// <summary>The first question of the list that a short text asks, or null.</summary>
    public static FrequentQuestion? Recognise(IReadOnlyList<FrequentQuestion> questions, string text)
    {
        var words = FoldedText.Words(text);
        return words.Length is 0 or > MaxWords ? null : questions.FirstOrDefault(q => PhraseBook.Of(q.Phrases).Occurs(words));
    }

    /// <summary>The answer with what is known of the reception of the city named, confirmed or known from before.</summary>
    public static string Answer(FlowTurn turn, FrequentQuestion question, string? cityCode = null)
    {
        var city = cityCode ?? turn.State.CityCode ?? turn.Context.Citizen?.CityCode;
        var reception = city is null || question.AnswerWithReception is null ? null : turn.Context.Receptions.Resolve(city, turn.State.Area);
        var wanted = question.AnswerWithReception ?? "";
        var complete = reception is not null
            && (reception.Address is not null || !wanted.Contains("{endereco}", StringComparison.Ordinal))
            && (reception.Hours is not null || !wanted.Contains("{horario}", StringComparison.Ordinal));
        var answer = complete
            ? FlowTexts.FillIn(wanted, ("recepcao", reception!.Name), ("endereco", reception.Address), ("horario", reception.Hours))
            : FlowTexts.FillIn(question.Answer);
        return FlowTurn.Cut(answer, 600);
    }
}
