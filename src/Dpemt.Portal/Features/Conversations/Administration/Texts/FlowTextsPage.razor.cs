using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Texts;

public sealed partial class FlowTextsPage(FlowTextList list, SaveFlowText save, RestoreFlowText restore, IDialogService dialogs, ISnackbar snackbar)
{
    private FormState _state = new();
    private IReadOnlyList<FlowTextRow>? _rows;
    private FlowTextRow? _row;
    private string? _text;
    private string? _loaded;
    private FlowTextEditor? _editor;
    private string? _search;
    private bool _onlyChanged;

    /// <summary>Key of the text to edit.</summary>
    [SupplyParameterFromQuery(Name = "texto")]
    public string? Key { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private bool IsDirty => _row is not null && Clean(_text) != Clean(_row.Text);

    private IReadOnlyList<(string Title, IReadOnlyList<FlowTextRow> Rows)> Shown => FlowTextGroups.Of((_rows ?? []).Where(row => !_onlyChanged || row.Changed));

    protected override async Task OnParametersSetAsync()
    {
        _rows ??= await list.RunAsync(_search, CancellationToken.None);
        if (Key == _row?.Key) return;
        var all = _rows.Any(row => row.Key == Key) ? _rows : await list.RunAsync(null, CancellationToken.None);
        Open(all.FirstOrDefault(row => row.Key == Key));
    }

    private static string Clean(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    private void Open(FlowTextRow? row)
    {
        _row = row;
        _text = _loaded = row?.Text;
        _state = new FormState();
    }

    private async Task SearchAsync(string? text)
    {
        _search = text;
        _rows = await list.RunAsync(text, CancellationToken.None);
    }

    private async Task SaveAsync()
    {
        if (_row is not { } row) return;
        var actor = await ActorAsync();
        if (await _state.SaveAsync(() => save.RunAsync(actor, row.Key, _text, _loaded, CancellationToken.None)) is null) return;
        snackbar.Add("Texto salvo. O robô já o usa.", Severity.Success);
        await ReloadAsync();
    }

    private async Task RestoreAsync()
    {
        if (_row is not { } row || !await dialogs.ConfirmRestoringAsync()) return;
        var actor = await ActorAsync();
        if (await _state.SaveAsync(() => restore.RunAsync(actor, row.Key, CancellationToken.None)) is null) return;
        snackbar.Add("O texto padrão voltou.", Severity.Success);
        await ReloadAsync();
    }

    private async Task UndoAsync()
    {
        _text = _row?.Text;
        if (_editor is not null) await _editor.SettleAsync();
    }

    private Task LoadCurrentAsync()
    {
        _state.Accept<string>();
        return ReloadAsync();
    }

    private Task OverwriteAsync()
    {
        _loaded = _state.Accept<string>();
        return SaveAsync();
    }

    private async Task ReloadAsync()
    {
        if (_editor is not null) await _editor.SettleAsync();
        Open((await list.RunAsync(null, CancellationToken.None)).FirstOrDefault(row => row.Key == _row?.Key));
        _rows = await list.RunAsync(_search, CancellationToken.None);
    }

    private async Task ConfirmLeavingAsync(LocationChangingContext context)
    {
        if (IsDirty && !await dialogs.ConfirmLeavingAsync()) context.PreventNavigation();
        else if (_editor is not null) await _editor.SettleAsync();
    }

    private async Task<Actor> ActorAsync() => (await Authentication).User.ToActor();
}
