using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

/// <summary>The questions that a page asks before something is lost.</summary>
public static class Confirmations
{
    public static async Task<bool> ConfirmDeletionAsync(this IDialogService dialogs, string what, string effect) =>
        await dialogs.ShowMessageBoxAsync($"Apagar {what}?", effect, yesText: "Apagar", cancelText: "Cancelar") == true;

    public static async Task<bool> ConfirmLeavingAsync(this IDialogService dialogs) =>
        await dialogs.ShowMessageBoxAsync("Sair sem salvar?", "O que você mudou ainda não foi salvo.", yesText: "Sair sem salvar", cancelText: "Continuar editando") == true;

    public static async Task<bool> ConfirmRestoringAsync(this IDialogService dialogs) =>
        await dialogs.ShowMessageBoxAsync("Voltar ao texto padrão?", "O texto que vocês escreveram será apagado.", yesText: "Voltar ao padrão", cancelText: "Cancelar") == true;

    /// <summary>A form must not vanish by a slip: only its own buttons close it.</summary>
    public static DialogOptions Form(MaxWidth width) => new() { MaxWidth = width, FullWidth = true, CloseOnEscapeKey = false, CloseButton = false, BackdropClick = false };
}
