using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Web.Features.Conversations;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Glosas;

/// <summary>The list of glosas with the deadlines that run; its filters are in the address.</summary>
public sealed partial class GlosasPage(
    GlosaList list, OpenDeadlines deadlines, ChangeFeed changes, TimeProvider clock, NavigationManager navigation, ILogger<GlosasPage> logger) : ComponentBase, IDisposable
{
    private const int PageSize = 25;

    private static readonly (string Key, string Label, GlosaKind? Kind)[] KindWords =
    [
        ("", "Todos", null), ("disponibilidade", "Disponibilidade", GlosaKind.Availability), ("tecnica", "Técnica", GlosaKind.Technical),
        ("administrativa", "Administrativa", GlosaKind.Administrative),
    ];

    private readonly CancellationTokenSource _left = new();
    private GlosaRows? _page;
    private IReadOnlyList<OpenDeadline>? _deadlines;
    private DateTimeOffset _now;
    private RefreshGate? _gate;
    private IDisposable? _subscription;
    private string? _fault;

    [SupplyParameterFromQuery]
    private string? Situacao { get; set; }

    [SupplyParameterFromQuery]
    private string? Tipo { get; set; }

    [SupplyParameterFromQuery]
    private string? Ano { get; set; }

    [SupplyParameterFromQuery]
    private string? Pagina { get; set; }

    private bool IsFiltered => !string.IsNullOrEmpty(Situacao) || !string.IsNullOrEmpty(Tipo) || !string.IsNullOrEmpty(Ano);

    private int Number => int.TryParse(Pagina, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 1 and < 100_000 ? page - 1 : 0;

    protected override void OnInitialized()
    {
        _now = clock.GetUtcNow();
        if (!RendererInfo.IsInteractive)
            return;
        _gate = new(clock, TimeSpan.FromSeconds(1), () => InvokeAsync(ReadAsync));
        _subscription = changes.Subscribe(ChangeTopics.Glosa, _ => _gate.Request());
    }

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? ReadAsync() : Task.CompletedTask;

    public void Dispose()
    {
        _left.Cancel();
        _subscription?.Dispose();
        _gate?.Dispose();
        _left.Dispose();
    }

    /// <summary>Colour of a state: what waits for the office stands out, what is over steps back.</summary>
    internal static string? StateTag(GlosaState state) => state switch
    {
        GlosaState.Dropped or GlosaState.Replaced => "off",
        GlosaState.Final => "open",
        GlosaState.Computed or GlosaState.DefenceReceived or GlosaState.Undefended or GlosaState.Decided or GlosaState.Appealed => "app",
        _ => null,
    };

    private async Task ReadAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        try
        {
            int? year = int.TryParse(Ano, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
            var kind = Array.Find(KindWords, w => w.Key == (Tipo ?? "")).Kind;
            _page = await list.RunAsync(new(GlosaActs.Find(Situacao), kind, year, Number * PageSize, PageSize), _left.Token);
            _deadlines = await deadlines.RunAsync(_left.Token);
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
            _fault = "Não foi possível carregar as glosas agora.";
        }

        StateHasChanged();
    }

    private void Filter(string name, ChangeEventArgs change)
    {
        var value = change.Value as string;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrEmpty(value) ? null : value, ["pagina"] = null }));
    }

    private string PageAddress(int number) => navigation.GetUriWithQueryParameter("pagina", number + 1);

    [LoggerMessage(Level = LogLevel.Error, Message = "The glosas could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
