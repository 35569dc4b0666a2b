using ClosedXML.Excel;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Integration.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace Dpemt.Portal.Integration.Tests.Contract.Invoices;

/// <summary>The credit notice as files, over the real portal.</summary>
public sealed class CreditNoticePaperTests(PortalServerFixture fixture) : IClassFixture<PortalServerFixture>
{
    private static readonly Actor Officer = Actor.Person(Guid.Parse("01980000-0000-7000-8000-0000000000f1"), "Fábio Fiscal");

    private static readonly CreditNoticeData Data = new(
        new("001/2026", "2026.0.000000507-6", "SERPRO", "33.683.111/0001-07"), "101", "2026-08", new(2026, 9, 1), new(2026, 9, 1), 18_904.49m,
        [
            new(7, "Técnica", "TR 16.1.b", "2026-08", "=2+2 cobradas a mais no item 18", 1_234.56m, 0m),
            new(3, "Disponibilidade", "TR 5.7.1 e 5.8.1", "2026-07", "Índice de 99,1234 % em 07/2026.", 94.52m, 10m),
        ],
        1_329.08m, 17_575.41m, "Fábio Fiscal", "Flávia Fiscal", new(2026, 9, 8), new(2026, 10, 1), new(2026, 9, 30), "2026OB00077", new(2026, 11, 30), 60, 60);

    [Fact]
    public async Task Pdf_OfANotice_SaysEveryGlosaTheSumAndTheAppeal()
    {
        var paper = await IssueAsync();
        using var officer = await fixture.Server.SignInAsync(Roles.ContractOfficer);

        using var pdf = PdfDocument.Open(await officer.GetByteArrayAsync($"/contrato/papeis/{paper.Id}/arquivo/pdf"));

        var text = string.Join(' ', pdf.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
        Assert.All(
            ["Aviso de crédito", "18.904,49", "1.234,56", "94,52", "1.329,08", "17.575,41", "TR 16.1.b", "TR 5.7.1 e", "30/11/2026", "2026OB00077", "Correção", "TR 16.5"],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Contains(paper.Sha256[..20], text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xlsx_OfANotice_HoldsTheSameFiguresAndKeepsTextAsText()
    {
        var paper = await IssueAsync();
        using var officer = await fixture.Server.SignInAsync(Roles.ContractOfficer);

        using var book = new XLWorkbook(new MemoryStream(await officer.GetByteArrayAsync($"/contrato/papeis/{paper.Id}/arquivo/xlsx")));

        var cells = book.Worksheets.SelectMany(s => s.CellsUsed()).ToList();
        Assert.All([1_234.56m, 94.52m, 10m, 1_329.08m, 17_575.41m], v => Assert.Contains(cells, c => c.DataType == XLDataType.Number && (decimal)c.GetDouble() == v));
        var reason = cells.Single(c => c.GetString().Contains("2+2", StringComparison.Ordinal));
        Assert.Equal((XLDataType.Text, false), (reason.DataType, reason.HasFormula));
    }

    private Task<Paper> IssueAsync() =>
        fixture.Server.Services.GetRequiredService<PaperArchive>().IssueAsync(Officer, PaperKind.CreditNotice, 1, "Aviso de crédito da fatura 101, 08/2026", Data, default);
}
