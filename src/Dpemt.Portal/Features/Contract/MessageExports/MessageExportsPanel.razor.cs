using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.MessageExports;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Components.Localization;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.MessageExports;

/// <summary>Asks for files and follows them: looks again each second while one is being made, and not at all otherwise.</summary>
public sealed partial class MessageExportsPanel(AskForExport ask, CancelExport cancel, MessageExportList list, TimeProvider clock) : ComponentBase, IDisposable
{
    private const int Shown = 10;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly ActState _state = new();
    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<MessageExportLine>? _exports;
    private ITimer? _timer;
    private BillingMonth _for;
    private DateOnly _from;
    private DateOnly _to;
    private MessageExportFormat _format = MessageExportFormat.Xlsx;

    /// <summary>The month that is proposed.</summary>
    [Parameter, EditorRequired]
    public BillingMonth Month { get; set; }

    [Parameter, EditorRequired]
    public Actor Who { get; set; } = default!;

    [Parameter]
    public bool MayAct { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_for != Month)
            (_for, _from, _to) = (Month, Month.FirstDay, Month.FirstDay);
        if (_exports is null)
            await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        _timer?.Dispose();
        _left.Dispose();
    }

    private async Task AskAsync()
    {
        await _state.RunAsync(() => ask.RunAsync(Who, new(_from), new(_to), _format, CancellationToken.None));
        await ReadAsync();
    }

    private async Task CancelAsync(long id)
    {
        await _state.RunAsync(() => cancel.RunAsync(Who, id, CancellationToken.None));
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            _exports = await list.NewestAsync(Shown, _left.Token);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }

        _timer?.Dispose();
        _timer = _exports.Any(e => e.Open) ? clock.CreateTimer(_ => _ = InvokeAsync(ReadAsync), null, Look, Timeout.InfiniteTimeSpan) : null;
        StateHasChanged();
    }

    private static string WordOf(MessageExportLine export) => export.State switch
    {
        MessageExportState.Ready => $"pronto, {Size(export.Bytes)}, até {ContractTime.Local(export.ExpiresAt.GetValueOrDefault()).ToString("dd/MM HH:mm", CultureInfo.InvariantCulture)}",
        MessageExportState.Failed => "não foi possível preparar: peça de novo; se continuar, avise a CDI",
        MessageExportState.Cancelled => "cancelado",
        _ => "apagado depois de um dia",
    };

    private static string Size(long bytes) => bytes < 1_000_000 ? $"{Math.Max(1, bytes / 1000)} kB" : (bytes / 1e6).ToString("N1", PortalCulture.Brazil) + " MB";
}
