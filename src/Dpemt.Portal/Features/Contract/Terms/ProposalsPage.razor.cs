using System.Globalization;
using Dpemt.Portal.Contract.Terms;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Terms;

/// <summary>The proposals, newest first.</summary>
public sealed partial class ProposalsPage(ProposalBook book, ILogger<ProposalsPage> logger)
{
    private const int PageSize = 25;

    private ProposalRows? _page;
    private string? _fault;

    [SupplyParameterFromQuery]
    private string? Pagina { get; set; }

    private int Number => int.TryParse(Pagina, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 1 and < 100_000 ? page - 1 : 0;

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? ReadAsync() : Task.CompletedTask;

    private async Task ReadAsync()
    {
        try
        {
            (_page, _fault) = (await book.ListAsync(Number * PageSize, PageSize, CancellationToken.None), null);
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = "Não foi possível carregar as propostas agora.";
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The proposals could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
