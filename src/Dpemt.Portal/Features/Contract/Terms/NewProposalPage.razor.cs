using System.Text;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;

namespace Dpemt.Portal.Web.Features.Contract.Terms;

/// <summary>Types a change of the terms, checks it and puts it before another person.</summary>
public sealed partial class NewProposalPage(TermsHistory history, ProposeTerms propose, ContractDocuments documents, TimeProvider clock, NavigationManager navigation)
{
    private const long LargestFile = 5L * 1024 * 1024;

    private static readonly TermsOrigin[] Origins = [TermsOrigin.Revision, TermsOrigin.Amendment, TermsOrigin.Correction, TermsOrigin.Extension];

    private ProposalDraft? _draft;
    private ProposalReview? _review;
    private IReadOnlyList<TermsFinding> _fileFindings = [];
    private string? _fileName;
    private ElementReference _faultBox;
    private string? _fault;
    private bool _told = true;
    private bool _missing;
    private bool _busy;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Tipo { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        var next = BillingMonth.Of(clock.GetUtcNow()).Plus(1);
        var all = await history.ReadAsync(CancellationToken.None);
        _missing = all is null;
        if (all is not null)
            _draft = new(all.Of(next), Tipo == "aditivo" ? TermsOrigin.Amendment : TermsOrigin.Revision, next.FirstDay) { InstrumentOn = ContractTime.DayOf(clock.GetUtcNow()) };
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_told || _fault is null)
            return;
        _told = true;
        await _faultBox.FocusAsync();
    }

    private void Unsee() => _review = null;

    private void ForgetFile() => (_draft!.Imported, _fileName, _fileFindings, _review) = (null, null, [], null);

    private async Task ImportAsync(InputFileChangeEventArgs picked)
    {
        if (picked.FileCount == 0)
            return;
        (_told, _fault) = (false, null);
        if (picked.File.Size > LargestFile)
        {
            _fault = "O arquivo passa de 5 MB: não é um documento de termos.";
            return;
        }

        try
        {
            await using var stream = picked.File.OpenReadStream(LargestFile);
            using var reader = new StreamReader(stream, new UTF8Encoding(false, true));
            var document = TermsDocument.Parse(await reader.ReadToEndAsync());
            // Printed totals are checked here; in the terms they always follow from quantity and price.
            (_draft!.Imported, _fileName, _fileFindings) = (document, picked.File.Name, TermsChecks.Of(document));
            await ReviewAsync();
        }
        catch (Exception fault) when (fault is FormatException or IOException or DecoderFallbackException)
        {
            _fault = fault is FormatException ? fault.Message : "O arquivo não pôde ser lido. Escolha-o de novo.";
        }
    }

    private async Task ReviewAsync()
    {
        var (changes, fault) = _draft!.Read();
        (_told, _fault, _review) = (false, fault, null);
        if (fault is null && _draft.EffectOn is { Year: >= 2020 and < 2190 } day && await history.ReadAsync(CancellationToken.None) is { } all)
            _review = ProposalReview.Of(all, _draft.Origin, new(day), changes, _draft.CeilingReason);
    }

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        var (changes, fault) = _draft!.Read();
        (_busy, _told, _fault) = (true, false, fault ?? BlockingFileFault());
        try
        {
            if (_fault is not null)
                return;
            var who = (await Authentication).User.ToActor();
            var (refused, document) = await _draft.StoreAsync(file => documents.StoreAsync(who, file.Name, file.Bytes, CancellationToken.None));
            var result = refused ?? await propose.RunAsync(who, _draft.ToForm(changes, document), CancellationToken.None);
            _fault = result.Refusal?.Message;
            if (result.Done)
                navigation.NavigateTo($"contrato/termos/propostas/{result.Id}");
        }
        finally
        {
            _busy = false;
        }
    }

    private string? BlockingFileFault() => _draft!.Imported is not null && _fileFindings.FirstOrDefault(f => f.Blocks) is { } finding ? $"{finding.Where}: {finding.Text}" : null;
}
