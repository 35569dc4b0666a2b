using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Components.Localization;
using Dpemt.Portal.Web.Features.Conversations;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Contract.Consumption;

/// <summary>One month's consumption: what each item owes, what that rests on, and its closing.</summary>
public sealed partial class ConsumptionPage(
    ConsumptionMonths months, ChangeFeed changes, IAuthorizationService authorization, TimeProvider clock, NavigationManager navigation, ILogger<ConsumptionPage> logger)
    : ComponentBase, IDisposable
{
    private static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _left = new();
    private readonly List<IDisposable> _live = [];
    private RefreshGate? _gate;
    private Actor _who = Actor.Portal;
    private bool _mayInspect;
    private BillingMonth _month;
    private ConsumptionReading? _reading;
    private string? _fault;
    private bool _slow;

    [SupplyParameterFromQuery]
    public string? Mes { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string Lead => _reading?.Contract is { } contract
        ? $"Contrato {contract.Number}, {contract.Terms.ContractorName}. {PortalCulture.ZoneName}."
        : PortalCulture.ZoneName + ".";

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        var user = (await Authentication).User;
        _who = user.ToActor();
        _mayInspect = (await authorization.AuthorizeAsync(user, Policies.InspectContract)).Succeeded;
        _gate = new(clock, ReadAtMostEvery, () => InvokeAsync(ReadAsync));
        _live.Add(_gate);
        _live.Add(changes.Subscribe(ChangeTopics.ContractMonth, change =>
        {
            if (change.Key.Length == 0 || change.Key == _month.ToString())
                _gate.Request();
        }));
        _live.Add(clock.CreateTimer(_ => _ = InvokeAsync(ShowSlow), null, SlowAfter, Timeout.InfiniteTimeSpan));
    }

    protected override async Task OnParametersSetAsync()
    {
        var before = _month;
        _month = BillingMonth.TryParse(Mes, out var month) ? month : BillingMonth.Of(clock.GetUtcNow());
        if (!RendererInfo.IsInteractive || (_reading is not null && before == _month))
            return;
        _reading = null;
        await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        foreach (var live in _live)
            live.Dispose();
        _left.Dispose();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            var month = _month;
            var reading = await months.RunAsync(month, _left.Token);
            if (month != _month)
                return;
            (_reading, _fault) = (reading, null);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = _reading is not null ? "Não foi possível atualizar os números: o que está na tela pode ter mudado." : "Não foi possível ler o consumo agora.";
        }

        StateHasChanged();
    }

    private void ShowSlow()
    {
        if (_reading is not null)
            return;
        _slow = true;
        StateHasChanged();
    }

    private void ChooseMonth(ChangeEventArgs change)
    {
        if (BillingMonth.TryParse(change.Value as string, out var month))
            navigation.NavigateTo(ConsumptionQuery.AddressOf(month));
    }

    private static string Nothing(ConsumptionReading reading) => reading switch
    {
        { State: ConsumptionState.Future } => "A competência ainda não começou.",
        { CountedUntil: null } => "Nada foi contado ainda. A contagem corre a cada minuto; se isto continuar, veja os trabalhos do portal.",
        _ => $"Nenhuma mensagem foi contada em {ContractText.Name(reading.Month)}.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The month's consumption could not be read")]
    private partial void LogReadFailed(Exception fault);
}
