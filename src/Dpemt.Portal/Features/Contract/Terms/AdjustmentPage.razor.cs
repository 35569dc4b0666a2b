using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dpemt.Portal.Web.Features.Contract.Terms;

/// <summary>The adjustment: dates, yearly checks, calculations, the recorded index.</summary>
public sealed partial class AdjustmentPage(AdjustmentBook book, IAuthorizationService authorization, ILogger<AdjustmentPage> logger)
{
    private AdjustmentReading? _reading;
    private Actor _who = Actor.Portal;
    private bool _mayAct;
    private bool _loaded;
    private string? _note;
    private string? _fault;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        var user = (await Authentication).User;
        _who = user.ToActor();
        _mayAct = (await authorization.AuthorizeAsync(user, Policies.ChangeTerms)).Succeeded;
        await ReadAsync();
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Deflation(AnniversaryCheck year) => year.Factor is not { } factor || year.Months is not { } months
        ? "o IPCA dos doze meses ainda não foi registrado"
        : $"IPCA de doze meses: {ContractText.Index(decimal.Truncate((factor - 1) * 1_000_000) / 10_000)}"
            + (months.Any(m => m.StandIn) ? " (com mês não divulgado)" : "")
            + (factor < 1 ? ": houve deflação, proponha a redução" : ": sem deflação");

    private async Task ReadAsync()
    {
        try
        {
            _reading = await book.ReadAsync(CancellationToken.None);
            (_loaded, _fault) = (true, null);
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = "Não foi possível carregar o reajuste agora.";
        }
    }

    private Task DoneAsync(string note)
    {
        _note = note;
        return ReadAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The adjustment could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
