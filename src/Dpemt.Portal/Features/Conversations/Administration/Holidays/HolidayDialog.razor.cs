using System.Globalization;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Holidays;

/// <summary>Adds or edits a holiday; closes with its date once saved.</summary>
public sealed partial class HolidayDialog(SaveHoliday save, ReceptionList receptions, IDialogService dialogs)
{
    private static readonly (HolidayScope, string)[] Scopes =
        [(HolidayScope.Everyone, "Todas as recepções"), (HolidayScope.City, "Uma cidade"), (HolidayScope.Reception, "Uma recepção")];

    private readonly FormState _state = new();
    private HolidayDraft _draft = new(null);
    private HolidayForm _before = default!;
    private HolidayForm? _loaded;
    private KeptText? _kept;
    private IReadOnlyList<ReceptionRow> _receptions = [];

    /// <summary>The holiday to edit; null for a new one.</summary>
    [Parameter]
    public HolidayForm? Form { get; set; }

    /// <summary>The year that the list shows.</summary>
    [Parameter, EditorRequired]
    public int Year { get; set; }

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private string DraftKey => $"feriado-{Form?.Id?.ToString(CultureInfo.InvariantCulture) ?? "novo"}";

    protected override async Task OnInitializedAsync()
    {
        Load(Form);
        _receptions = (await receptions.RunAsync(new TableQuery(Take: 200), CancellationToken.None)).Rows;
    }

    private void Load(HolidayForm? form)
    {
        _loaded = form;
        _draft = new HolidayDraft(form);
        _before = _draft.ToForm();
    }

    private async Task SaveAsync()
    {
        var missing = _draft.Missing();
        if (missing.Count > 0)
        {
            _state.Refuse(missing);
            return;
        }

        var form = _draft.ToForm();
        if (await _state.SaveAsync(() => save.RunAsync(Actor, form, _loaded, CancellationToken.None)) is null) return;
        await _kept!.SettleAsync();
        Dialog.Close(form.Date);
    }

    private async Task CancelAsync()
    {
        if (_draft.ToForm() != _before && !await dialogs.ConfirmLeavingAsync()) return;
        await _kept!.SettleAsync();
        Dialog.Cancel();
    }

    private async Task ReloadAsync()
    {
        Load(_state.Accept<HolidayForm>());
        await _kept!.SettleAsync();
    }

    private Task OverwriteAsync()
    {
        _loaded = _state.Accept<HolidayForm>();
        return SaveAsync();
    }
}
