using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Handover;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Conversations.Desk;

/// <summary>One conversation: its history, the composer, and what is known of the citizen.</summary>
public sealed partial class ConversationPage(
    OpenConversation open,
    ConversationView view,
    ConversationTimeline timeline,
    DraftStore drafts,
    ChangeFeed changes,
    TimeProvider clock,
    ILogger<ConversationPage> logger) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private ConversationPageModel _model = new(Guid.Empty);
    private Actor _who = Actor.Portal;
    private DateTimeOffset _now;
    private RefreshGate? _gate;
    private ITimer? _tick;
    private IDisposable? _subscription;
    private string? _fault;
    private bool _refused;
    private bool _card;
    private int _waiting;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string Title => (_waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $"({_waiting}) ") : "") + (_model.Header?.CitizenName ?? "Conversa");

    protected override async Task OnInitializedAsync()
    {
        _now = clock.GetUtcNow();
        // Prerendering shows the skeleton: the circuit reads once, and the reading is recorded once.
        if (!RendererInfo.IsInteractive)
            return;
        _who = (await Authentication).User.ToActor();
        _gate = new(clock, HandoverPage.ReadAtMostEvery, () => InvokeAsync(ReadAsync));
        _subscription = changes.Subscribe(ChangeTopics.Conversation, change =>
        {
            if (Guid.TryParse(change.Key, out var changed) && changed == _model.ConversationId)
                _gate.Request();
        });
        _tick = clock.CreateTimer(_ => _ = InvokeAsync(Tick), null, HandoverPage.TickEvery, HandoverPage.TickEvery);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _model.ConversationId == Id || _gate is null)
            return;
        _model = new(Id);
        await OpenAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        _subscription?.Dispose();
        _gate?.Dispose();
        _tick?.Dispose();
        _left.Dispose();
    }

    private static string StateWords(ConversationHeader header) => header switch
    {
        { IsMine: true } => "Com você",
        { State: ConversationState.Waiting } => "Aguardando",
        { State: ConversationState.WithPerson } => $"Com {header.AssignedName ?? "um colega"}",
        { State: ConversationState.Closed } => "Encerrada",
        _ => "Com o robô",
    };

    private async Task OpenAsync()
    {
        _fault = null;
        _refused = false;
        var model = _model;
        model.Draft = await drafts.LoadAsync(_who, model.ConversationId, _left.Token);
        if (model == _model)
            await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        var model = _model;
        try
        {
            // Looking at new messages takes their unread mark away.
            var opened = await open.RunAsync(_who, model.ConversationId, _left.Token);
            var header = opened.Done ? await view.RunAsync(_who, model.ConversationId, _left.Token) : null;
            var page = header is null ? null : await timeline.RunAsync(_who, model.ConversationId, null, _left.Token);
            if (model != _model)
                return;
            _now = clock.GetUtcNow();
            _refused = header is null;
            model.Header = header;
            if (page is not null)
                model.AcceptNewest(page);
            _fault = null;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = model.Header is null
                ? "Não foi possível abrir a conversa agora."
                : "Não foi possível atualizar a conversa. O que você escreve continua guardado.";
        }

        StateHasChanged();
    }

    private async Task OlderAsync()
    {
        var model = _model;
        if (model.Before is { } before && await timeline.RunAsync(_who, model.ConversationId, before, _left.Token) is { } page)
            model.AcceptOlder(page);
    }

    private void Counted(QueueCounts counts)
    {
        _waiting = counts.Waiting;
        StateHasChanged();
    }

    private void ToggleCard() => _card = !_card;

    private void Tick()
    {
        _now = clock.GetUtcNow();
        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A conversation could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
