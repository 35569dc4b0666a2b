using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace Dpemt.Portal.Web.Features.Conversations.Desk;

/// <summary>What the script of the composer is told.</summary>
public sealed record ComposerAnswer(bool Done, string Text);

/// <summary>A ready answer with its variables filled in.</summary>
public sealed record ReadyReply(string Shortcut, string Text);

/// <summary>Where a person of the desk writes.</summary>
public sealed partial class Composer(
    SendReply send, AddNote addNote, DraftStore drafts, QuickReplies quickReplies, PresenceBoard presence, AttachFile attach, TimeProvider clock, IJSRuntime script)
    : ComponentBase
{
    private readonly ComposerAttachment _attachment = new();
    private readonly CancellationTokenSource _left = new();
    private ElementReference _form;

    /// <summary>Never changed after the first rendering: the text belongs to the browser, and a later value would overwrite it.</summary>
    private string? _draftAtFirst;

    private IJSObjectReference? _module;
    private DotNetObjectReference<Composer>? _self;

    /// <summary>The script listens: a press of "Enviar" before would be lost without a word.</summary>
    private bool _attached;

    [Parameter, EditorRequired]
    public ConversationPageModel Model { get; set; } = default!;

    [Parameter, EditorRequired]
    public Actor Who { get; set; } = default!;

    /// <summary>The history changed: an answer began, was stored, or came back.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>The person asks for the approved templates.</summary>
    [Parameter]
    public EventCallback OnTemplates { get; set; }

    private Guid ConversationId => Model.ConversationId;
    private string CitizenName => Model.Header?.CitizenName ?? "o assistido";

    [JSInvokable]
    public async Task<ComposerAnswer> SendAsync(Guid key, string text)
    {
        var quoted = Model.Quoted;
        if (!Model.Begin(key, text, _attachment.Name, clock.GetUtcNow()))
            return new(false, "Esta mensagem já está sendo enviada.");
        var changed = OnChanged.InvokeAsync();
        DeskResult result;
        try
        {
            result = await send.RunAsync(Who, new Reply(ConversationId, key, text, _attachment.Id, quoted?.MessageId), _left.Token);
        }
        catch
        {
            Model.Drop(key);
            throw;
        }

        if (result.Done)
        {
            Model.Confirm(key, result.MessageId);
            Model.Draft = null;
            _attachment.Clear();
            if (Model.Quoted == quoted)
                Model.Unquote();
        }
        else
        {
            Model.Drop(key);
        }

        await changed;
        await OnChanged.InvokeAsync();
        return new(result.Done, result.Text);
    }

    [JSInvokable]
    public async Task<ComposerAnswer> SaveNoteAsync(string text)
    {
        var result = await addNote.RunAsync(Who, ConversationId, text, _left.Token);
        return new(result.Done, result.Text);
    }

    /// <summary>The quote that this tab kept over a reload; false when it is not in the history that is shown.</summary>
    [JSInvokable]
    public bool Quote(long message)
    {
        var found = Model.Quote(message);
        StateHasChanged();
        return found;
    }

    [JSInvokable]
    public void Unquote()
    {
        Model.Unquote();
        StateHasChanged();
    }

    [JSInvokable]
    public Task SaveDraftAsync(string text)
    {
        Model.Draft = text;
        return drafts.SaveAsync(Who, ConversationId, text, CancellationToken.None);
    }

    [JSInvokable]
    public Task TypedAsync() => presence.SeeAsync(Who, ConversationId, typing: true, _left.Token);

    protected override void OnInitialized() => _draftAtFirst = Model.Draft;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _module = await script.InvokeAsync<IJSObjectReference>("import", "./" + Assets["js/desk-composer.js"]);
        var setup = new { conversation = ConversationId, limit = Reply.TextLength, replies = await RepliesAsync() };
        await _module.InvokeVoidAsync("attach", _form, _self, setup);
        _attached = true;
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        _self?.Dispose();
        _left.Dispose();
        if (_module is null)
            return;
        try
        {
            await _module.InvokeVoidAsync("detach", _form);
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone.
        }
    }

    private async Task<IReadOnlyList<ReadyReply>> RepliesAsync()
    {
        var page = await quickReplies.RunAsync(new TableQuery(Take: 200), _left.Token);
        return [.. page.Rows.Select(r => new ReadyReply(r.Shortcut, QuickReplies.Fill(r.Text, Model.Header?.FirstName, Model.Header?.Bot.City, Who.Name)))];
    }

    private async Task AttachAsync(InputFileChangeEventArgs chosen)
    {
        var file = chosen.File;
        if (file.Size > ComposerAttachment.MostBytes)
        {
            _attachment.Refuse($"O arquivo tem {MessageWords.SizeOf(file.Size)}; o limite é 16 MB. Envie uma versão menor.");
            return;
        }

        _attachment.Begin(file.Name, file.Size);
        StateHasChanged();
        var round = _attachment.Round;
        try
        {
            var bytes = await ReadAsync(file);
            // The person may have removed it meanwhile.
            if (round != _attachment.Round)
                return;
            var stored = await attach.RunAsync(Who, ConversationId, file.Name, file.ContentType, bytes, _left.Token);
            if (stored.File is { } kept)
                _attachment.Ready(kept.Id);
            else
                _attachment.Refuse(stored.Result.Text);
        }
        catch (IOException)
        {
            _attachment.Refuse("O arquivo não pôde ser lido até o fim. Anexe-o de novo.");
        }
    }

    private async Task<byte[]> ReadAsync(IBrowserFile file)
    {
        await using var from = file.OpenReadStream(ComposerAttachment.MostBytes, _left.Token);
        var bytes = new byte[file.Size];
        var read = 0;
        var shown = 0;
        while (read < bytes.Length)
        {
            var count = await from.ReadAsync(bytes.AsMemory(read), _left.Token);
            if (count == 0)
                throw new IOException("The browser's file ended early.");
            read += count;
            _attachment.Loaded(read);
            if (_attachment.Percent - shown < 5)
                continue;
            shown = _attachment.Percent;
            StateHasChanged();
        }

        return bytes;
    }

    private void RemoveAttachment() => _attachment.Clear();
}
