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

    protected override async Task OnInitializedAsync()
    {
        _draft = new HolidayDraft(Form);
        _before = _draft.ToForm();
        _receptions = (await receptions.RunAsync(new TableQuery(Take: 200), CancellationToken.None)).Rows;
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
        if (await _state.SaveAsync(() => save.RunAsync(Actor, form, CancellationToken.None)) is not null) Dialog.Close(form.Date);
    }

    private async Task CancelAsync()
    {
        if (_draft.ToForm() == _before || await dialogs.ConfirmLeavingAsync()) Dialog.Cancel();
    }
}
