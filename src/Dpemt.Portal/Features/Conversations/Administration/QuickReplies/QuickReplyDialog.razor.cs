using System.Globalization;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.QuickReplies;

/// <summary>Adds or edits a quick reply; closes with what was saved.</summary>
public sealed partial class QuickReplyDialog(SaveQuickReply save, IDialogService dialogs)
{
    private readonly FormState _state = new();
    private QuickReplyDraft _draft = new(null);
    private QuickReplyForm _before = default!;
    private QuickReplyForm? _loaded;
    private KeptText? _kept;

    /// <summary>What to edit; null for a new one.</summary>
    [Parameter]
    public QuickReplyForm? Form { get; set; }

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private string DraftKey => $"resposta-{Form?.Id?.ToString(CultureInfo.InvariantCulture) ?? "novo"}";

    protected override void OnInitialized()
    {
        Load(Form);
    }

    private void Load(QuickReplyForm? form)
    {
        _loaded = form;
        _draft = new QuickReplyDraft(form);
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
        Load(_state.Accept<QuickReplyForm>());
        await _kept!.SettleAsync();
    }

    private Task OverwriteAsync()
    {
        _loaded = _state.Accept<QuickReplyForm>();
        return SaveAsync();
    }
}
