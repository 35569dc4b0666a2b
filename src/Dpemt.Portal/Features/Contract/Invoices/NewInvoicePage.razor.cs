using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Web.Features.Contract.Documents;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Contract.Invoices;

/// <summary>Registers an invoice, typed or read from its file; with <c>?corrige=</c> in place of an earlier registration.</summary>
public sealed partial class NewInvoicePage(
    RegisterInvoice register, InvoiceDetails details, PricesInForce prices, ContractDocuments documents, TimeProvider clock, NavigationManager navigation)
{
    private InvoiceDraft? _draft;
    private Invoice? _corrected;
    private IReadOnlyList<ContractItem> _items = [];
    private KeptText? _kept;
    private ElementReference _faultBox;
    private string? _fault;
    private bool _told = true;
    private bool _missing;
    private bool _busy;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Corrige { get; set; }

    private string DraftKey => $"fatura-{_corrected?.Id.ToString(CultureInfo.InvariantCulture) ?? "nova"}";

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        if (Corrige is not null)
        {
            _corrected = long.TryParse(Corrige, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (await details.RunAsync(id, CancellationToken.None))?.Invoice : null;
            _missing = _corrected is null;
        }

        _items = (await prices.OfAsync(_corrected?.Month ?? BillingMonth.Of(clock.GetUtcNow()), CancellationToken.None)).Prices.Items;
        _draft = new(_corrected);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_told || _fault is null)
            return;
        _told = true;
        await _faultBox.FocusAsync();
    }

    private Task PickAsync(PickedFile? file)
    {
        _draft!.File = file;
        return Task.CompletedTask;
    }

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        var (form, fault) = _draft!.Read();
        (_busy, _told, _fault) = (true, false, fault);
        try
        {
            if (form is null)
                return;
            var who = (await Authentication).User.ToActor();
            var (refused, document) = await _draft.StoreAsync(file => documents.StoreAsync(who, file.Name, file.Bytes, CancellationToken.None));
            var result = refused ?? await register.RunAsync(who, form with { DocumentId = document ?? _corrected?.DocumentId }, CancellationToken.None);
            _fault = result.Refusal?.Message;
            if (!result.Done)
                return;
            await _kept!.SettleAsync();
            navigation.NavigateTo($"contrato/faturas/{result.Id}");
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task CancelAsync()
    {
        await _kept!.SettleAsync();
        navigation.NavigateTo(_corrected is null ? "contrato/faturas" : $"contrato/faturas/{_corrected.Id}");
    }
}
