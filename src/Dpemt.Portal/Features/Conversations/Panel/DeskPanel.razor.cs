using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Conversations.Panel;

/// <summary>Reads the queue's figures again when it moves.</summary>
public sealed partial class DeskPanel(QueueSummary summary, HandoverQueue queue, ChangeFeed changes, TimeProvider clock, ILogger<DeskPanel> logger) : ComponentBase, IDisposable
{
    private const int MostMine = 200;

    private static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Closing = TimeSpan.FromHours(2);

    private readonly CancellationTokenSource _left = new();
    private readonly List<IDisposable> _live = [];
    private Actor _who = Actor.Portal;
    private QueueCounts? _counts;
    private DateTimeOffset _now;
    private int _closing;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        // Prerendering shows nothing of the queue: the circuit reads once, not both.
        if (!RendererInfo.IsInteractive)
            return;
        _who = (await Authentication).User.ToActor();
        var gate = new RefreshGate(clock, ReadAtMostEvery, () => InvokeAsync(ReadAsync));
        _live.AddRange([gate, changes.Subscribe(ChangeTopics.Queue, _ => gate.Request()), clock.CreateTimer(_ => gate.Request(), null, ReadEvery, ReadEvery)]);
        await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        foreach (var live in _live)
            live.Dispose();
        _left.Dispose();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            var counts = await summary.RunAsync(_who, _left.Token);
            var mine = await queue.RunAsync(_who, new QueueFilter(QueueView.Mine, Order: QueueOrder.Window, Size: MostMine), null, _left.Token);
            (_counts, _now) = (counts, clock.GetUtcNow());
            _closing = mine.Rows.Count(r => r.WindowUntil > _now && r.WindowUntil <= _now + Closing);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            // The cards are a look in passing; the queue's own page says when it cannot be read.
            LogReadFailed(fault);
        }

        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue's figures could not be read for the first page")]
    private partial void LogReadFailed(Exception fault);
}
