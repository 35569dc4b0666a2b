using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Dpemt.Portal.Contract.Invoices.Files;

/// <summary>
/// Reads the fields that the national layout and that of ABRASF have in common: number, issue, month, value, text, CNPJ of the
/// issuer. Lines only as far as the text writes them as <c>5 - Utilidade: 1.000 x 0,0636 = 63,60</c>.
/// </summary>
internal static class NfseXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 20_000_000,
    };

    // Without backtracking: the text comes from outside and no time limit has to be guessed.
    private static readonly Regex Line = new(
        @"^(item\s*)?(?<i>[0-9]{1,3})\s*[-–:.)]\s*(?<d>.*?)\s*[:;,–-]?\s+(?<q>[0-9][0-9.]*)\s*(mensagens|msgs?|un)?\s*[x×*]\s*(R\$\s*)?(?<p>[0-9][0-9.,]*)\s*=\s*(R\$\s*)?(?<v>[0-9][0-9.,]*)[.;]?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    internal static InvoiceFileReading Read(byte[] bytes)
    {
        XDocument document;
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(bytes, writable: false), Settings);
            document = XDocument.Load(xml);
        }
        catch (XmlException)
        {
            throw new UnreadableFileException("O XML não pode ser lido: está malformado ou traz declarações que não são aceitas (DTD).");
        }

        var info = document.Descendants().FirstOrDefault(e => e.Name.LocalName is "InfNfse" or "infNFSe")
            ?? throw new UnreadableFileException("O XML não é de uma NFS-e: falta “InfNfse” (ABRASF) ou “infNFSe” (padrão nacional).");
        return info.Name.LocalName == "infNFSe" ? National(info) : Abrasf(info);
    }

    private static InvoiceFileReading Abrasf(XElement info)
    {
        var provider = Inside(info, "PrestadorServico") ?? Inside(info, "Prestador");
        return Reading(
            Child(info, "Numero")?.Value, Inside(info, "Competencia")?.Value, Child(info, "DataEmissao")?.Value,
            Inside(info, "ValorServicos")?.Value, Inside(info, "Discriminacao")?.Value, provider is null ? null : Inside(provider, "Cnpj")?.Value);
    }

    private static InvoiceFileReading National(XElement info)
    {
        var issuer = Inside(info, "emit");
        return Reading(
            Child(info, "nNFSe")?.Value, Inside(info, "dCompet")?.Value, (Inside(info, "dhEmi") ?? Inside(info, "dhProc"))?.Value,
            Inside(info, "vServ")?.Value, Inside(info, "xDescServ")?.Value, issuer is null ? null : Inside(issuer, "CNPJ")?.Value);
    }

    private static InvoiceFileReading Reading(string? number, string? month, string? issued, string? total, string? text, string? cnpj) => new(InvoiceOrigin.Nfse)
    {
        Number = number is { Length: > 0 and <= InvoiceRules.NumberLength } ? number.Trim() : null,
        Month = DayOf(month) is { } of ? new BillingMonth(of) : null,
        IssuedOn = DayOf(issued),
        Total = decimal.TryParse(total?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null,
        IssuerCnpj = cnpj is null ? null : ReadInvoiceFile.CnpjOf(cnpj),
        Rows = [.. Rows(text ?? "")],
    };

    /// <summary>The calendar day as written: an instant counts by its own zone.</summary>
    private static DateOnly? DayOf(string? text) =>
        text?.Trim() is { Length: >= 10 } given && DateOnly.TryParseExact(given[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static IEnumerable<FileRow> Rows(string text)
    {
        var number = 0;
        foreach (var piece in text.Replace("\\s\\n", "\n", StringComparison.Ordinal).Split(['\n', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(2 * InvoiceRules.MaxLines))
        {
            number++;
            var shown = piece.Length > 160 ? piece[..159] + "…" : piece;
            var match = piece.Length > 500 ? Match.Empty : Line.Match(piece);
            if (!match.Success || NumberText.ReadWhole(match.Groups["q"].Value) is not { } quantity || NumberText.Read(match.Groups["p"].Value) is not { } price || NumberText.Read(match.Groups["v"].Value) is not { } value)
            {
                yield return new(number, shown, null);
                continue;
            }

            var line = new NewInvoiceLine(int.Parse(match.Groups["i"].Value, CultureInfo.InvariantCulture), match.Groups["d"].Value.Trim() is { Length: > 0 } d ? d : $"Item {match.Groups["i"].Value}", quantity, price, value);
            yield return InvoiceRules.LineFault(line) is { } fault ? new(number, shown, null, $"Linha {number} da discriminação: {fault}") : new(number, shown, line);
        }
    }

    private static XElement? Child(XElement at, string name) => at.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static XElement? Inside(XElement at, string name) => at.Descendants().FirstOrDefault(e => e.Name.LocalName == name);

}
