using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
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

/// <summary>The list of incidents; its filters are in the address.</summary>
public sealed partial class IncidentsPage(
    IncidentList list, IMailRoute mail, ChangeFeed changes, TimeProvider clock, NavigationManager navigation, IDialogService dialogs, ILogger<IncidentsPage> logger)
    : ComponentBase, IDisposable
{
    private static readonly (string Key, string Label)[] ShownWords =
        [("", "Em curso e encerrados"), ("em-curso", "Em curso"), ("encerrado", "Encerrados"), ("excluido", "Excluídos do cálculo"), ("anteriores", "Substituídos e retirados"), ("todos", "Todos")];

    private readonly CancellationTokenSource _left = new();
    private IncidentRows? _page;
    private DateTimeOffset _now;
    private RefreshGate? _gate;
    private IDisposable? _subscription;
    private string? _fault;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Mes { get; set; }

    [SupplyParameterFromQuery]
    private string? Componente { get; set; }

    [SupplyParameterFromQuery]
    private string? Situacao { get; set; }

    [SupplyParameterFromQuery]
    private string? Pagina { get; set; }

    private IMailRoute Mail => mail;

    private bool IsFiltered => !string.IsNullOrEmpty(Mes) || !string.IsNullOrEmpty(Componente) || !string.IsNullOrEmpty(Situacao);

    private int Number => int.TryParse(Pagina, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 1 and < 100_000 ? page - 1 : 0;

    private IncidentShown Shown => Math.Max(0, Array.FindIndex(ShownWords, w => w.Key == (Situacao ?? ""))) switch { var at => (IncidentShown)at };

    protected override void OnInitialized()
    {
        _now = clock.GetUtcNow();
        if (!RendererInfo.IsInteractive)
            return;
        _gate = new(clock, TimeSpan.FromSeconds(1), () => InvokeAsync(ReadAsync));
        _subscription = changes.Subscribe(ChangeTopics.Incident, _ => _gate.Request());
    }

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? ReadAsync() : Task.CompletedTask;

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
            BillingMonth? month = BillingMonth.TryParse(Mes, out var read) ? read : null;
            _page = await list.RunAsync(new(month, ServiceComponents.Find(Componente), Shown, Number), _left.Token);
            _now = clock.GetUtcNow();
            _fault = null;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = "Não foi possível carregar os incidentes agora.";
        }

        StateHasChanged();
    }

    private void Filter(string name, ChangeEventArgs change)
    {
        var value = change.Value as string;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrEmpty(value) ? null : value, ["pagina"] = null }));
    }

    private string PageAddress(int number) => navigation.GetUriWithQueryParameter("pagina", number + 1);

    private async Task OpenAsync()
    {
        Actor who = (await Authentication).User.ToActor();
        var dialog = await dialogs.ShowAsync<FactsDialog>("Registrar incidente", new DialogParameters<FactsDialog> { { d => d.Who, who } }, Confirmations.Form(MaxWidth.Medium));
        if (await dialog.Result is { Canceled: false, Data: ContractResult { Id: { } id } })
            navigation.NavigateTo($"contrato/incidentes/{id}");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The incidents could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
