using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Files;

namespace Dpemt.Portal.Core.Tests.Contract.Invoices;

public sealed class ReadInvoiceFileTests
{
    private static readonly NewInvoiceLine[] Lines = [new(5, "Mensagem de utilidade", 1000, 0.0636m, 63.60m), new(18, "Envio modelo", 1000, 0.02m, 20.00m)];

    public static TheoryData<string, byte[]> SameInvoice => new()
    {
        { "utf8.csv", InvoiceFiles.Utf8(InvoiceFiles.Csv) },
        { "mark.csv", InvoiceFiles.Marked(InvoiceFiles.Csv) },
        { "windows.csv", InvoiceFiles.Windows(InvoiceFiles.Csv) },
        { "crlf.csv", InvoiceFiles.Windows(InvoiceFiles.Csv.Replace("\n", "\r\n", StringComparison.Ordinal)) },
        { "tab.csv", InvoiceFiles.Utf8(InvoiceFiles.Csv.Replace(';', '\t')) },
        {
            "comma.csv", InvoiceFiles.Utf8("""
                Fatura,NF 000.456
                Competência,07/2026
                Emissão,03/08/2026
                Item,Descrição,Quantidade,Preço unitário,Valor
                Item 5,Mensagem de utilidade,1000,0.0636,63.60
                18,Envio modelo,"1,000.00",0.0200,20.00
                Total,,,,83.60
                """)
        },
        { "sheet.xlsx", Sheet() },
    };

    [Theory]
    [MemberData(nameof(SameInvoice))]
    public void Read_TheSameInvoiceInManyShapes_GivesTheSame(string name, byte[] bytes)
    {
        var reading = ReadInvoiceFile.Read(name, bytes, InvoiceFiles.Prices);

        Assert.Null(reading.Refusal);
        Assert.Empty(reading.Faults);
        Assert.Equal(Lines, reading.Lines);
        Assert.Equal(("NF 000.456", new BillingMonth(2026, 7), new DateOnly(2026, 8, 3), 83.60m), (reading.Number, reading.Month, reading.IssuedOn, reading.Total));
    }

    [Theory]
    [InlineData("5;x;mil;0,06;60", "Linha 2, coluna C (quantidade): “mil”")]
    [InlineData("5;x;1e9;0,06;60", "Linha 2, coluna C (quantidade): “1e9”")]
    [InlineData("5;x;-10;0,06;60", "Linha 2: a quantidade é um número inteiro, sem sinal")]
    [InlineData("5;x;99999999999999;0,06;60", "Linha 2: a quantidade")]
    [InlineData("5;x;10;0,06;-60", "Linha 2: o valor")]
    [InlineData("5;x;10;;60", "coluna D (preço unitário): está em branco")]
    [InlineData("5;x;10;0,06;6.0.0", "coluna E (valor): “6.0.0”")]
    [InlineData("cinco;x;10;0,06;60", "coluna A (item): “cinco”")]
    [InlineData("5;x;10;0,063612;60", "até quatro decimais")]
    public void Read_RowThatCannotBeRead_NamesRowAndColumn(string row, string expected)
    {
        var reading = ReadInvoiceFile.Read("f.csv", InvoiceFiles.Utf8("Item;Descrição;Qtd;Preço;Valor\n" + row + "\n17;Envio;10;0,01;0,10"), InvoiceFiles.Prices);

        Assert.Contains(expected, Assert.Single(reading.Faults).Fault, StringComparison.Ordinal);
        Assert.Equal(17, Assert.Single(reading.Lines).Item);
    }

    [Fact]
    public void Read_FormulaLikeText_StaysText()
    {
        var reading = ReadInvoiceFile.Read("f.csv", InvoiceFiles.Utf8("Item;Descrição;Qtd;Preço;Valor\n;=cmd|' /C calc'!A0;1;1,00;1,00\n;@SUM(1);1;1,00;1,00"), InvoiceFiles.Prices);

        Assert.Equal(["=cmd|' /C calc'!A0", "@SUM(1)"], reading.Lines.Select(l => l.Description));
    }

    [Fact]
    public void Read_FormulaOfASpreadsheet_CountsByItsStoredResult()
    {
        const string Sheet = """
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
            <row r="1"><c r="A1" t="inlineStr"><is><t>Item</t></is></c><c r="B1" t="inlineStr"><is><t>Quantidade</t></is></c><c r="C1" t="inlineStr"><is><t>Preço unitário</t></is></c><c r="D1" t="inlineStr"><is><t>Valor</t></is></c></row>
            <row r="2"><c r="A2"><v>5</v></c><c r="B2"><v>1000</v></c><c r="C2"><v>6.3600000000000004E-2</v></c><c r="D2"><f>B2*C2</f><v>63.6</v></c></row>
            </sheetData></worksheet>
            """;

        var line = Assert.Single(ReadInvoiceFile.Read("f.xlsx", InvoiceFiles.Raw(Sheet), InvoiceFiles.Prices).Lines);

        Assert.Equal((5, 1000L, 0.0636m, 63.60m), (line.Item, line.Quantity, line.UnitPrice, line.Value));
    }

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "f.xlsx", InvoiceFiles.Bomb(), "grande demais" },
        { "f.xlsx", InvoiceFiles.Utf8("isto não é zip"), "não é uma planilha" },
        { "f.xlsx", InvoiceFiles.Raw("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><worksheet>&x;</worksheet>"), "não é uma planilha" },
        { "f.xlsx", InvoiceFiles.Raw("<worksheet><sheetData><row r='1'><c t='s'><v>7</v></c></row></sheetData></worksheet>"), "não é uma planilha" },
        { "f.xml", InvoiceFiles.Utf8("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><InfNfse><Numero>&x;</Numero></InfNfse>"), "DTD" },
        { "f.xml", InvoiceFiles.Utf8("<a><b></a>"), "malformado" },
        { "f.xml", InvoiceFiles.Utf8("<a/>"), "não é de uma NFS-e" },
        { "f.csv", [0x50, 0x00, 0x01, 0xFF, 0x00], "bytes nulos" },
        { "f.csv", [], "vazio" },
        { "f.csv", InvoiceFiles.Utf8("Item;Quantidade\n\"aberta"), "aspas" },
        { "f.csv", InvoiceFiles.Utf8("Item;Quantidade\n" + new string('9', 9000)), "passa de" },
        { "f.csv", InvoiceFiles.Utf8("a;b\n1;2"), "cabeçalho" },
        { "f.csv", InvoiceFiles.Utf8("Item;Qtd;Preço;Valor\n" + string.Concat(Enumerable.Repeat("5;1;1;1\n", 500))), "relatório detalhado" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Read_HostileFile_IsRefusedInWords(string name, byte[] bytes, string expected)
    {
        var reading = ReadInvoiceFile.Read(name, bytes, InvoiceFiles.Prices);

        Assert.Contains(expected, reading.Refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", reading.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NfseOfAbrasf_TakesCommonFieldsAndLinesOfItsText()
    {
        var reading = ReadInvoiceFile.Read("nota.xml", InvoiceFiles.Utf8(InvoiceFiles.Abrasf("Item 5 - Utilidade: 1.000 x R$ 0,0636 = R$ 63,60\n18 - Envio: 1.000 x 0,0200 = 20,00\nObrigado")), InvoiceFiles.Prices);

        Assert.Equal(("456", new BillingMonth(2026, 7), new DateOnly(2026, 8, 3), 83.60m, "33683111000107"), (reading.Number, reading.Month, reading.IssuedOn, reading.Total, reading.IssuerCnpj));
        Assert.Equal([(5, 1000L, 0.0636m, 63.60m), (18, 1000L, 0.02m, 20m)], reading.Lines.Select(l => (l.Item!.Value, l.Quantity, l.UnitPrice, l.Value)));
        Assert.Equal(3, reading.Rows.Count);
    }

    [Fact]
    public void Read_NfseOfTheNationalLayout_TakesCommonFields()
    {
        const string Xml = """
            <NFSe xmlns="http://www.sped.fazenda.gov.br/nfse"><infNFSe Id="NFS1"><nNFSe>789</nNFSe><emit><CNPJ>33683111000107</CNPJ></emit>
            <DPS><infDPS><dhEmi>2026-08-03T23:30:00-03:00</dhEmi><dCompet>2026-07-31</dCompet><serv><cServ><xDescServ>Mensagens</xDescServ></cServ></serv>
            <valores><vServPrest><vServ>18904.49</vServ></vServPrest></valores></infDPS></DPS></infNFSe></NFSe>
            """;

        var reading = ReadInvoiceFile.Read("nota.xml", InvoiceFiles.Utf8(Xml), InvoiceFiles.Prices);

        Assert.Equal(("789", new BillingMonth(2026, 7), new DateOnly(2026, 8, 3), 18904.49m, "33683111000107"), (reading.Number, reading.Month, reading.IssuedOn, reading.Total, reading.IssuerCnpj));
        Assert.Empty(reading.Lines);
    }

    private static byte[] Sheet() => InvoiceFiles.Xlsx(sheet =>
    {
        sheet.Cell("A1").SetValue("Fatura");
        sheet.Cell("B1").SetValue("NF 000.456");
        sheet.Cell("A2").SetValue("Competência");
        sheet.Cell("B2").SetValue("07/2026");
        sheet.Cell("A3").SetValue("Emissão");
        sheet.Cell("B3").SetValue(new DateTime(2026, 8, 3)).Style.NumberFormat.SetFormat("dd/mm/yyyy");
        string[] heads = ["Item", "Descrição", "Quantidade", "Preço unitário", "Valor"];
        for (var i = 0; i < heads.Length; i++)
            sheet.Cell(5, i + 1).SetValue(heads[i]);
        sheet.Cell("A6").SetValue(5);
        sheet.Cell("B6").SetValue("Mensagem de utilidade");
        sheet.Cell("C6").SetValue(1000);
        sheet.Cell("D6").SetValue(0.0636);
        sheet.Cell("E6").SetValue(63.6);
        sheet.Cell("A7").SetValue("18");
        sheet.Cell("B7").SetValue("Envio modelo");
        sheet.Cell("C7").SetValue(1000);
        sheet.Cell("D7").SetValue(0.02);
        sheet.Cell("E7").SetValue(20);
        sheet.Cell("A8").SetValue("Total");
        sheet.Cell("E8").SetValue(83.6);
    });
}
