using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Identity.ApiKeys;

public sealed partial class ApiKeysPage(ApiKeyList list, RevokeApiKey revoke, IDialogService dialogs, ISnackbar snackbar)
{
    private IReadOnlyList<ApiKeyLine>? _keys;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync() => _keys = await list.RunAsync(CancellationToken.None);

    private async Task CreateAsync()
    {
        var parameters = new DialogParameters<ApiKeyDialog> { { dialog => dialog.Actor, await ActorAsync() } };
        // Closed by its own buttons only: a slip would lose the only sight of the key.
        var dialog = await dialogs.ShowAsync<ApiKeyDialog>("Nova chave da API", parameters, Confirmations.Form(MaxWidth.Small));
        await dialog.Result;
        await LoadAsync();
    }

    private async Task RevokeAsync(ApiKeyLine key)
    {
        var effect = key.LastUsedAt is { } used
            ? $"O sistema usou a chave pela última vez em {Components.Localization.PortalCulture.ToLocal(used):dd/MM/yyyy HH:mm}. A partir de agora as chamadas dele são recusadas; para voltar, será preciso uma chave nova."
            : "As chamadas com esta chave passam a ser recusadas; para voltar, será preciso uma chave nova.";
        if (await dialogs.ShowMessageBoxAsync($"Revogar a chave de {key.Name}?", effect, yesText: "Revogar", cancelText: "Cancelar") != true) return;
        var revoked = await revoke.RunAsync(key.Id, await ActorAsync(), CancellationToken.None);
        snackbar.Add(revoked ? $"Chave de {key.Name} revogada." : "Esta chave já tinha sido revogada.", revoked ? Severity.Success : Severity.Info);
        await LoadAsync();
    }

    private async Task<Actor> ActorAsync() => (await Authentication).User.ToActor();
}
