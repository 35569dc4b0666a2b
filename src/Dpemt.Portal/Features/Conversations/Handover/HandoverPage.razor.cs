using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Handover;

/// <summary>Who waits, who is attended, and the button that takes the next one.</summary>
public sealed partial class HandoverPage(
    HandoverQueue queue,
    QueueSummary summary,
    ClaimNext claimNext,
    ClaimConversation claim,
    ChangeFeed changes,
    TimeProvider clock,
    NavigationManager navigation,
    ISnackbar notices,
    IDialogService dialogs,
    ILogger<HandoverPage> logger) : ComponentBase, IDisposable
{
    /// <summary>Shortest time between two reads of the queue.</summary>
    internal static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromMilliseconds(300);

    /// <summary>Waits and windows are shown to the minute.</summary>
    internal static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(4);

    private readonly QueuePageModel _model = new();
    private readonly CancellationTokenSource _left = new();
    private Actor _who = Actor.Portal;
    private Guid? _me;
    private DateTimeOffset _now;
    private RefreshGate? _gate;
    private ITimer? _tick;
    private ITimer? _slowTimer;
    private IDisposable? _subscription;
    private string? _fault;
    private bool _slow;
    private bool _busy;
    private bool _claimingNext;
    private Guid? _claiming;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string ListLabel => _model.View switch
    {
        QueueView.Mine => "Conversas com você",
        QueueView.Others => "Conversas com colegas",
        _ => "Quem espera",
    };

    private string Summary => _model switch
    {
        { Counts: null } => "",
        { Waiting: 0 } => "Ninguém esperando agora.",
        { Waiting: 1, LongestSince: { } since } => $"1 pessoa esperando há {DeskTime.Span(_now - since)}.",
        { LongestSince: { } since } => $"{_model.Waiting} pessoas esperando; a primeira, há {DeskTime.Span(_now - since)}.",
        _ => "",
    };

    protected override async Task OnInitializedAsync()
    {
        _now = clock.GetUtcNow();
        // Prerendering shows the skeleton: the circuit reads once, not both.
        if (!RendererInfo.IsInteractive)
            return;
        _who = (await Authentication).User.ToActor();
        _me = _who.UserId;
        _gate = new(clock, ReadAtMostEvery, () => InvokeAsync(ReadAsync));
        _subscription = changes.Subscribe(ChangeTopics.Queue, _ => _gate.Request());
        _tick = clock.CreateTimer(_ => _ = InvokeAsync(Tick), null, TickEvery, TickEvery);
        _slowTimer = clock.CreateTimer(_ => _ = InvokeAsync(ShowSlow), null, SlowAfter, Timeout.InfiniteTimeSpan);
        await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        _subscription?.Dispose();
        _gate?.Dispose();
        _tick?.Dispose();
        _slowTimer?.Dispose();
        _left.Dispose();
    }

    private string Pressed(QueueView view) => _model.View == view ? "true" : "false";

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            var filter = _model.Filter;
            var counts = await summary.RunAsync(_who, _left.Token);
            var page = await queue.RunAsync(_who, filter, null, _left.Token);
            // The person may have asked for another part meanwhile; its own read is on the way.
            if (filter != _model.Filter)
                return;
            _now = clock.GetUtcNow();
            _model.Accept(counts, page, _now);
            _fault = null;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            // The rows on the screen stay, with their age said, instead of an error page in their place.
            LogReadFailed(fault);
            _fault = _model.IsFirstLoad
                ? "Não foi possível carregar a fila agora."
                : $"Não foi possível atualizar a fila. O que se vê é de {Components.Localization.PortalCulture.ToLocal(_now):HH:mm}.";
        }

        StateHasChanged();
    }

    private async Task ClaimNextAsync()
    {
        if (_busy)
            return;
        (_busy, _claimingNext) = (true, true);
        Finish(await claimNext.RunAsync(_who, _model.ReceptionId, _left.Token), null);
    }

    private async Task ClaimAsync(Guid conversation)
    {
        if (_busy)
            return;
        (_busy, _claiming) = (true, conversation);
        Finish(await claim.RunAsync(_who, conversation, _left.Token), conversation);
    }

    private void Finish(DeskResult result, Guid? asked)
    {
        (_busy, _claimingNext, _claiming) = (false, false, null);
        if (result is { Done: true, ConversationId: { } conversation })
        {
            navigation.NavigateTo($"atendimento/conversas/{conversation}");
            return;
        }

        if (asked is { } lost && result.Code is DeskCodes.TakenByColleague or DeskCodes.NotWaiting or DeskCodes.Closed)
            _model.Lose(lost, result.Text, clock.GetUtcNow());
        notices.Add(result.Text, result.Code == DeskCodes.QueueEmpty ? Severity.Info : Severity.Warning);
        _gate?.Request();
    }

    private Task ShowAsync(QueueView view)
    {
        _model.Show(view: view);
        return ReadAsync();
    }

    private Task PickReceptionAsync(ChangeEventArgs picked)
    {
        if (int.TryParse(picked.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            _model.Show(receptionId: id);
        else
            _model.Show(allReceptions: true);
        return ReadAsync();
    }

    private Task PickOrderAsync(ChangeEventArgs picked)
    {
        _model.Show(order: Enum.TryParse<QueueOrder>(picked.Value as string, out var order) ? order : QueueOrder.Since);
        return ReadAsync();
    }

    private Task ShowMoreAsync()
    {
        _model.ShowMore();
        return ReadAsync();
    }

    private Task RetryAsync()
    {
        _fault = null;
        return ReadAsync();
    }

    private Task ShowShortcutsAsync() => ShortcutsDialog.ShowAsync(dialogs);

    private void Hold() => _model.Held = true;

    private void LetGo()
    {
        _model.Held = false;
        _gate?.Request();
    }

    private void Tick()
    {
        _now = clock.GetUtcNow();
        _model.Sweep(_now);
        StateHasChanged();
    }

    private void ShowSlow()
    {
        _slow = _model.IsFirstLoad;
        if (_slow)
            StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
