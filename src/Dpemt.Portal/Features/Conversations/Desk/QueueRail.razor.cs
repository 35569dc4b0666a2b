using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Handover;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Desk;

/// <summary>The person's other conversations and the count of who waits, live.</summary>
public sealed partial class QueueRail(
    HandoverQueue queue, QueueSummary summary, ClaimNext claimNext, ChangeFeed changes, TimeProvider clock, NavigationManager navigation, ISnackbar notices,
    ILogger<QueueRail> logger) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<QueueRow> _rows = [];
    private QueueCounts? _counts;
    private RefreshGate? _gate;
    private IDisposable? _subscription;
    private DateTimeOffset _now;
    private bool _busy;

    /// <summary>The conversation on the screen.</summary>
    [Parameter, EditorRequired]
    public Guid Current { get; set; }

    [Parameter, EditorRequired]
    public Actor Who { get; set; } = default!;

    /// <summary>The figures were read anew.</summary>
    [Parameter]
    public EventCallback<QueueCounts> OnCounts { get; set; }

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private string Waiting => _counts switch
    {
        null => "",
        { Waiting: 0 } => "Ninguém esperando.",
        { Waiting: 1, LongestSince: { } since } => $"1 esperando há {DeskTime.Span(_now - since)}.",
        { LongestSince: { } since } counts => $"{counts.Waiting} esperando, o primeiro há {DeskTime.Span(_now - since)}.",
        _ => "",
    };

    protected override async Task OnInitializedAsync()
    {
        _now = clock.GetUtcNow();
        if (!RendererInfo.IsInteractive)
            return;
        _gate = new(clock, HandoverPage.ReadAtMostEvery, () => InvokeAsync(ReadAsync));
        _subscription = changes.Subscribe(ChangeTopics.Queue, _ => _gate.Request());
        await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        _subscription?.Dispose();
        _gate?.Dispose();
        _left.Dispose();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested || Who.UserId is null)
            return;
        try
        {
            _counts = await summary.RunAsync(Who, _left.Token);
            var mine = await queue.RunAsync(Who, new QueueFilter(QueueView.Mine, Size: 100), null, _left.Token);
            _rows = mine.Rows;
            _now = clock.GetUtcNow();
            await OnCounts.InvokeAsync(_counts);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            // The conversation is what matters here; the rail is read again with the next change.
            LogReadFailed(fault);
        }

        StateHasChanged();
    }

    private async Task ClaimNextAsync()
    {
        if (_busy)
            return;
        _busy = true;
        var result = await claimNext.RunAsync(Who, null, _left.Token);
        _busy = false;
        if (result is { Done: true, ConversationId: { } conversation })
            navigation.NavigateTo($"atendimento/conversas/{conversation}");
        else
            notices.Add(result.Text, Severity.Info);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The rail of a conversation could not be read")]
    private partial void LogReadFailed(Exception fault);
}
