using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Web.Features.Conversations;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Invoices;

/// <summary>The list of invoices; its filters are in the address.</summary>
public sealed partial class InvoicesPage(
    InvoiceList list, ChangeFeed changes, TimeProvider clock, NavigationManager navigation, ILogger<InvoicesPage> logger) : ComponentBase, IDisposable
{
    private const int PageSize = 25;

    private readonly CancellationTokenSource _left = new();
    private InvoiceRows? _page;
    private RefreshGate? _gate;
    private IDisposable? _subscription;
    private string? _fault;

    [SupplyParameterFromQuery]
    private string? Situacao { get; set; }

    [SupplyParameterFromQuery]
    private string? Ano { get; set; }

    [SupplyParameterFromQuery]
    private string? Pagina { get; set; }

    private bool IsFiltered => !string.IsNullOrEmpty(Situacao) || !string.IsNullOrEmpty(Ano);

    private int Number => int.TryParse(Pagina, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 1 and < 100_000 ? page - 1 : 0;

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        _gate = new(clock, TimeSpan.FromSeconds(1), () => InvokeAsync(ReadAsync));
        _subscription = changes.Subscribe(ChangeTopics.Invoice, _ => _gate.Request());
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
            int? year = int.TryParse(Ano, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
            _page = await list.RunAsync(new(InvoiceWords.Find(Situacao), year, Number * PageSize, PageSize), _left.Token);
            _fault = null;
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = "Não foi possível carregar as faturas agora.";
        }

        StateHasChanged();
    }

    private void Filter(string name, ChangeEventArgs change)
    {
        var value = change.Value as string;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrEmpty(value) ? null : value, ["pagina"] = null }));
    }

    private string PageAddress(int number) => navigation.GetUriWithQueryParameter("pagina", number + 1);

    [LoggerMessage(Level = LogLevel.Error, Message = "The invoices could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
