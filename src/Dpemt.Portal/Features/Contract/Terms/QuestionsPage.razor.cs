using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Contract.Availability;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Contract.Terms;

/// <summary>The contradictions of the contract with their readings and decisions.</summary>
public sealed partial class QuestionsPage(
    ContractQuestions questions, RuleVersions rules, ContractDocuments documents, IDialogService dialogs, IAuthorizationService authorization, ILogger<QuestionsPage> logger)
{
    private IReadOnlyList<ContractQuestion>? _questions;
    private IReadOnlyList<RuleVersion> _rules = [];
    private IReadOnlyDictionary<long, DocumentLine> _documents = new Dictionary<long, DocumentLine>();
    private Actor _who = Actor.Portal;
    private bool _mayDecide;
    private string? _fault;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        var user = (await Authentication).User;
        _who = user.ToActor();
        _mayDecide = (await authorization.AuthorizeAsync(user, Policies.InspectContract)).Succeeded;
        await ReadAsync();
    }

    private DocumentLine? Of(long? id) => id is { } known ? _documents.GetValueOrDefault(known) : null;

    private string? VersionOf(ContractDecision decision) => _rules.FirstOrDefault(r => r.Topic == decision.Topic && r.At == decision.At) is { } rule ? $"regra v{rule.Number}" : null;

    private async Task ReadAsync()
    {
        try
        {
            _rules = await rules.ListAsync(CancellationToken.None);
            var read = await questions.ListAsync(CancellationToken.None);
            _documents = await documents.LinesAsync([.. read.SelectMany(q => q.Past).Select(d => d.DocumentId).OfType<long>().Distinct()], CancellationToken.None);
            (_questions, _fault) = (read, null);
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = "Não foi possível carregar as questões agora.";
        }
    }

    private async Task DecideAsync(ContractQuestion question)
    {
        var parameters = new DialogParameters<DecisionDialog>
        {
            { d => d.Question, new OpenQuestion(question.Id, question.Title, question.What, question.Use, false) },
            { d => d.Month, null },
            { d => d.Choices, [.. question.Choices.Select(c => c.Choice)] },
            { d => d.CanTakeBack, question.Decision is not null },
            { d => d.Seen, question.Seen },
            { d => d.Who, _who },
        };
        var dialog = await dialogs.ShowAsync<DecisionDialog>("Decisão: " + question.Title, parameters, Confirmations.Form(MaxWidth.Small));
        if ((await dialog.Result)?.Data is true)
            await ReadAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The open questions could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
