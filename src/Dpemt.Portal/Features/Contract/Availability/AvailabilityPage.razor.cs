using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Components.Localization;
using Dpemt.Portal.Web.Features.Conversations;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Contract.Availability;

/// <summary>One month's availability: whether it was met, what it costs, what that rests on, and its closing.</summary>
public sealed partial class AvailabilityPage(
    MonthView months, MonthHistory records, ContractDocuments documents, ChangeFeed changes, IAuthorizationService authorization, TimeProvider clock,
    NavigationManager navigation, ILogger<AvailabilityPage> logger) : ComponentBase, IDisposable
{
    private static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _left = new();
    private readonly List<IDisposable> _live = [];
    private RefreshGate? _gate;
    private Actor _who = Actor.Portal;
    private bool _mayInspect;
    private MonthQuery _query = MonthQuery.Read(null, null, DateTimeOffset.UnixEpoch);
    private MonthReading? _reading;
    private MonthReading? _shown;
    private MonthRecordHistory? _history;
    private IReadOnlyDictionary<long, DocumentLine> _documents = new Dictionary<long, DocumentLine>();
    private string? _fault;
    private bool _loaded;
    private bool _slow;

    [SupplyParameterFromQuery]
    public string? Mes { get; set; }

    /// <summary>Incidents left out on trial, by commas.</summary>
    [SupplyParameterFromQuery]
    public string? Sem { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string Heading => "Disponibilidade, " + ContractText.Name(_query.Month);

    private string Lead => _reading is { } reading
        ? $"Contrato {reading.Contract.Number}, {reading.Contract.Terms.ContractorName}. {PortalCulture.ZoneName}."
        : PortalCulture.ZoneName + ".";

    protected override async Task OnInitializedAsync()
    {
        // Prerendering shows the frame: the circuit reads once, not both.
        if (!RendererInfo.IsInteractive)
            return;
        var user = (await Authentication).User;
        _who = user.ToActor();
        _mayInspect = (await authorization.AuthorizeAsync(user, Policies.InspectContract)).Succeeded;
        _gate = new(clock, ReadAtMostEvery, () => InvokeAsync(ReadAsync));
        _live.Add(_gate);
        _live.Add(changes.Subscribe(ChangeTopics.Incident, _ => _gate.Request()));
        _live.Add(changes.Subscribe(ChangeTopics.ContractMonth, change => RequestFor(change.Key)));
        _live.Add(clock.CreateTimer(_ => _ = InvokeAsync(Tick), null, TickEvery, TickEvery));
        _live.Add(clock.CreateTimer(_ => _ = InvokeAsync(ShowSlow), null, SlowAfter, Timeout.InfiniteTimeSpan));
    }

    protected override async Task OnParametersSetAsync()
    {
        var before = _query.Month;
        _query = MonthQuery.Read(Mes, Sem, clock.GetUtcNow());
        if (!RendererInfo.IsInteractive)
            return;
        if (_loaded && before == _query.Month)
        {
            Show();
            return;
        }

        (_loaded, _reading, _shown, _history) = (false, null, null, null);
        await ReadAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        foreach (var live in _live)
            live.Dispose();
        _left.Dispose();
    }

    private void RequestFor(string month)
    {
        if (month.Length == 0 || month == _query.Month.ToString())
            _gate?.Request();
    }

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            var month = _query.Month;
            var reading = await months.RunAsync(month, _left.Token);
            var history = await records.RunAsync(month, _left.Token);
            var lines = await documents.LinesAsync(DocumentIds(history), _left.Token);
            // The person may have gone to another month meanwhile; its own read is on the way.
            if (month != _query.Month)
                return;
            (_reading, _history, _documents, _loaded, _fault) = (reading, history, lines, true, null);
            Show();
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            // What is on the screen stays, with the fault said above it.
            LogReadFailed(fault);
            _fault = _loaded ? "Não foi possível atualizar os números: o que está na tela pode ter mudado." : "Não foi possível ler a competência agora.";
        }

        StateHasChanged();
    }

    private void Show() => _shown = _reading is { } reading && _query.Without.Count > 0 ? reading.Without(_query.Without) : _reading;

    private void Tick()
    {
        // Only an outage that lasts moves the figures by itself, and the end of the month its state.
        if (_reading is not { } reading || (!reading.Outages.Any(o => o.Ongoing) && reading.At(clock.GetUtcNow()).State == reading.State))
            return;
        _reading = reading.At(clock.GetUtcNow());
        Show();
        StateHasChanged();
    }

    private void ShowSlow()
    {
        if (_loaded) return;
        _slow = true;
        StateHasChanged();
    }

    private void Toggle(long incident) => navigation.NavigateTo(_query.Toggle(incident).Address, replace: true);

    private void ChooseMonth(ChangeEventArgs change)
    {
        if (BillingMonth.TryParse(change.Value as string, out var month))
            navigation.NavigateTo(MonthQuery.AddressOf(month));
    }

    private static long[] DocumentIds(MonthRecordHistory history) =>
        [.. history.BilledValues.Select(v => v.DocumentId).Concat(history.Decisions.Select(d => d.DocumentId)).OfType<long>().Distinct()];

    [LoggerMessage(Level = LogLevel.Error, Message = "The month's page could not be read")]
    private partial void LogReadFailed(Exception fault);
}
