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
    private bool _noteIsWarning;
    private int _done;

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
            // What somebody else did meanwhile is told; what is typed here stays, and is judged against what stands now.
            if (_reading is { } before && reading is { Steps: [.., var last] } && last.Version > before.Version && last.ActorUserId != Who.UserId)
                (_note, _noteIsWarning) = ($"{last.ActorName} acabou de registrar: {InvoiceActs.LabelOf(last.Act).ToLowerInvariant()}.", true);
            if (_offers.Count > 0 && (_reading?.Facts.State != reading?.Facts.State || !_offers.Contains(_form)))
                _form = _offers[0];
            (_reading, _read, _fault) = (reading, (Invoice.Id, Invoice.Version), null);
        }
        catch (Exception fault)
        {
            LogReadFailed(Invoice.Id, fault);
            _fault = "Não foi possível carregar o andamento da fatura agora.";
        }
    }

    /// <summary>The next step comes first after an act; a document that was handed in leaves the form as it is.</summary>
    private async Task ActedAsync(string note)
    {
        _done++;
        await DoneAsync(note);
        _form = _offers.Count > 0 ? _offers[0] : default;
    }

    private async Task DoneAsync(string note)
    {
        (_note, _noteIsWarning) = (note, false);
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
