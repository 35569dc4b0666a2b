using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Forecasts;

/// <summary>Scenarios in R$ beside the contract's reading; the address holds what is chosen.</summary>
public sealed partial class ScenarioPage(ScenarioView scenarios, NavigationManager navigation, ILogger<ScenarioPage> logger) : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Scenario _chosen = Scenario.OfContract;
    private Scenario? _asked;
    private ScenarioReading? _reading;
    private bool _loaded;
    private string? _fault;

    [SupplyParameterFromQuery]
    public string? Servico { get; set; }

    [SupplyParameterFromQuery]
    public string? Mensagens { get; set; }

    [SupplyParameterFromQuery]
    public string? Faixas { get; set; }

    [SupplyParameterFromQuery]
    public string? Leitura { get; set; }

    [SupplyParameterFromQuery]
    public string? Crescimento { get; set; }

    private string UsedTitle => _reading is { Months: 1 } ? "Mês usado até agora" : $"{_reading?.Months ?? 0} meses usados até agora";

    protected override async Task OnParametersSetAsync()
    {
        _chosen = ScenarioQuery.Read(Servico, Mensagens, Faixas, Leitura, Crescimento);
        if (_asked == _chosen)
            _asked = null;
        // Prerendering shows the frame: the circuit reads once, not both.
        if (RendererInfo.IsInteractive)
            await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            var asked = _chosen;
            var reading = await scenarios.RunAsync(asked, _left.Token);
            // The person may have chosen anew meanwhile; its own read is on the way.
            if (asked != _chosen)
                return;
            (_reading, _loaded, _fault) = (reading, true, null);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = "Não foi possível calcular os cenários agora.";
        }

        StateHasChanged();
    }

    /// <summary>A second change may come before the address of the first is back from the browser: it builds on what was asked for last.</summary>
    private void Choose(Func<Scenario, Scenario> change)
    {
        var wanted = change(_asked ?? _chosen);
        if (wanted == (_asked ?? _chosen))
            return;
        _asked = wanted;
        navigation.NavigateTo(ScenarioQuery.AddressOf(wanted), replace: true);
    }

    private static ScenarioLine Of(ScenarioRow row, ItemKind kind) => row.Year.Lines.FirstOrDefault(l => l.Kind == kind) ?? new(kind, 0, 0);

    private static string More(decimal difference) => difference == 0 ? "igual" : (difference > 0 ? "+\u00A0" : "") + ContractText.Money(difference);

    private static string Words(Scenario chosen) => chosen == Scenario.OfContract
        ? "Nada foi escolhido: é a leitura do contrato."
        : "Todos os valores escolhidos acima de uma vez.";

    /// <summary>What a row alone changes, in short; null for the contract and for several at once.</summary>
    private static string? Value(Scenario scenario) => scenario switch
    {
        { ServicePrice: { } price, MessagesPerAttendance: 1, Tiers: TierPeriod.Month, Reading: TierReading.Graduated, GrowthPercent: null } => $"R$ {ScenarioQuery.Field(price)}",
        { ServicePrice: null, MessagesPerAttendance: not 1, Tiers: TierPeriod.Month, Reading: TierReading.Graduated, GrowthPercent: null } => $"{ScenarioQuery.Field(scenario.MessagesPerAttendance)} por atendimento",
        { ServicePrice: null, MessagesPerAttendance: 1, Tiers: TierPeriod.Month, Reading: TierReading.Graduated, GrowthPercent: { } growth } => ContractText.Percent(growth),
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The scenarios could not be computed for a screen")]
    private partial void LogReadFailed(Exception fault);
}
