using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Notices;

/// <summary>Who is told by e-mail, and what became of the last notices.</summary>
public sealed partial class NoticesPage(
    NoticeRecipients recipients, NoticeLog log, SendTestMail test, IMailRoute route, ChangeFeed changes, IDialogService dialogs) : ComponentBase, IDisposable
{
    private const int PageSize = 20;

    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<RecipientForm>? _recipients;
    private List<NoticeLine>? _lines;
    private (bool Good, string Text)? _note;
    private IDisposable? _subscription;
    private bool _more;
    private bool _busy;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private IMailRoute Route => route;

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        _subscription = changes.Subscribe(ChangeTopics.Settings, change =>
        {
            if (change.Key == NoticeRecipients.Table)
                _ = InvokeAsync(ReadAsync);
        });
        await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        _subscription?.Dispose();
        _left.Dispose();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        _recipients = await recipients.ListAsync(CancellationToken.None);
        _lines = [.. await log.RunAsync(null, PageSize, CancellationToken.None)];
        _more = _lines.Count == PageSize;
        StateHasChanged();
    }

    private async Task MoreAsync()
    {
        var older = await log.RunAsync(_lines![^1].Id, PageSize, CancellationToken.None);
        _lines.AddRange(older);
        _more = older.Count == PageSize;
    }

    private async Task EditAsync(RecipientForm form)
    {
        var dialog = await dialogs.ShowAsync<RecipientDialog>(
            "Destinatário", new DialogParameters<RecipientDialog> { { d => d.Who, await WhoAsync() }, { d => d.Form, form } }, Confirmations.Form(MaxWidth.Small));
        if (await dialog.Result is not { Canceled: false, Data: string text })
            return;
        _note = (true, text);
        await ReadAsync();
    }

    private async Task DeleteAsync(RecipientForm recipient)
    {
        if (await dialogs.ShowMessageBoxAsync($"Remover {recipient.Name}?", "Deixa de receber avisos. O que já foi enviado continua na lista.", yesText: "Remover", cancelText: "Cancelar") == true)
            await DoAsync(async who => await recipients.DeleteAsync(who, recipient.Id!.Value, CancellationToken.None));
    }

    private Task TestAsync(RecipientForm recipient) => DoAsync(async who => await test.RunAsync(who, recipient.Id!.Value, CancellationToken.None));

    private async Task DoAsync(Func<Actor, Task<NoticeResult>> act)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var result = await act(await WhoAsync());
            _note = (result.Done, result.Refusal?.Message ?? result.Text);
        }
        finally
        {
            _busy = false;
        }

        await ReadAsync();
    }

    private async Task<Actor> WhoAsync() => (await Authentication).User.ToActor();
}
