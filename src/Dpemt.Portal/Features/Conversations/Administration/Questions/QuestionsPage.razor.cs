using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Questions;

public sealed partial class QuestionsPage(FrequentQuestionList list, DeleteFrequentQuestion delete, IDialogService dialogs, ISnackbar snackbar)
{
    private MudTable<FrequentQuestionForm> _table = default!;
    private string? _search;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private async Task<TableData<FrequentQuestionForm>> LoadAsync(TableState state, CancellationToken cancellation)
    {
        var page = await list.RunAsync(new TableQuery(_search, state.Page * state.PageSize, state.PageSize), cancellation);
        return new TableData<FrequentQuestionForm> { Items = page.Rows, TotalItems = page.Total };
    }

    private Task SearchAsync(string? text)
    {
        _search = text;
        _table.NavigateTo(0);
        return _table.ReloadServerData();
    }

    private async Task EditAsync(FrequentQuestionForm? row)
    {
        var parameters = new DialogParameters<QuestionDialog> { { dialog => dialog.Form, row }, { dialog => dialog.Actor, await ActorAsync() } };
        var dialog = await dialogs.ShowAsync<QuestionDialog>(row is null ? "Nova pergunta" : "Editar pergunta", parameters, Confirmations.Form(MaxWidth.Medium));
        if ((await dialog.Result)?.Data is not FrequentQuestionForm saved) return;
        snackbar.Add($"“{saved.Question.Trim()}” salva. O robô já a usa.", Severity.Success);
        await _table.ReloadServerData();
    }

    private async Task DeleteAsync(FrequentQuestionForm row)
    {
        if (row.Id is not { } id || !await dialogs.ConfirmDeletionAsync($"a pergunta “{row.Question}”", "O robô deixa de respondê-la. Para pausar sem perder o texto, desative-a.")) return;
        var result = await delete.RunAsync(await ActorAsync(), id, CancellationToken.None);
        snackbar.Add(result.Saved ? $"“{row.Question}” apagada." : result.Faults[0].Text, result.Saved ? Severity.Success : Severity.Error);
        await _table.ReloadServerData();
    }

    private async Task<Actor> ActorAsync() => (await Authentication).User.ToActor();
}
