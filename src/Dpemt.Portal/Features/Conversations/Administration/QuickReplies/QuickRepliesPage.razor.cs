using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.QuickReplies;

public sealed partial class QuickRepliesPage(Dpemt.Portal.Conversations.Desk.QuickReplies list, DeleteQuickReply delete, IDialogService dialogs, ISnackbar snackbar)
{
    private MudTable<QuickReplyForm> _table = default!;
    private string? _search;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task<TableData<QuickReplyForm>> LoadAsync(TableState state, CancellationToken cancellation)
    {
        var page = await list.RunAsync(new TableQuery(_search, state.Page * state.PageSize, state.PageSize), cancellation);
        return new TableData<QuickReplyForm> { Items = page.Rows, TotalItems = page.Total };
    }

    private Task SearchAsync(string? text)
    {
        _search = text;
        _table.NavigateTo(0);
        return _table.ReloadServerData();
    }

    private async Task EditAsync(QuickReplyForm? row)
    {
        var parameters = new DialogParameters<QuickReplyDialog> { { dialog => dialog.Form, row }, { dialog => dialog.Actor, await ActorAsync() } };
        var dialog = await dialogs.ShowAsync<QuickReplyDialog>(row is null ? "Nova resposta rápida" : "Editar resposta rápida", parameters, Confirmations.Form(MaxWidth.Medium));
        if ((await dialog.Result)?.Data is not QuickReplyForm saved) return;
        snackbar.Add($"Resposta rápida salva.", Severity.Success);
        await _table.ReloadServerData();
    }

    private async Task DeleteAsync(QuickReplyForm row)
    {
        if (row.Id is not { } id || !await dialogs.ConfirmDeletionAsync($"a resposta /{row.Shortcut}", "Ela some da lista de quem atende.")) return;
        var result = await delete.RunAsync(await ActorAsync(), id, CancellationToken.None);
        snackbar.Add(result.Saved ? $"/{row.Shortcut} apagada." : result.Faults[0].Text, result.Saved ? Severity.Success : Severity.Error);
        await _table.ReloadServerData();
    }

    private async Task<Actor> ActorAsync() => (await Authentication).User.ToActor();
}
