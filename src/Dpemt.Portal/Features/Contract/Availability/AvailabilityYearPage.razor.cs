using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Web.Features.Conversations;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Availability;

/// <summary>The months of a year, and what they allow together.</summary>
public sealed partial class AvailabilityYearPage(YearView years, ChangeFeed changes, TimeProvider clock, ILogger<AvailabilityYearPage> logger) : ComponentBase, IDisposable
{
    private static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _left = new();
    private readonly List<IDisposable> _live = [];
    private YearReading? _reading;
    private string? _fault;
    private bool _loaded;
    private int _year;

    [SupplyParameterFromQuery]
    public string? Ano { get; set; }

    private string Broken
    {
        get
        {
            var recurrence = _reading!.Recurrence;
            var span = $"nos doze meses até {ContractText.Name(recurrence.Until)}";
            return recurrence.Broken.Count switch
            {
                0 => $"Nenhuma competência abaixo do SLA {span}.",
                1 => $"Uma competência abaixo do SLA {span}: {recurrence.Broken[0].Month.Label}. Reincidência começa na segunda.",
                var count => $"{count} competências abaixo do SLA {span}: {string.Join(", ", recurrence.Broken.Select(m => m.Month.Label))}.",
            };
        }
    }

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        var gate = new RefreshGate(clock, ReadAtMostEvery, () => InvokeAsync(ReadAsync));
        _live.AddRange([gate, changes.Subscribe(ChangeTopics.ContractMonth, _ => gate.Request()), changes.Subscribe(ChangeTopics.Incident, _ => gate.Request())]);
    }

    protected override async Task OnParametersSetAsync()
    {
        _year = int.TryParse(Ano, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 2000 and < 2199
            ? year
            : ContractTime.DayOf(clock.GetUtcNow()).Year;
        if (RendererInfo.IsInteractive)
            await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        foreach (var live in _live)
            live.Dispose();
        _left.Dispose();
    }

    private static string Address(int year) => $"contrato/disponibilidade/ano?ano={year}";

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            var year = _year;
            var reading = await years.RunAsync(year, _left.Token);
            if (year != _year)
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
            _fault = "Não foi possível ler o ano agora.";
        }

        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The year's page could not be read")]
    private partial void LogReadFailed(Exception fault);
}
