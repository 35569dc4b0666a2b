using System.IO.Compression;
using System.Text;
using ClosedXML.Excel;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Core.Tests.Contract.Invoices;

/// <summary>Files as contractors send them, and as nobody should.</summary>
internal static class InvoiceFiles
{
    internal const string Csv = """
        Fatura;NF 000.456
        Competência;07/2026
        Emissão;03/08/2026
        Item;Descrição;Quantidade;Preço unitário;Valor
        5;Mensagem de utilidade;1.000;0,0636;63,60
        18;Envio modelo;1.000;0,0200;R$ 20,00

        Total;;;;83,60
        """;

    internal static PriceList Prices { get; } = PriceList.Read(ContractTerms.SignedDocument);

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    internal static byte[] Marked(string text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];

    internal static byte[] Windows(string text) => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text);

    internal static byte[] Xlsx(Action<IXLWorksheet> fill)
    {
        using var book = new XLWorkbook();
        fill(book.Worksheets.Add("Fatura"));
        using var stream = new MemoryStream();
        book.SaveAs(stream);
        return stream.ToArray();
    }

    /// <summary>A spreadsheet whose one sheet is the given XML.</summary>
    internal static byte[] Raw(string sheet, string? shared = null)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "xl/worksheets/sheet1.xml", sheet);
            if (shared is not null)
                Put(zip, "xl/sharedStrings.xml", shared);
        }

        return stream.ToArray();
    }

    /// <summary>A few kilobytes that unpack to many megabytes.</summary>
    internal static byte[] Bomb()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            entry.Write("<worksheet><sheetData>"u8);
            var blanks = new byte[1024 * 1024];
            blanks.AsSpan().Fill((byte)' ');
            for (var i = 0; i < 40; i++)
                entry.Write(blanks);
        }

        return stream.ToArray();
    }

    internal static string Abrasf(string discriminacao) => $"""
        <CompNfse xmlns="http://www.abrasf.org.br/nfse.xsd"><Nfse><InfNfse><Numero>456</Numero><DataEmissao>2026-08-03T10:00:00</DataEmissao>
        <PrestadorServico><IdentificacaoPrestador><CpfCnpj><Cnpj>33683111000107</Cnpj></CpfCnpj></IdentificacaoPrestador><Endereco><Numero>1</Numero></Endereco></PrestadorServico>
        <DeclaracaoPrestacaoServico><InfDeclaracaoPrestacaoServico><Rps><IdentificacaoRps><Numero>9</Numero></IdentificacaoRps></Rps><Competencia>2026-07-01</Competencia>
        <Servico><Valores><ValorServicos>83.60</ValorServicos></Valores><Discriminacao>{discriminacao}</Discriminacao></Servico></InfDeclaracaoPrestacaoServico></DeclaracaoPrestacaoServico>
        </InfNfse></Nfse></CompNfse>
        """;

    private static void Put(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
