using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Receptions;

public sealed partial class ReceptionsPage(ReceptionList list, DeleteReception delete, IDialogService dialogs, ISnackbar snackbar)
{
    private MudTable<ReceptionRow> _table = default!;
    private string? _search;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task<TableData<ReceptionRow>> LoadAsync(TableState state, CancellationToken cancellation)
    {
        var page = await list.RunAsync(new TableQuery(_search, state.Page * state.PageSize, state.PageSize), cancellation);
        return new TableData<ReceptionRow> { Items = page.Rows, TotalItems = page.Total };
    }

    private Task SearchAsync(string? text)
    {
        _search = text;
        _table.NavigateTo(0);
        return _table.ReloadServerData();
    }

    private async Task DeleteAsync(ReceptionRow row)
    {
        if (!await dialogs.ConfirmDeletionAsync($"a recepção {row.Name}", "Os horários e a abrangência dela são apagados. Uma recepção que já atendeu não pode ser apagada: desative-a.")) return;
        var actor = (await Authentication).User.ToActor();
        var result = await delete.RunAsync(actor, row.Id, CancellationToken.None);
        snackbar.Add(result.Saved ? $"{row.Name} apagada." : result.Faults[0].Text, result.Saved ? Severity.Success : Severity.Error);
        await _table.ReloadServerData();
    }
}
