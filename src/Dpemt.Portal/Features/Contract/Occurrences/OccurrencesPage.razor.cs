using System.Globalization;
using Dpemt.Portal.Contract.Occurrences;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Occurrences;

/// <summary>The register of occurrences; its filters are in the address.</summary>
public sealed partial class OccurrencesPage(OccurrenceBook book, NavigationManager navigation, ILogger<OccurrencesPage> logger)
{
    private const int PageSize = 25;

    private OccurrenceRows? _page;
    private IReadOnlyList<(UnmetRequirement Requirement, long? OccurrenceId)> _unmet = [];
    private string? _fault;

    [SupplyParameterFromQuery]
    private string? Situacao { get; set; }

    [SupplyParameterFromQuery]
    private string? Ano { get; set; }

    [SupplyParameterFromQuery]
    private string? Pagina { get; set; }

    private bool IsFiltered => !string.IsNullOrEmpty(Situacao) || !string.IsNullOrEmpty(Ano);

    private int Number => int.TryParse(Pagina, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 1 and < 100_000 ? page - 1 : 0;

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? ReadAsync() : Task.CompletedTask;

    private async Task ReadAsync()
    {
        try
        {
            int? year = int.TryParse(Ano, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
            _page = await book.ListAsync(new(OccurrenceWords.Find(Situacao), year, Number * PageSize, PageSize), CancellationToken.None);
            _unmet = await book.UnmetAsync(CancellationToken.None);
            _fault = null;
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = "Não foi possível carregar as ocorrências agora.";
        }
    }

    private void Filter(string name, ChangeEventArgs change)
    {
        var value = change.Value as string;
        navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrEmpty(value) ? null : value, ["pagina"] = null }));
    }

    private string PageAddress(int number) => navigation.GetUriWithQueryParameter("pagina", number + 1);

    [LoggerMessage(Level = LogLevel.Error, Message = "The occurrences could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
