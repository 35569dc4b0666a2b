using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Contract.Measuring;

/// <summary>What is measured now, minute by minute of a day, and the rule behind it.</summary>
public sealed partial class MeasuringPage(
    MeasuringStatus status, EvidenceDays evidence, DayTraffic traffic, UsualTraffic usual, ProbeCost cost, IOptions<MeasuringOptions> options, IAuthorizationService authorization,
    NavigationManager navigation, TimeProvider clock, ILogger<MeasuringPage> logger) : ComponentBase, IDisposable
{
    private static readonly TimeSpan NowEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DayEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _left = new();
    private readonly MeasuringOptions _options = options.Value;
    private Actor _who = Actor.Portal;
    private bool _mayInspect;
    private MeasuringReading? _now;
    private IReadOnlyList<(ServiceComponent Component, MinuteVerdict[] Minutes)> _minutes = [];
    private TrafficOfDay _traffic = new([], null);
    private IReadOnlyList<HourTraffic> _hours = [];
    private IReadOnlyList<ComponentCoverage> _coverage = [];
    private ProbePrice _price = new(0, null);
    private BillingMonth _month;
    private DateOnly _day;
    private DateOnly _today;
    private DateTimeOffset _dayReadAt;
    private string? _fault;
    private bool _slow;
    private bool _reading;
    private ITimer? _tick;
    private ITimer? _slowTimer;

    /// <summary>The day shown, <c>yyyy-MM-dd</c>; today without it.</summary>
    [SupplyParameterFromQuery(Name = "dia")]
    private string? Day { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        _today = ContractTime.DayOf(clock.GetUtcNow());
        var asked = DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 2020 && day <= _today ? day : _today;
        // Prerendering shows that the page is coming: the circuit reads once, not both.
        if (!RendererInfo.IsInteractive)
            return;
        if (_tick is null)
            await BeginAsync();
        if (asked == _day)
            return;
        (_day, _month) = (asked, new BillingMonth(asked));
        await ReadAllAsync();
    }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
        _tick?.Dispose();
        _slowTimer?.Dispose();
    }

    private static string AddressOf(DateOnly day) => $"contrato/disponibilidade/medicao?dia={day:yyyy-MM-dd}";

    private async Task BeginAsync()
    {
        _tick = clock.CreateTimer(_ => _ = InvokeAsync(TickAsync), null, NowEvery, NowEvery);
        _slowTimer = clock.CreateTimer(_ => _ = InvokeAsync(ShowSlow), null, SlowAfter, Timeout.InfiniteTimeSpan);
        var user = (await Authentication).User;
        _who = user.ToActor();
        _mayInspect = (await authorization.AuthorizeAsync(user, Policies.InspectContract)).Succeeded;
    }

    private void ChooseDay(ChangeEventArgs change)
    {
        if (DateOnly.TryParseExact(change.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            navigation.NavigateTo(AddressOf(day > _today ? _today : day));
    }

    private async Task TickAsync()
    {
        if (_reading || _left.IsCancellationRequested)
            return;
        if (_day == _today && clock.GetUtcNow() - _dayReadAt >= DayEvery)
            await ReadAllAsync();
        else
            await ReadNowAsync();
        StateHasChanged();
    }

    private Task ReadNowAsync() => TryAsync(async () => _now = await status.RunAsync(_left.Token));

    private Task ReadAllAsync() => TryAsync(async () =>
    {
        _dayReadAt = clock.GetUtcNow();
        _now = await status.RunAsync(_left.Token);
        var minutes = new List<(ServiceComponent, MinuteVerdict[])>();
        foreach (var component in ServiceComponents.All)
            minutes.Add((component, await evidence.MinutesAsync(_day, component, _left.Token)));
        _minutes = minutes;
        _traffic = await traffic.RunAsync(_day, _left.Token);
        _hours = await HoursAsync();
        _coverage = await evidence.CoverageAsync(_month.Whole, _left.Token);
        _price = await cost.RunAsync(_left.Token);
    });

    /// <summary>The present hour and the one before, each beside the same stretch of the weeks before.</summary>
    private async Task<IReadOnlyList<HourTraffic>> HoursAsync()
    {
        var now = clock.GetUtcNow();
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var found = new List<HourTraffic>();
        foreach (var (stretch, label) in new[] { (new Period(hour.AddHours(-1), hour), "Hora anterior"), (new Period(hour, now), "Hora atual, até agora") })
        {
            var (counted, custom, weeks) = await usual.RunAsync(stretch, _left.Token);
            found.Add(new(label, stretch, counted, custom, weeks));
        }

        return found;
    }

    private async Task TryAsync(Func<Task> read)
    {
        if (_reading)
            return;
        _reading = true;
        try
        {
            await read();
            _fault = null;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception fault)
        {
            LogUnread(logger, fault.GetType().Name);
            _fault = "Não foi possível ler a medição agora. O que estava na tela continua aqui; a página tenta de novo em segundos.";
        }
        finally
        {
            _reading = false;
        }
    }

    private void ShowSlow()
    {
        _slow = true;
        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The measuring page could not be read ({Fault}).")]
    private static partial void LogUnread(ILogger logger, string fault);
}

/// <summary>Traffic of a stretch beside what is usual.</summary>
public sealed record HourTraffic(string Label, Period Stretch, TrafficMinute Now, TrafficMinute Usual, int Weeks);
