using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Components.Localization;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Contract.Forecasts;

/// <summary>Used, left, pace and end of every balance, the curve of one, and the switch of essential messages.</summary>
public sealed partial class ForecastPage(
    ForecastView forecasts, SwitchEssentialOnly switches, ChangeFeed changes, IAuthorizationService authorization, ILogger<ForecastPage> logger) : ComponentBase, IDisposable
{
    private const int ShownSwitches = 20;

    private readonly CancellationTokenSource _left = new();
    private IDisposable? _subscription;
    private ContractForecast? _forecast;
    private MessagesPerAttendance? _attendance;
    private IReadOnlyList<EssentialOnly> _switches = [];
    private List<BalanceForecast> _planned = [];
    private ItemKind _chosen = ItemKind.Utility;
    private Actor _who = Actor.Portal;
    private bool _maySwitch;
    private bool _loaded;
    private string? _fault;

    /// <summary>The balance whose curve is shown.</summary>
    [SupplyParameterFromQuery]
    public string? Saldo { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string Lead => _forecast is { Year: { } year } forecast
        ? $"Contrato {forecast.Contract.Number}, ano contratual {year.Number}: {ForecastText.Day(year.First)} a {ForecastText.Day(year.Last)}."
        : "Quanto foi usado, quanto resta e quando acaba.";

    private string PlannedWords
    {
        get
        {
            var names = string.Join(" e ", _planned.Select(b => Balances.Name(b.Kind).ToLower(PortalCulture.Brazil)));
            var first = _planned.Min(b => b.Plan.EndsOn)!.Value;
            return $"{names} {(_planned.Count == 1 ? "acaba" : "acabam")} no {ForecastText.Month(_forecast!.Year.MonthOf(first))} do contrato, em {ForecastText.Day(first)}";
        }
    }

    /// <summary>The address of the page with the curve of one balance.</summary>
    public static string AddressOf(ItemKind balance) => "contrato/consumo/previsao?saldo=" + Balances.Code(balance);

    protected override async Task OnInitializedAsync()
    {
        // Prerendering shows the frame: the circuit reads once, not both.
        if (!RendererInfo.IsInteractive)
            return;
        var user = (await Authentication).User;
        _who = user.ToActor();
        _maySwitch = (await authorization.AuthorizeAsync(user, Policies.LimitSending)).Succeeded;
        _subscription = changes.Subscribe(ChangeTopics.EssentialOnly, change => _ = InvokeAsync(ReadAsync));
        await ReadAsync();
    }

    protected override void OnParametersSet() =>
        _chosen = Balances.All.FirstOrDefault(b => Balances.Code(b) == Saldo, _forecast?.Ending.FirstOrDefault()?.Kind ?? ItemKind.Utility);

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
        try
        {
            _forecast = await forecasts.RunAsync(_left.Token);
            _switches = await switches.HistoryAsync(ShownSwitches, _left.Token);
            _attendance = _forecast is null ? null : await forecasts.AttendancesAsync(_forecast, _left.Token);
            // A shortage of the last days is rounding of the documents ("year-of-118300"), not news.
            _planned = _forecast is null ? [] : [.. _forecast.Balances.Where(b => b.Plan.EndsOn is { } end && _forecast.Year.MonthOf(end) < ContractYear.Months)];
            (_loaded, _fault) = (true, null);
            OnParametersSet();
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = _loaded ? "Não foi possível atualizar: o que está na tela pode ter mudado." : "Não foi possível ler os saldos agora.";
        }

        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The forecast could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
