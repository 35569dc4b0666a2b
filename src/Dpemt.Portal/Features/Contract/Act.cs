using Dpemt.Portal.Contract;
using Dpemt.Portal.Web.Features.Contract.Documents;

namespace Dpemt.Portal.Web.Features.Contract;

/// <summary>What an act asks the person for; the dialog shows only what is named.</summary>
/// <param name="Title">Heading of the dialog.</param>
/// <param name="Button">Text of the button that does it.</param>
/// <param name="Run">Does it. The document is stored already.</param>
public sealed record Act(string Title, string Button, Func<ActInput, Task<ContractResult>> Run)
{
    /// <summary>What follows from it, before the fields.</summary>
    public string? Lead { get; init; }

    /// <summary>Label of the reason; null asks for none.</summary>
    public string? Reason { get; init; }

    public bool ReasonOptional { get; init; }

    /// <summary>Label of the document; null asks for none.</summary>
    public string? Document { get; init; }

    /// <summary>Label of an instant; null asks for none.</summary>
    public string? Instant { get; init; }

    /// <summary>The instant that is proposed.</summary>
    public DateTimeOffset? InstantProposed { get; init; }

    /// <summary>Label of a short text; null asks for none.</summary>
    public string? Text { get; init; }

    /// <summary>Legend of <see cref="Choices"/>.</summary>
    public string? ChoiceLegend { get; init; }

    /// <summary>One of these is chosen: key, label, what follows.</summary>
    public IReadOnlyList<ActChoice> Choices { get; init; } = [];

    /// <summary>Several of <see cref="Choices"/> may be chosen.</summary>
    public bool ManyChoices { get; init; }
}

/// <summary>One choice of an act.</summary>
public sealed record ActChoice(string Key, string Label, string? Consequence = null);

/// <summary>What the person gave.</summary>
public sealed record ActInput(string Reason, DateTimeOffset? Instant, string Text, IReadOnlyList<string> Chosen, long? Document)
{
    /// <summary>The one choice, or empty.</summary>
    public string Choice => Chosen.Count > 0 ? Chosen[0] : "";
}

/// <summary>An act while it is filled in.</summary>
public sealed class ActDraft(Act act)
{
    private (PickedFile File, long Id)? _stored;

    public string Reason { get; set; } = "";

    public DateTimeOffset? Instant { get; set; } = act.InstantProposed;

    public string Text { get; set; } = "";

    public PickedFile? File { get; set; }

    public HashSet<string> Chosen { get; } = [];

    /// <summary>What is missing before the server is asked; null when nothing is.</summary>
    public string? Missing()
    {
        if (act.Choices.Count > 0 && Chosen.Count == 0)
            return $"Escolha: {act.ChoiceLegend?.ToLower(Components.Localization.PortalCulture.Brazil)}.";
        if (act.Instant is not null && Instant is null)
            return $"Informe: {act.Instant.ToLower(Components.Localization.PortalCulture.Brazil)}.";
        return act.Reason is not null && !act.ReasonOptional && string.IsNullOrWhiteSpace(Reason) ? $"Preencha: {act.Reason.ToLower(Components.Localization.PortalCulture.Brazil)}." : null;
    }

    public void Choose(string key, bool many, bool on)
    {
        if (!many)
            Chosen.Clear();
        if (on)
            Chosen.Add(key);
        else
            Chosen.Remove(key);
    }

    /// <summary>Stores the file once, however often the act is refused, and gives the input.</summary>
    public async Task<(ContractResult? Refused, ActInput? Input)> ReadyAsync(Func<PickedFile, Task<ContractResult>> store)
    {
        if (File is { } file && !ReferenceEquals(_stored?.File, file))
        {
            var result = await store(file);
            if (!result.Done)
                return (result, null);
            _stored = (file, result.Id!.Value);
        }

        return (null, new(Reason, Instant, Text, [.. act.Choices.Select(c => c.Key).Where(Chosen.Contains)], File is null ? null : _stored?.Id));
    }
}
