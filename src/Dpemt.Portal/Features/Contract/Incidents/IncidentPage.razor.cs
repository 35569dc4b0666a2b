using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Web.Features.Conversations;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;
using Dpemt.Portal.Web.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Dpemt.Portal.Web.Features.Contract.Incidents;

/// <summary>One incident: facts, ticket, effect, timeline, and the officer's acts.</summary>
public sealed partial class IncidentPage(
    IncidentView view, IncidentEffect effect, IncidentActList acts, IMailRoute mail, ChangeFeed changes, TimeProvider clock,
    IDialogService dialogs, ILogger<IncidentPage> logger) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Actor _who = Actor.Portal;
    private IncidentPicture? _picture;
    private EffectOfIncident? _effect;
    private DateTimeOffset _now;
    private RefreshGate? _gate;
    private IDisposable? _subscription;
    private string? _fault;
    private string? _note;
    private bool _noteIsWarning;
    private bool _missing;
    private long _read;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Parameter]
    public long Id { get; set; }

    private IMailRoute Mail => mail;

    private IEnumerable<(string Label, Func<Task> RunAsync)> Acts =>
        _picture is { } picture
            ? [
                .. picture.Incident.Stands ? [("Corrigir", CorrectAsync)] : Array.Empty<(string, Func<Task>)>(),
                .. acts.For(picture, _who, _now).Select(a => (a.Label, (Func<Task>)(() => AskAsync(a.Act)))),
            ]
            : [];

    protected override async Task OnInitializedAsync()
    {
        _now = clock.GetUtcNow();
        if (!RendererInfo.IsInteractive)
            return;
        _who = (await Authentication).User.ToActor();
        _gate = new(clock, TimeSpan.FromMilliseconds(500), () => InvokeAsync(ReadAsync));
        _subscription = changes.Subscribe(ChangeTopics.Incident, change =>
        {
            if (change.Key == Id.ToString(CultureInfo.InvariantCulture))
                _gate.Request();
        });
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _read == Id)
            return;
        (_read, _picture, _effect, _missing) = (Id, null, null, false);
        await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        _subscription?.Dispose();
        _gate?.Dispose();
        _left.Dispose();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            var picture = await view.RunAsync(Id, _left.Token);
            _now = clock.GetUtcNow();
            (_picture, _missing, _fault) = (picture, picture is null, null);
            StateHasChanged();
            if (picture is not null)
                _effect = await effect.RunAsync(picture.Incident.StartAt, picture.Incident.EndAt, _left.Token);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(Id, fault);
            _fault = _picture is null ? "Não foi possível carregar o incidente agora." : "Não foi possível atualizar: o que se vê pode ter mudado. Recarregue a página.";
        }

        StateHasChanged();
    }

    private Task CorrectAsync() => ShowAsync<FactsDialog>(
        "Corrigir", new DialogParameters<FactsDialog> { { d => d.Who, _who }, { d => d.Incident, _picture!.Incident } });

    private Task AskAsync(Act act) => ShowAsync<ActDialog>(act.Title, new DialogParameters<ActDialog> { { d => d.Who, _who }, { d => d.Act, act } });

    private async Task ShowAsync<TDialog>(string title, DialogParameters<TDialog> parameters)
        where TDialog : ComponentBase
    {
        var dialog = await dialogs.ShowAsync<TDialog>(title, parameters, Confirmations.Form(MaxWidth.Medium));
        if (await dialog.Result is not { Canceled: false, Data: ContractResult result })
        {
            // A refusal for a newer version leaves the old facts behind: what stands now is shown when the dialog is left.
            await ReadAsync();
            return;
        }

        (_note, _noteIsWarning) = (result.Note ?? "Gravado.", result.Note is not null);
        await ReadAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Incident {Id} could not be read for a screen")]
    private partial void LogReadFailed(long id, Exception fault);
}
