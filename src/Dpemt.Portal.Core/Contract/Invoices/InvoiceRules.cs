namespace Dpemt.Portal.Contract.Invoices;

/// <summary>What a registration has to hold. Figures are taken as printed: whether they are right is for the comparison to say.</summary>
public static class InvoiceRules
{
    /// <summary>Longest number.</summary>
    public const int NumberLength = 40;

    /// <summary>Longest description of a line.</summary>
    public const int DescriptionLength = 300;

    /// <summary>Longest reason of a correction.</summary>
    public const int ReasonLength = 2000;

    /// <summary>Most lines of an invoice.</summary>
    public const int MaxLines = 200;

    /// <summary>Largest quantity of a line; far above what a month can hold.</summary>
    public const long MaxQuantity = 1_000_000_000_000;

    /// <summary>Largest amount, R$; what a price of a message can never reach.</summary>
    public const decimal MaxAmount = 999_999_999_999.99m;

    /// <summary>A number in plain form: letters and digits, capital, without zeros before. The same invoice is typed in more than one way.</summary>
    public static string KeyOf(string number)
    {
        var plain = string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant().TrimStart('0');
        return plain.Length == 0 ? "0" : plain;
    }

    internal static ContractResult? Fault(NewInvoice form, DateOnly today)
    {
        var number = form.Number.Trim();
        if (number.Length is 0 or > NumberLength || number.Any(char.IsControl) || !number.Any(char.IsLetterOrDigit))
            return ContractResult.Refuse("numero", $"Informe o número da fatura como está impresso, com até {NumberLength} caracteres.");
        if (form.IssuedOn.Year < 2020 || form.IssuedOn > today)
            return ContractResult.Refuse("emissao", "Confira a data de emissão: não pode ser de um dia que ainda não chegou.");
        if (form.Month.FirstDay.Year < 2020 || form.Month > new BillingMonth(today))
            return ContractResult.Refuse("competencia", "Confira a competência: não pode ser de um mês que ainda não começou.");
        if (form.ProtocolledOn is { } protocol && (protocol < form.IssuedOn || protocol > today))
            return ContractResult.Refuse("protocolo", "Confira a data do protocolo: fica entre a emissão e hoje.");
        if (form.Total <= 0 || form.Total > MaxAmount || decimal.Round(form.Total, 2) != form.Total)
            return ContractResult.Refuse("total", "Informe o valor total da fatura, acima de zero e com até dois decimais.");
        if (form.IssuerCnpj is { } cnpj && (cnpj.Length != 14 || !cnpj.All(char.IsAsciiLetterOrDigit)))
            return ContractResult.Refuse("cnpj", "O CNPJ do emitente tem 14 caracteres.");
        if (form.CorrectsId is not null && (string.IsNullOrWhiteSpace(form.Reason) || form.Reason.Trim().Length > ReasonLength))
            return ContractResult.Refuse("motivo", $"Diga por que o registro anterior estava errado, com até {ReasonLength} letras.");
        if (form.Lines.Count is 0 or > MaxLines)
            return ContractResult.Refuse("linhas", $"Informe de 1 a {MaxLines} linhas, como estão na fatura ou no demonstrativo anexo.");
        for (var i = 0; i < form.Lines.Count; i++)
        {
            if (LineFault(form.Lines[i]) is { } fault)
                return ContractResult.Refuse("linha", $"Linha {i + 1}: {fault}");
        }

        return null;
    }

    /// <summary>What is wrong with a line, in Portuguese, or null.</summary>
    public static string? LineFault(NewInvoiceLine line) =>
        string.IsNullOrWhiteSpace(line.Description) || line.Description.Trim().Length > DescriptionLength ? $"informe a descrição, com até {DescriptionLength} letras."
        : line.Item is <= 0 or > 999 ? "o item é um número de 1 a 999; deixe em branco quando a linha não nomeia nenhum."
        : line.Quantity is < 0 or > MaxQuantity ? "a quantidade é um número inteiro, sem sinal."
        : line.UnitPrice is < 0 or > MaxAmount || decimal.Round(line.UnitPrice, 4) != line.UnitPrice ? "o preço unitário tem até quatro decimais, sem sinal."
        : line.Value is < 0 or > MaxAmount || decimal.Round(line.Value, 2) != line.Value ? "o valor tem até dois decimais, sem sinal: descontos entram como glosa, não como linha."
        : null;
}
