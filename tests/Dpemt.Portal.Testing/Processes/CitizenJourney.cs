namespace Dpemt.Portal.Testing.Processes;

/// <summary>Walks the bot's conversation the way a citizen who skips what she may skip does.</summary>
public static class CitizenJourney
{
    private const int MostAnswers = 15;

    /// <summary>From "bom dia" to a place in the queue of the reception of <paramref name="city"/>; gives the bot's last words.</summary>
    public static async Task<PhoneMessage> WalkToQueueAsync(
        this SimulatedCitizen citizen, string city = "Rondonópolis", string account = "meu ex não paga a pensão do meu filho faz três meses")
    {
        await citizen.AskAsync("bom dia");
        var answer = await citizen.AskAsync(account);
        for (var i = 0; i < MostAnswers && !IsQueued(answer); i++)
            answer = await citizen.ReplyAsync(answer, city);
        return IsQueued(answer) ? answer : throw new InvalidOperationException($"Not in the queue after {MostAnswers} answers: “{answer.Texto}”.");
    }

    /// <summary>One step: skips, names the city, agrees, or takes the first option.</summary>
    public static Task<PhoneMessage> ReplyAsync(this SimulatedCitizen citizen, PhoneMessage question, string city)
    {
        var titles = question.Opcoes?.Select(o => o.Titulo).ToArray() ?? [];
        if (titles.FirstOrDefault(t => t.Contains("Pular", StringComparison.OrdinalIgnoreCase)) is { } skip)
            return citizen.TapAsync(skip);
        if (titles.FirstOrDefault(t => t.StartsWith("Sim", StringComparison.OrdinalIgnoreCase)) is { } yes)
            return citizen.TapAsync(yes);
        return titles.Length > 0 && !AsksForCity(question) ? citizen.TapAsync(titles[0]) : citizen.AskAsync(city);
    }

    private static bool AsksForCity(PhoneMessage question) => question.Texto?.Contains("cidade", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsQueued(PhoneMessage answer) =>
        answer.Opcoes is null or { Count: 0 } && answer.Texto?.Contains("fila", StringComparison.OrdinalIgnoreCase) == true;
}
