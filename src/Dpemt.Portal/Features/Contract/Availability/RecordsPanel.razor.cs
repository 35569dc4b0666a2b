using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Contract.Availability;

/// <summary>An open question as the month's page shows it.</summary>
/// <param name="Id">Its topic.</param>
/// <param name="Title">In a few words.</param>
/// <param name="What">What the documents say.</param>
/// <param name="Use">What the portal uses meanwhile.</param>
/// <param name="Urgent">True when the month cannot be closed without it.</param>
public sealed record OpenQuestion(string Id, string Title, string What, string Use, bool Urgent);

/// <summary>The billed value and the decisions of a month.</summary>
public sealed partial class RecordsPanel(IDialogService dialogs)
{
    [Parameter, EditorRequired]
    public MonthReading Reading { get; set; } = default!;

    [Parameter, EditorRequired]
    public MonthRecordHistory History { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyDictionary<long, DocumentLine> Documents { get; set; } = default!;

    [Parameter, EditorRequired]
    public Actor Who { get; set; } = default!;

    [Parameter]
    public bool MayAct { get; set; }

    [Parameter]
    public EventCallback OnRecorded { get; set; }

    private IEnumerable<OpenQuestion> Topics => Questions(DecisionTopics.Gap, DecisionTopics.RequiredIndex);

    private IEnumerable<OpenQuestion> Questions(params string[] ids)
    {
        foreach (var question in ids.Select(id => Reading.Contract.Terms.Contradictions.FirstOrDefault(c => c.Id == id)).OfType<Dpemt.Portal.Contract.Terms.Contradiction>())
        {
            var isGap = question.Id == DecisionTopics.Gap;
            // The gap concerns only a month that lies in it, or for which somebody already decided.
            if (isGap && !Reading.Availability.Gap && Reading.GapDecision is null)
                continue;
            yield return new(question.Id, isGap ? "Lacuna da tabela" : "99,7 % ou 99,5 %", question.What, question.Use, isGap && Reading.WaitsForDecision);
        }
    }

    private IEnumerable<ContractDecision> Past(string topic) =>
        History.Decisions.Where(d => d.Topic == topic && (d.Month is null || d.Month == Reading.Month)).OrderByDescending(d => d.Number);

    private DocumentLine? Of(long? id) => id is { } known ? Documents.GetValueOrDefault(known) : null;

    private async Task RecordValueAsync()
    {
        var parameters = new DialogParameters<BilledValueDialog> { { d => d.Month, Reading.Month }, { d => d.Seen, Reading.Billed.Number }, { d => d.Who, Who } };
        var dialog = await dialogs.ShowAsync<BilledValueDialog>($"Valor faturado de {Reading.Month.Label}", parameters, Confirmations.Form(MaxWidth.Small));
        if ((await dialog.Result)?.Data is true) await OnRecorded.InvokeAsync();
    }

    private async Task DecideAsync(OpenQuestion question)
    {
        var parameters = new DialogParameters<DecisionDialog>
        {
            { d => d.Question, question },
            { d => d.Month, question.Id == DecisionTopics.Gap ? Reading.Month : null },
            { d => d.Choices, DecisionTopics.Choices(question.Id, Reading.Contract.Terms) ?? [] },
            { d => d.CanTakeBack, Reading.Material.Decision(question.Id) is not null },
            { d => d.Seen, Reading.Material.DecisionNumber(question.Id) },
            { d => d.Who, Who },
        };
        var dialog = await dialogs.ShowAsync<DecisionDialog>("Decisão: " + question.Title, parameters, Confirmations.Form(MaxWidth.Small));
        if ((await dialog.Result)?.Data is true) await OnRecorded.InvokeAsync();
    }
}
