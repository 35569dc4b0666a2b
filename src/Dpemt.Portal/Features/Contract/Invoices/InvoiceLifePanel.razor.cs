using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Contract.Papers;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Invoices;

/// <summary>The life of one invoice on its page. It reads anew when the page hands it another version.</summary>
public sealed partial class InvoiceLifePanel(InvoiceLifeView life, IssueCreditNotice issue, NavigationManager navigation, ILogger<InvoiceLifePanel> logger)
{
    private readonly ActState _issuing = new();
    private InvoiceLifeReading? _reading;
    private IReadOnlyList<InvoiceForm> _offers = [];
    private InvoiceForm _form;
    private (long Id, int Version) _read;
    private string? _fault;
    private string? _note;

    /// <summary>The registration with its lines.</summary>
    [Parameter, EditorRequired]
    public Invoice Invoice { get; set; } = default!;

    [Parameter, EditorRequired]
    public Actor Who { get; set; } = default!;

    /// <summary>Called after an act, so that the page reads what it shows itself.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_read != (Invoice.Id, Invoice.Version))
            await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            var reading = await life.RunAsync(Invoice.Id, CancellationToken.None);
            _offers = reading is null ? [] : InvoiceOffers.Of(reading.Facts, reading.Checklist, reading.Clocks, Who);
            if (_offers.Count > 0 && (_reading?.Version != reading?.Version || !_offers.Contains(_form)))
                _form = _offers[0];
            (_reading, _read, _fault) = (reading, (Invoice.Id, Invoice.Version), null);
        }
        catch (Exception fault)
        {
            LogReadFailed(Invoice.Id, fault);
            _fault = "Não foi possível carregar o andamento da fatura agora.";
        }
    }

    private async Task DoneAsync(string note)
    {
        _note = note;
        await ReadAsync();
        await OnDone.InvokeAsync();
    }

    private async Task IssueAsync()
    {
        ContractResult? result = null;
        if (await _issuing.RunAsync(async () => result = await issue.RunAsync(Who, Invoice.Id, CancellationToken.None)) && result?.Id is { } id)
            navigation.NavigateTo(PaperEndpoints.PageOf(id));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The life of invoice {Id} could not be read for a screen")]
    private partial void LogReadFailed(long id, Exception fault);
}
