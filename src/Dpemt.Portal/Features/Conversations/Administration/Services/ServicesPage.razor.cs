using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Services;

public sealed partial class ServicesPage(ServiceList list, DeleteService delete, IDialogService dialogs, ISnackbar snackbar)
{
    private MudTable<ServiceForm> _table = default!;
    private string? _search;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task<TableData<ServiceForm>> LoadAsync(TableState state, CancellationToken cancellation)
    {
        var page = await list.RunAsync(new TableQuery(_search, state.Page * state.PageSize, state.PageSize), cancellation);
        return new TableData<ServiceForm> { Items = page.Rows, TotalItems = page.Total };
    }

    private Task SearchAsync(string? text)
    {
        _search = text;
        _table.NavigateTo(0);
        return _table.ReloadServerData();
    }

    private async Task EditAsync(ServiceForm? row)
    {
        var parameters = new DialogParameters<ServiceDialog> { { dialog => dialog.Form, row }, { dialog => dialog.Actor, await ActorAsync() } };
        var dialog = await dialogs.ShowAsync<ServiceDialog>(row is null ? "Novo serviço" : "Editar serviço", parameters, Confirmations.Form(MaxWidth.Medium));
        if ((await dialog.Result)?.Data is not ServiceForm saved) return;
        snackbar.Add($"{saved.Name.Trim()} salvo. O robô já o usa.", Severity.Success);
        await _table.ReloadServerData();
    }

    private async Task DeleteAsync(ServiceForm row)
    {
        if (row.Id is not { } id || !await dialogs.ConfirmDeletionAsync($"o serviço {row.Name}", "O robô deixa de reconhecê-lo. Para pausar sem perder os dados, desative-o.")) return;
        var result = await delete.RunAsync(await ActorAsync(), id, CancellationToken.None);
        snackbar.Add(result.Saved ? $"{row.Name} apagado." : result.Faults[0].Text, result.Saved ? Severity.Success : Severity.Error);
        await _table.ReloadServerData();
    }

    private async Task<Actor> ActorAsync() => (await Authentication).User.ToActor();
}
