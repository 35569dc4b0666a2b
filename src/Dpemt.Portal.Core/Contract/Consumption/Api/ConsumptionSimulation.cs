using System.Globalization;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Consumption.Api;

/// <summary>Quantities of a simulation; what is absent is zero.</summary>
public sealed record QuantitiesInput(long? Servico, long? Marketing, long? Utilidade, long? Autenticacao, long? EnvioSimples, long? EnvioModelo);

/// <summary>What a simulation is asked.</summary>
/// <param name="Competencia"><c>yyyy-MM</c>: the prices of that month.</param>
/// <param name="Quantidades">What is used.</param>
/// <param name="Assinatura">True adds the month's subscription.</param>
/// <param name="Instalacao">True adds the installation.</param>
public sealed record ConsumptionInput(string? Competencia, QuantitiesInput? Quantidades, bool? Assinatura, bool? Instalacao);

/// <summary>A line of the answer; numbers are decimal texts.</summary>
public sealed record ConsumptionLineItem(int Item, string Quantidade, string PrecoUnitario, string Valor);

/// <summary>The priced month.</summary>
public sealed record ConsumptionItem(IReadOnlyList<ConsumptionLineItem> Linhas, string Total);

/// <summary>Prices given quantities by the contract. Stores nothing.</summary>
public sealed class ConsumptionSimulation(PricesInForce prices)
{
    /// <summary>Most messages of one kind in a month; far above what a month can hold.</summary>
    public const long MaxQuantity = 1_000_000_000_000;

    /// <summary>The priced month, or what is wrong with the input.</summary>
    public async Task<(ConsumptionItem? Item, Refusal? Refusal)> RunAsync(ConsumptionInput input, CancellationToken cancellation)
    {
        if (!BillingMonth.TryParse(input.Competencia, out var month))
            return (null, new("competencia-invalida", "“competencia” é um mês como 2026-07."));
        if (input.Quantidades is not { } given)
            return (null, new("quantidades-ausentes", "Informe “quantidades”, com ao menos uma de: servico, marketing, utilidade, autenticacao, envioSimples, envioModelo."));
        long?[] all = [given.Servico, given.Marketing, given.Utilidade, given.Autenticacao, given.EnvioSimples, given.EnvioModelo];
        if (Array.Exists(all, q => q is < 0 or > MaxQuantity))
            return (null, new("quantidade-invalida", $"Cada quantidade é um número inteiro de 0 a {MaxQuantity.ToString(CultureInfo.InvariantCulture)}."));
        var used = new MonthQuantities(
            given.Servico ?? 0, given.Marketing ?? 0, given.Utilidade ?? 0, given.Autenticacao ?? 0, given.EnvioSimples ?? 0, given.EnvioModelo ?? 0,
            input.Assinatura ?? false, input.Instalacao ?? false);
        var list = await prices.OfAsync(month, cancellation);
        var price = MonthPricing.Of(list.Prices, used, list.Rule.Reading);
        return (new(
            [.. price.Lines.Select(l => new ConsumptionLineItem(l.Item.Number, Text(l.Quantity, "0"), Text(l.Item.UnitPrice, "0.0000"), Text(l.Value, "0.00")))],
            Text(price.Total, "0.00")), null);
    }

    private static string Text(decimal value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
