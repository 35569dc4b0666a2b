using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Contract.Terms;

/// <summary>One proposal: what it changes, and the decision of the second person.</summary>
public sealed partial class ProposalPage(ProposalBook book, DecideProposal decide, ContractDocuments documents, ChangeFeed changes, ILogger<ProposalPage> logger) : ComponentBase, IDisposable
{
    private readonly ActState _state = new();
    private ProposalReading? _reading;
    private DocumentLine? _document;
    private Actor _who = Actor.Portal;
    private IDisposable? _subscription;
    private string? _reason;
    private string? _note;
    private string? _fault;
    private bool _missing;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Parameter]
    public long Id { get; set; }

    private bool IsAuthor => _reading?.Proposal.ByUserId == _who.UserId;

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        _who = (await Authentication).User.ToActor();
        _subscription = changes.Subscribe(ChangeTopics.ContractMonth, _ => InvokeAsync(async () =>
        {
            await ReadAsync();
            StateHasChanged();
        }));
    }

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? ReadAsync() : Task.CompletedTask;

    public void Dispose() => _subscription?.Dispose();

    private async Task ReadAsync()
    {
        try
        {
            _reading = await book.FindAsync(Id, CancellationToken.None);
            _missing = _reading is null;
            if (_reading?.Proposal.DocumentId is { } document)
                _document = (await documents.LinesAsync([document], CancellationToken.None)).GetValueOrDefault(document);
            _fault = null;
        }
        catch (Exception fault)
        {
            LogReadFailed(Id, fault);
            _fault = "Não foi possível carregar a proposta agora.";
        }
    }

    private async Task DecideAsync(ProposalAct act)
    {
        string? note = null;
        var done = await _state.RunAsync(async () =>
        {
            var result = await decide.RunAsync(_who, Id, _reading!.Proposal.Version, act, _reason, CancellationToken.None);
            note = result.Note;
            return result;
        });
        if (done)
            _note = "Registrado." + (note is null ? "" : " " + note);
        await ReadAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Proposal {Proposal} could not be read for a screen")]
    private partial void LogReadFailed(long proposal, Exception fault);
}
