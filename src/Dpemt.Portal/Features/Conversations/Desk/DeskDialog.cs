using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Desk;

/// <summary>How the dialogs of the desk look.</summary>
internal static class DeskDialog
{
    internal static readonly DialogOptions Options = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseButton = true, CloseOnEscapeKey = true, BackdropClick = false };

    /// <summary>Shows a dialog and gives what it was closed with; default when it was left.</summary>
    internal static async Task<T?> AskAsync<TDialog, T>(this IDialogService dialogs, string title, DialogParameters<TDialog> parameters)
        where TDialog : Microsoft.AspNetCore.Components.ComponentBase
    {
        var dialog = await dialogs.ShowAsync<TDialog>(title, parameters, Options);
        return await dialog.Result is { Canceled: false, Data: T data } ? data : default;
    }
}
