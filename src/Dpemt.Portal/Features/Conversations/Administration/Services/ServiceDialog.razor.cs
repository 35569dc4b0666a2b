using System.Globalization;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Services;

/// <summary>Adds or edits a service; closes with what was saved.</summary>
public sealed partial class ServiceDialog(SaveService save, IDialogService dialogs)
{
    private readonly FormState _state = new();
    private ServiceDraft _draft = new(null);
    private ServiceForm _before = default!;
    private ServiceForm? _loaded;
    private KeptText? _kept;

    /// <summary>What to edit; null for a new one.</summary>
    [Parameter]
    public ServiceForm? Form { get; set; }

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private string DraftKey => $"servico-{Form?.Id?.ToString(CultureInfo.InvariantCulture) ?? "novo"}";

    protected override void OnInitialized()
    {
        Load(Form);
    }

    private void Load(ServiceForm? form)
    {
        _loaded = form;
        _draft = new ServiceDraft(form);
        _before = _draft.ToForm();
    }

    private async Task SaveAsync()
    {
        var form = _draft.ToForm();
        if (await _state.SaveAsync(() => save.RunAsync(Actor, form, _loaded, CancellationToken.None)) is null) return;
        await _kept!.SettleAsync();
        Dialog.Close(form);
    }

    private async Task CancelAsync()
    {
        if (_draft.ToForm() != _before && !await dialogs.ConfirmLeavingAsync()) return;
        await _kept!.SettleAsync();
        Dialog.Cancel();
    }

    private async Task ReloadAsync()
    {
        Load(_state.Accept<ServiceForm>());
        await _kept!.SettleAsync();
    }

    private Task OverwriteAsync()
    {
        _loaded = _state.Accept<ServiceForm>();
        return SaveAsync();
    }
}
