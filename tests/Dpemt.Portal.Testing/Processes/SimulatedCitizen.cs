using System.Net.Http.Json;
using System.Text.Json;

namespace Dpemt.Portal.Testing.Processes;

/// <summary>What a citizen's phone shows.</summary>
/// <param name="De">cidadao or dpemt.</param>
/// <param name="Tipo">texto, botoes, lista…</param>
/// <param name="Texto">The words.</param>
/// <param name="Opcoes">Buttons or list rows.</param>
/// <param name="Situacao">Status of the message.</param>
public sealed record PhoneMessage(string De, string Tipo, string? Texto, IReadOnlyList<PhoneOption>? Opcoes, string? Situacao);

/// <summary>A button or list row.</summary>
public sealed record PhoneOption(string Id, string Titulo);

/// <summary>A citizen with the simulator's phone in her hand.</summary>
public sealed class SimulatedCitizen(HttpClient simulator, string phone)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    private int _seen;

    /// <summary>Her number.</summary>
    public string Phone => phone;

    /// <summary>Writes a text.</summary>
    public Task WriteAsync(string text) => PostAsync(new { texto = text });

    /// <summary>Writes and waits for the portal's next message.</summary>
    public async Task<PhoneMessage> AskAsync(string text)
    {
        _seen = (await FromPortalAsync()).Count;
        await WriteAsync(text);
        return await NextAnswerAsync();
    }

    /// <summary>Taps the option whose title contains <paramref name="title"/> in the last message and waits for the answer.</summary>
    public async Task<PhoneMessage> TapAsync(string title)
    {
        var messages = await FromPortalAsync();
        var last = messages[^1];
        var option = last.Opcoes?.FirstOrDefault(o => o.Titulo.Contains(title, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"“{title}” is no option of “{last.Texto}”.");
        _seen = messages.Count;
        await PostAsync(last.Tipo == "lista" ? new { lista = option.Id } : new { botao = option.Id });
        return await NextAnswerAsync();
    }

    /// <summary>Waits for the next message of the portal after those already seen.</summary>
    public async Task<PhoneMessage> NextAnswerAsync()
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        while (true)
        {
            var messages = await FromPortalAsync();
            if (messages.Count > _seen)
                return messages[_seen++];
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"No answer after {_seen} messages; the last one was “{(messages.Count > 0 ? messages[^1].Texto : "none")}”.");
            await Task.Delay(50);
        }
    }

    /// <summary>All that the portal has sent her.</summary>
    public async Task<IReadOnlyList<PhoneMessage>> FromPortalAsync() => [.. (await AllAsync()).Where(m => m.De == "dpemt")];

    /// <summary>All that her phone shows.</summary>
    public async Task<IReadOnlyList<PhoneMessage>> AllAsync() =>
        await simulator.GetFromJsonAsync<PhoneMessage[]>($"/controle/cidadaos/{phone}/mensagens", JsonSerializerOptions.Web) ?? [];

    private async Task PostAsync(object body)
    {
        using var answer = await simulator.PostAsJsonAsync($"/controle/cidadaos/{phone}/mensagens", body);
        answer.EnsureSuccessStatusCode();
    }
}
