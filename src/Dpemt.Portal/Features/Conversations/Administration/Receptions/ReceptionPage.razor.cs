using System.Globalization;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Receptions;

public sealed partial class ReceptionPage(
    ReceptionDetails details, SaveReception save, NavigationManager navigation, IDialogService dialogs, ISnackbar snackbar)
{
    private readonly FormState _state = new();
    private ReceptionDraft? _draft;
    private string _before = "";
    private ReceptionForm? _form;
    private KeptText? _kept;
    private int? _loaded;
    private bool _missing;

    /// <summary>The reception to edit; null for a new one.</summary>
    [Parameter]
    public int? Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string DraftKey => $"recepcao-{Id?.ToString(CultureInfo.InvariantCulture) ?? "nova"}";

    private bool IsDirty => _draft is not null && _draft.Fingerprint() != _before;

    protected override async Task OnParametersSetAsync()
    {
        if (_draft is not null && _loaded == Id) return;
        var form = Id is { } id ? await details.RunAsync(id, CancellationToken.None) : null;
        _missing = Id is not null && form is null;
        _loaded = Id;
        Load(form);
    }

    private void Load(ReceptionForm? form)
    {
        _form = form;
        _draft = _missing ? null : new ReceptionDraft(form);
        _before = _draft?.Fingerprint() ?? "";
    }

    private async Task SaveAsync()
    {
        if (_draft is not { } draft) return;
        var incomplete = draft.Incomplete();
        if (incomplete.Count > 0)
        {
            _state.Refuse(incomplete);
            return;
        }

        var actor = (await Authentication).User.ToActor();
        if (await _state.SaveAsync(() => save.RunAsync(actor, draft.ToForm(), _form, CancellationToken.None)) is null) return;
        _before = draft.Fingerprint();
        await _kept!.SettleAsync();
        snackbar.Add($"{draft.Name?.Trim()} salva. A fila já usa estes dados.", Severity.Success);
        navigation.NavigateTo("administracao/recepcoes");
    }

    private async Task ConfirmLeavingAsync(LocationChangingContext context)
    {
        if (IsDirty && !await dialogs.ConfirmLeavingAsync()) context.PreventNavigation();
        else if (_kept is not null) await _kept.SettleAsync();
    }

    private async Task ReloadAsync()
    {
        Load(_state.Accept<ReceptionForm>());
        await _kept!.SettleAsync();
    }

    private Task OverwriteAsync()
    {
        _form = _state.Accept<ReceptionForm>();
        return SaveAsync();
    }
}
