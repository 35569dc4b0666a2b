using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Identity.Users;

public sealed partial class UsersPage(UserAdministration users, ReceptionChoices receptionChoices, IDialogService dialogs, ISnackbar snackbar)
{
    private MudTable<UserRow> _table = default!;
    private IReadOnlyList<ReceptionChoice> _receptions = [];
    private string? _search;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected override async Task OnInitializedAsync() => _receptions = await receptionChoices.RunAsync(CancellationToken.None);

    private async Task<TableData<UserRow>> LoadAsync(TableState state, CancellationToken cancellation)
    {
        var page = await users.List.RunAsync(_search, state.Page, state.PageSize, cancellation);
        return new TableData<UserRow> { Items = page.Rows, TotalItems = page.Total };
    }

    private Task SearchAsync(string? text)
    {
        _search = text;
        _table.NavigateTo(0);
        return _table.ReloadServerData();
    }

    private string ReceptionNames(UserRow row) =>
        row.ReceptionIds.Count == 0 && row.Roles.Contains(Roles.Supervisor)
            ? "Todas"
            : string.Join(", ", _receptions.Where(reception => row.ReceptionIds.Contains(reception.Id)).Select(reception => reception.Name));

    private async Task CreateAsync()
    {
        var result = await AskDetailsAsync("Novo usuário", null);
        if (result is { TemporaryPassword: { } password, Name: var name }) await ShowPasswordAsync(name, password);
        if (result is not null) await _table.ReloadServerData();
    }

    private async Task EditAsync(UserRow row)
    {
        if (await AskDetailsAsync("Editar usuário", row) is null) return;
        snackbar.Add("Usuário alterado. As sessões abertas dele foram encerradas.", Severity.Success);
        await _table.ReloadServerData();
    }

    private async Task ResetPasswordAsync(UserRow row)
    {
        if (!await ConfirmAsync("Gerar senha temporária", $"A senha atual de {row.DisplayName} deixa de valer e as sessões abertas são encerradas.", "Gerar senha")) return;
        var result = await users.ResetPassword.RunAsync(await ActorAsync(), row.Id, CancellationToken.None);
        if (result.TemporaryPassword is { } password) await ShowPasswordAsync(row.DisplayName, password);
        await ReportAsync(result.Refusal, "Senha temporária gerada.");
    }

    private async Task UnlockAsync(UserRow row) =>
        await ReportAsync(await users.Unlock.RunAsync(await ActorAsync(), row.Id, CancellationToken.None), "Usuário desbloqueado.");

    private async Task ResetTwoFactorAsync(UserRow row)
    {
        if (!await ConfirmAsync("Desligar verificação em duas etapas", $"{row.DisplayName} passa a entrar só com a senha, até ligar a verificação de novo.", "Desligar")) return;
        await ReportAsync(await users.ResetTwoFactor.RunAsync(await ActorAsync(), row.Id, CancellationToken.None), "Verificação em duas etapas desligada.");
    }

    private async Task SetEnabledAsync(UserRow row)
    {
        if (!row.Disabled && !await ConfirmAsync("Desativar usuário", $"{row.DisplayName} deixa de entrar no portal e as sessões abertas são encerradas. O histórico fica.", "Desativar")) return;
        var refusal = await users.SetEnabled.RunAsync(await ActorAsync(), row.Id, row.Disabled, CancellationToken.None);
        await ReportAsync(refusal, row.Disabled ? "Usuário reativado." : "Usuário desativado.");
    }

    private async Task<UserDialogResult?> AskDetailsAsync(string title, UserRow? row)
    {
        var parameters = new DialogParameters<UserDialog>
        {
            { dialog => dialog.Row, row },
            { dialog => dialog.Receptions, _receptions },
            { dialog => dialog.Actor, await ActorAsync() },
        };
        var dialog = await dialogs.ShowAsync<UserDialog>(title, parameters, Confirmations.Form(MaxWidth.Small));
        return (await dialog.Result)?.Data as UserDialogResult;
    }

    private async Task ShowPasswordAsync(string name, string password)
    {
        var parameters = new DialogParameters<TemporaryPasswordDialog> { { dialog => dialog.Name, name }, { dialog => dialog.Password, password } };
        var dialog = await dialogs.ShowAsync<TemporaryPasswordDialog>("Senha temporária", parameters, new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true });
        await dialog.Result;
    }

    private async Task<bool> ConfirmAsync(string title, string message, string yes) =>
        await dialogs.ShowMessageBoxAsync(title, message, yesText: yes, cancelText: "Cancelar") == true;

    private async Task ReportAsync(Refusal? refusal, string done)
    {
        if (refusal is null) snackbar.Add(done, Severity.Success);
        else snackbar.Add(refusal.Message, Severity.Error);
        await _table.ReloadServerData();
    }

    private async Task<Actor> ActorAsync() => (await Authentication).User.ToActor();
}
