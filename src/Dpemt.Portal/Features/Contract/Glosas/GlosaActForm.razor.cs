using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Contract.Papers;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Glosas;

/// <summary>One form of a glosa.</summary>
public sealed partial class GlosaActForm(MoveGlosa move, PreviewGlosa preview, ContractDocuments documents, GlosaPaperFiles papers)
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
    public EventCallback<GlosaActDone> OnDone { get; set; }

    private bool AsksForAmount => _draft.Words.Amount is not null || (Form == GlosaForm.Decide && _draft.Outcome == GlosaOutcome.Reduced);

    private string AmountLabel => _draft.Words.Amount ?? "Valor reduzido";

    private string? AmountHint => Form switch
    {
        GlosaForm.Decide or GlosaForm.Answer or GlosaForm.Correct => $"Hoje vale {ContractText.Money(Reading.Facts.Amount)}.",
        GlosaForm.BilledValue => $"Estimativa usada até agora: {ContractText.Money(Reading.Facts.Base)}.",
        _ => null,
    };

    /// <summary>What the button says that takes the paper which the portal issues itself; null where there is none.</summary>
    private string? OwnPaper => Form switch
    {
        GlosaForm.Notify => "Usar a notificação do portal",
        GlosaForm.Attach when Reading.Steps.Any(s => s.Act == "decidida") => "Usar a decisão do portal",
        _ => null,
    };

    private string Before => $"{Reading.Facts.State.Label()}, {ContractText.Money(Reading.Facts.Amount)}";

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

    private static string After(GlosaMove move) => $"{move.Facts.State.Label()}, {ContractText.Money(move.Facts.Amount)}";

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

    private async Task UsePaperAsync()
    {
        if (_busy)
            return;
        (_busy, _told, _fault) = (true, false, null);
        try
        {
            var (file, refusal) = Form == GlosaForm.Notify
                ? await papers.NotificationAsync(Who, Reading.Glosa.Id, CancellationToken.None)
                : await papers.DecisionAsync(Who, Reading.Glosa.Id, CancellationToken.None);
            _fault = refusal;
            if (file is not null)
                await ChangeAsync(() => _draft.File = file);
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        (_busy, _told, _fault) = (true, false, _draft.Missing());
        string? unattached = null;
        try
        {
            if (_fault is not null)
                return;
            var (refused, document) = await _draft.StoreAsync(file => documents.StoreAsync(Who, file.Name, file.Bytes, CancellationToken.None));
            var result = refused ?? await move.RunAsync(Who, Reading.Glosa.Id, Reading.Glosa.Version, _draft.ToAct(document), CancellationToken.None);
            _fault = result.Refusal?.Message;
            if (result.Done && Form == GlosaForm.Decide && _draft.IssuesDecision)
                unattached = (await papers.AttachDecisionAsync(Who, Reading.Glosa.Id, Reading.Glosa.Version + 1, CancellationToken.None)).Refusal?.Message;
            if (result.Done || result.Refusal?.Code == MoveGlosa.Conflict)
                await OnDone.InvokeAsync(new(result, unattached));
        }
        finally
        {
            _busy = false;
        }
    }
}

/// <summary>What became of an act.</summary>
/// <param name="Result">Done or refused.</param>
/// <param name="Unattached">Why the portal's own paper could not be joined to what was recorded; null when it was, or was not wanted.</param>
public sealed record GlosaActDone(ContractResult Result, string? Unattached);
