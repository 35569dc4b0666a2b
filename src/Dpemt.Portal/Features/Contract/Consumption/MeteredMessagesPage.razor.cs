using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Web.Components.Localization;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.WebUtilities;

namespace Dpemt.Portal.Web.Features.Contract.Consumption;

/// <summary>The messages behind a figure of consumption, page by page. What they say, to whom, and Meta's ids are not here.</summary>
public sealed partial class MeteredMessagesPage(
    MeteredMessages messages, ConsumptionReceptions names, IAuthorizationService authorization, TimeProvider clock, NavigationManager navigation, ILogger<MeteredMessagesPage> logger)
    : ComponentBase, IDisposable
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _left = new();
    private MeteredFilter _filter = new(default);
    private MeteredPage? _page;
    private IReadOnlyDictionary<int, string> _receptions = new Dictionary<int, string>();
    private long _total;
    private bool _mayInspect;
    private string? _fault;

    [SupplyParameterFromQuery]
    public string? Mes { get; set; }

    /// <summary>Where the page begins.</summary>
    [SupplyParameterFromQuery]
    public string? De { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    private string Lead
    {
        get
        {
            var parts = new[]
            {
                ContractText.Name(_filter.Month),
                _filter.Day is { } day ? "dia " + day.ToString("dd/MM/yyyy", PortalCulture.Brazil) : null,
                _filter.Category is { } category ? "categoria " + category.Label().ToLower(PortalCulture.Brazil) : _filter.TemplatesOnly ? "só modelos" : null,
                _filter.Reason is { } reason ? "motivo: " + reason.Label() : null,
                _filter.Template is { } template ? "modelo " + UseWords.Template(_filter.Category ?? ItemKind.Utility, template) : null,
                _filter.ReceptionId is { } reception ? reception == 0 ? "sem recepção" : _receptions.GetValueOrDefault(reception, $"recepção {reception}") : null,
                _filter.Delivered switch { true => "entregues", false => "não entregues", _ => null },
                _filter.Late == true ? "só ajustes" : null,
                _filter.Differing ? "com diferença entre a Meta e a nossa tarifa" : null,
            };
            var text = string.Join("; ", parts.OfType<string>()) + ".";
            return char.ToUpper(text[0], PortalCulture.Brazil) + text[1..];
        }
    }

    protected override async Task OnInitializedAsync() =>
        _mayInspect = (await authorization.AuthorizeAsync((await Authentication).User, Policies.InspectContract)).Succeeded;

    protected override async Task OnParametersSetAsync()
    {
        var month = BillingMonth.TryParse(Mes, out var given) ? given : BillingMonth.Of(clock.GetUtcNow());
        var query = QueryHelpers.ParseQuery(navigation.ToAbsoluteUri(navigation.Uri).Query);
        _filter = ConsumptionQuery.Read(month, name => query.TryGetValue(name, out var value) ? value.ToString() : null);
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
            var filter = _filter;
            var page = await messages.PageAsync(filter, De, PageSize, _left.Token);
            var total = await messages.CountAsync(filter, _left.Token);
            var receptions = await names.RunAsync([.. page.Lines.Select(l => l.ReceptionId).Append(filter.ReceptionId ?? 0).Distinct()], _left.Token);
            if (filter == _filter)
                (_page, _total, _receptions, _fault) = (page, total, receptions, null);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = "Não foi possível ler as mensagens agora.";
        }

        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The messages of a month's consumption could not be read")]
    private partial void LogReadFailed(Exception fault);
}
