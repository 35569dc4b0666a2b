using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Contract.Invoices;

/// <summary>One invoice: what was registered, how it compares, and what is done with it. Each section is a component of its own.</summary>
public sealed partial class InvoicePage(
    InvoiceDetails details, ContractDocuments documents, ChangeFeed changes, TimeProvider clock, ILogger<InvoicePage> logger) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Actor _who = Actor.Portal;
    private InvoiceReading? _reading;
    private DocumentLine? _document;
    private RefreshGate? _gate;
    private IDisposable? _subscription;
    private string? _fault;
    private bool _missing;
    private long _read;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Parameter]
    public long Id { get; set; }

    private bool CanCorrect => _reading?.Invoice.State is InvoiceState.Registered or InvoiceState.Checked or InvoiceState.Returned;

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        _who = (await Authentication).User.ToActor();
        _gate = new(clock, TimeSpan.FromMilliseconds(500), () => InvokeAsync(ReadAsync));
        _subscription = changes.Subscribe(ChangeTopics.Invoice, change =>
        {
            if (change.Key == Id.ToString(CultureInfo.InvariantCulture))
                _gate.Request();
        });
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _read == Id)
            return;
        (_read, _reading, _missing) = (Id, null, false);
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
        if (_left.IsCancellationRequested)
            return;
        try
        {
            var reading = await details.RunAsync(Id, _left.Token);
            if (reading?.Invoice.DocumentId is { } document)
                _document = (await documents.LinesAsync([document], _left.Token)).GetValueOrDefault(document);
            (_reading, _missing, _fault) = (reading, reading is null, null);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(Id, fault);
            _fault = _reading is null ? "Não foi possível carregar a fatura agora." : "Não foi possível atualizar: o que se vê pode ter mudado. Recarregue a página.";
        }

        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Invoice {Id} could not be read for a screen")]
    private partial void LogReadFailed(long id, Exception fault);
}
