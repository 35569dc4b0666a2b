using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Identity;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Glosas;

/// <summary>One form of a glosa.</summary>
public sealed partial class GlosaActForm(MoveGlosa move, PreviewGlosa preview, ContractDocuments documents)
{
    private static readonly (GlosaOutcome, string)[] Outcomes =
        [(GlosaOutcome.Kept, "Manter o valor"), (GlosaOutcome.Reduced, "Reduzir o valor"), (GlosaOutcome.Dropped, "Afastar a glosa")];

    private GlosaDraft _draft = default!;
    private GlosaMove? _preview;
    private ElementReference _faultBox;
    private string? _fault;
    private bool _told = true;
    private bool _busy;
    private int _asked;

    [Parameter, EditorRequired]
    public GlosaForm Form { get; set; }

    [Parameter, EditorRequired]
    public GlosaReading Reading { get; set; } = default!;

    [Parameter, EditorRequired]
    public Actor Who { get; set; } = default!;

    [Parameter, EditorRequired]
    public DateOnly Today { get; set; }

    /// <summary>Called with the result once it is done, and with the refusal when somebody else was faster.</summary>
    [Parameter]
    public EventCallback<ContractResult> OnDone { get; set; }

    private bool AsksForAmount => _draft.Words.Amount is not null || (Form == GlosaForm.Decide && _draft.Outcome == GlosaOutcome.Reduced);

    private string AmountLabel => _draft.Words.Amount ?? "Valor reduzido";

    private string? AmountHint => Form switch
    {
        GlosaForm.Decide or GlosaForm.Answer or GlosaForm.Correct => $"Hoje vale {MoneyText.Write(Reading.Facts.Amount)}.",
        GlosaForm.BilledValue => $"Estimativa usada até agora: {MoneyText.Write(Reading.Facts.Base)}.",
        _ => null,
    };

    private string Before => $"{Reading.Facts.State.Label()}, {MoneyText.Write(Reading.Facts.Amount)}";

    protected override void OnInitialized()
    {
        _draft = new GlosaDraft(Form, Today) { InvoiceMonth = Reading.Facts.Month.Plus(1).ToString() };
        if (Form == GlosaForm.Payment)
            _draft.InvoiceNumber = Reading.Facts.Deductions.FirstOrDefault(d => d.PaidOn is null)?.InvoiceNumber;
    }

    protected override Task OnInitializedAsync() => PreviewAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_told || _fault is null)
            return;
        _told = true;
        await _faultBox.FocusAsync();
    }

    private static string After(GlosaMove move) => $"{move.Facts.State.Label()}, {MoneyText.Write(move.Facts.Amount)}";

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task ReadDateAsync(ChangeEventArgs change) => ChangeAsync(() =>
        _draft.Date = DateOnly.TryParseExact(change.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    private Task ChooseAsync(GlosaOutcome outcome) => ChangeAsync(() => _draft.Outcome = outcome);

    private Task ChangeAsync(Action change)
    {
        change();
        return PreviewAsync();
    }

    /// <summary>Only the answer to what stands in the form now is shown: typing goes on while the server looks.</summary>
    private async Task PreviewAsync()
    {
        var asked = ++_asked;
        if (_draft.Missing() is not null)
        {
            _preview = null;
            return;
        }

        var found = await preview.RunAsync(Reading.Glosa.Id, _draft.ToPreview(), CancellationToken.None);
        if (asked == _asked)
            _preview = found;
    }

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        (_busy, _told, _fault) = (true, false, _draft.Missing());
        try
        {
            if (_fault is not null)
                return;
            var (refused, document) = await _draft.StoreAsync(file => documents.StoreAsync(Who, file.Name, file.Bytes, CancellationToken.None));
            var result = refused ?? await move.RunAsync(Who, Reading.Glosa.Id, Reading.Glosa.Version, _draft.ToAct(document), CancellationToken.None);
            _fault = result.Refusal?.Message;
            if (result.Done || result.Refusal?.Code == MoveGlosa.Conflict)
                await OnDone.InvokeAsync(result);
        }
        finally
        {
            _busy = false;
        }
    }
}
