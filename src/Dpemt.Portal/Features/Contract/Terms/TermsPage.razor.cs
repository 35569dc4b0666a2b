using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Terms;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Features.Contract.Terms;

/// <summary>The terms of one month, with all versions; the month is in the address.</summary>
public sealed partial class TermsPage(TermsHistory history, RuleVersions rules, ProposalBook proposals, TimeProvider clock, NavigationManager navigation, ILogger<TermsPage> logger)
{
    private MonthTerms? _terms;
    private PricingRule _rule = PricingRule.Default;
    private IReadOnlyList<TermsLayer> _layers = [];
    private int _waiting;
    private bool _loaded;
    private string? _fault;

    [SupplyParameterFromQuery]
    private string? Mes { get; set; }

    private BillingMonth Month => BillingMonth.TryParse(Mes, out var month) ? month : BillingMonth.Of(clock.GetUtcNow());

    private static string Lead => "O que vale em cada mês, de que versão vem e quem a aprovou. Mudanças são propostas por uma pessoa e aprovadas por outra.";

    protected override Task OnParametersSetAsync() => RendererInfo.IsInteractive ? ReadAsync() : Task.CompletedTask;

    private static string AddressOf(BillingMonth month) => $"contrato/termos?mes={month}";

    private async Task ReadAsync()
    {
        try
        {
            var all = await history.ReadAsync(CancellationToken.None);
            (_terms, _layers) = (all?.Of(Month), [.. (all?.Layers ?? []).Reverse()]);
            _rule = await rules.PricingAsync(CancellationToken.None);
            _waiting = await proposals.WaitingAsync(CancellationToken.None);
            (_loaded, _fault) = (true, null);
        }
        catch (Exception fault)
        {
            LogReadFailed(fault);
            _fault = "Não foi possível carregar os termos agora.";
        }
    }

    private void ChooseMonth(ChangeEventArgs change)
    {
        if (BillingMonth.TryParse(change.Value as string, out var month))
            navigation.NavigateTo(AddressOf(month));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The terms could not be read for a screen")]
    private partial void LogReadFailed(Exception fault);
}
