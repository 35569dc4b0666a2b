using System.Net;
using System.Security.Cryptography;
using System.Text;
using ClosedXML.Excel;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Integration.Tests.Identity;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Hosting;
using Dpemt.Portal.Testing.Spreadsheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Dpemt.Portal.Integration.Tests.Contract;

/// <summary>Papers over the real portal: issued, numbered, printed, downloaded, checked.</summary>
public sealed class PaperTests(PortalServerFixture fixture) : IClassFixture<PortalServerFixture>
{
    private static readonly Actor Officer = Actor.Person(Guid.Parse("01980000-0000-7000-8000-0000000000f1"), "Fábio Fiscal");
    private static long Subjects = 1000;

    private PortalServer Server => fixture.Server;

    private PaperArchive Archive => Server.Services.GetRequiredService<PaperArchive>();

    [Fact]
    public async Task Issue_SameDataTwice_IsOnePaper()
    {
        var subject = Interlocked.Increment(ref Subjects);

        var first = await IssueAsync(subject);
        var second = await IssueAsync(subject);

        Assert.Equal(first.Id, second.Id);
        Assert.Single(await Archive.AboutAsync([PaperKind.TechnicalReport], subject, default));
    }

    [Fact]
    public async Task Issue_ManyAtOnce_GetDifferentNumbers()
    {
        var papers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => IssueAsync(Interlocked.Increment(ref Subjects))));

        Assert.Equal(4, papers.Select(p => p.Number).Distinct().Count());
    }

    [Fact]
    public async Task Pdf_OfAReport_IsTaggedAndSaysFiguresAndHash()
    {
        var paper = await IssueAsync(Interlocked.Increment(ref Subjects));
        using var officer = await Server.SignInAsync(Roles.ContractOfficer);

        var answer = await officer.GetAsync($"/contrato/papeis/{paper.Id}/arquivo/pdf");

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var text = string.Join(' ', pdf.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
        Assert.Contains("99,4623", text, StringComparison.Ordinal);
        Assert.Contains("94,52", text, StringComparison.Ordinal);
        Assert.Contains(paper.Sha256[..20], text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Página 1 de", text, StringComparison.Ordinal);
        Assert.True(pdf.Structure.Catalog.CatalogDictionary.ContainsKey(NameToken.Create("StructTreeRoot")), "The PDF has no tags.");
        Assert.Equal("pt-BR", pdf.Structure.Catalog.CatalogDictionary.Data["Lang"].ToString()?.Trim('(', ')'));
    }

    [Fact]
    public async Task Html_WithHostileDescription_IsEscaped()
    {
        var subject = Interlocked.Increment(ref Subjects);
        var paper = await Archive.IssueAsync(Officer, PaperKind.TechnicalReport, subject, "Relatório técnico", SamplePapers.Report(description: "<script>alert(1)</script>"), default);
        using var officer = await Server.SignInAsync(Roles.ContractOfficer);

        var html = await officer.GetStringAsync($"/contrato/papeis/{paper.Id}/arquivo/html");

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_OfAPaper_GivesThePrintedHash()
    {
        var paper = await IssueAsync(Interlocked.Increment(ref Subjects));
        using var officer = await Server.SignInAsync(Roles.ContractOfficer);

        var bytes = await officer.GetByteArrayAsync($"/contrato/papeis/{paper.Id}/arquivo/json");

        Assert.Equal(paper.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task Xlsx_OfAReport_ReopensWithNumbersAndTextThatStaysText()
    {
        var subject = Interlocked.Increment(ref Subjects);
        var paper = await Archive.IssueAsync(Officer, PaperKind.TechnicalReport, subject, "Relatório técnico", SamplePapers.Report(description: "=1+1"), default);
        using var officer = await Server.SignInAsync(Roles.ContractOfficer);

        using var book = new XLWorkbook(await officer.GetStreamAsync($"/contrato/papeis/{paper.Id}/arquivo/xlsx"));

        var sheet = book.Worksheet("Interrupções");
        Assert.Equal(12, sheet.Cell(5, 1).GetValue<int>());
        Assert.Equal(new DateTime(2026, 7, 3, 10, 0, 0), sheet.Cell(5, 4).GetDateTime());
        Assert.False(sheet.Cell(5, 11).HasFormula);
        Assert.Equal("=1+1", sheet.Cell(5, 11).GetString());
        Assert.Equal(99.4623m, book.Worksheet("Resultado").Cell(7, 2).GetValue<decimal>());
    }

    [Fact]
    public async Task Xlsx_OfAReport_RecomputedByAnotherProgram_GivesThePrintedFigures()
    {
        var data = SamplePapers.Report(description: "@SUM(1;1)");
        var paper = await Archive.IssueAsync(Officer, PaperKind.TechnicalReport, Interlocked.Increment(ref Subjects), "Relatório técnico", data, default);
        using var officer = await Server.SignInAsync(Roles.ContractOfficer);

        var book = await RecomputedSpreadsheet.OpenAsync(await officer.GetByteArrayAsync($"/contrato/papeis/{paper.Id}/arquivo/xlsx"));

        Assert.Equal(
            [data.PeriodSeconds, data.DownSeconds, data.Index, data.Required, data.Discount, data.Base, data.Glosa],
            Enumerable.Range(5, 7).Select(row => book.Number("Resultado", row, 'B')));
        Assert.Equal(data.DownSecondsByDay, Enumerable.Range(5, 31).Select(row => book.Number("Dias", row, 'B')));
        Assert.Equal(data.DownSeconds, book.Number("Dias", 36, 'B'));
        Assert.Equal("@SUM(1;1)", book.Text("Interrupções", 5, 'K'));
        Assert.Equal([44_400m, 0m, 240m, 0m, 0m], "BCDEF".Select(c => book.Number("Cobertura", 5, c)));
    }

    [Fact]
    public async Task Xlsx_OfADecision_RecomputedByAnotherProgram_GivesThePrintedFigures()
    {
        var paper = await Archive.IssueAsync(Officer, PaperKind.Decision, Interlocked.Increment(ref Subjects), "Decisão", SamplePapers.Decision(reason: "-1+1"), default);
        using var officer = await Server.SignInAsync(Roles.ContractOfficer);

        var book = await RecomputedSpreadsheet.OpenAsync(await officer.GetByteArrayAsync($"/contrato/papeis/{paper.Id}/arquivo/xlsx"));

        Assert.Equal([18_904.49m, 0.5m, 94.52m, 94.52m], Enumerable.Range(5, 4).Select(row => book.Number("Valores", row, 'B')));
        Assert.Equal("-1+1", book.Text("Andamento", 6, 'D'));
        Assert.Contains(";\"'-1+1\";", await officer.GetStringAsync($"/contrato/papeis/{paper.Id}/arquivo/csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_OfConsumption_IsTaggedAndSaysTotalRuleAndHash()
    {
        var paper = await ConsumptionAsync();
        using var officer = await Server.SignInAsync(Roles.ContractOfficer);

        using var pdf = PdfDocument.Open(await officer.GetByteArrayAsync($"/contrato/papeis/{paper.Id}/arquivo/pdf"));

        var text = string.Join(' ', pdf.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
        Assert.All(["31.048,54", "0,5849", "250.000", "medição 1", "188.805,22", "Página 1 de"], words => Assert.Contains(words, text.Replace('\u00A0', ' '), StringComparison.Ordinal));
        Assert.Contains(paper.Sha256[..20], text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(pdf.Structure.Catalog.CatalogDictionary.ContainsKey(NameToken.Create("StructTreeRoot")), "The PDF has no tags.");
    }

    [Fact]
    public async Task Files_OfConsumption_HoldNoFormulaOfATextAndGiveTheHash()
    {
        var paper = await ConsumptionAsync("=HYPERLINK(\"x\")");
        using var officer = await Server.SignInAsync(Roles.ContractOfficer);

        var csv = await officer.GetStringAsync($"/contrato/papeis/{paper.Id}/arquivo/csv");
        var html = await officer.GetStringAsync($"/contrato/papeis/{paper.Id}/arquivo/html");
        var json = await officer.GetByteArrayAsync($"/contrato/papeis/{paper.Id}/arquivo/json");
        var book = await RecomputedSpreadsheet.OpenAsync(await officer.GetByteArrayAsync($"/contrato/papeis/{paper.Id}/arquivo/xlsx"));

        Assert.Contains("4;\"'=HYPERLINK(\"\"x\"\")\";;9395;0,5849;5495,14\r\n", csv, StringComparison.Ordinal);
        Assert.Equal("=HYPERLINK(\"x\")", book.Text("Itens", 6, 'B'));
        Assert.Equal((5_495.14m, 31_048.54m), (book.Number("Itens", 6, 'F'), book.Number("Itens", 10, 'F')));
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.Equal(paper.Sha256, Convert.ToHexStringLower(SHA256.HashData(json)));
    }

    [Fact]
    public async Task Csv_OfAReport_IsBrazilianAndHoldsNoFormula()
    {
        var subject = Interlocked.Increment(ref Subjects);
        var paper = await Archive.IssueAsync(Officer, PaperKind.TechnicalReport, subject, "Relatório técnico", SamplePapers.Report(description: "=1+1;x"), default);
        using var officer = await Server.SignInAsync(Roles.ContractOfficer);

        var bytes = await officer.GetByteArrayAsync($"/contrato/papeis/{paper.Id}/arquivo/csv");

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains(";03/07/2026 10:00:00;03/07/2026 14:00:00;14400;Sim;SERPRO;;;\"'=1+1;x\"\r\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docx", HttpStatusCode.NotFound)]
    [InlineData("html", HttpStatusCode.OK)]
    public async Task File_OfADecision_KnowsItsFormats(string format, HttpStatusCode expected)
    {
        var paper = await Archive.IssueAsync(Officer, PaperKind.Decision, Interlocked.Increment(ref Subjects), "Decisão", SamplePapers.Decision(), default);
        using var manager = await Server.SignInAsync(Roles.ContractManager);

        Assert.Equal(expected, (await manager.GetAsync($"/contrato/papeis/{paper.Id}/arquivo/{format}")).StatusCode);
    }

    [Fact]
    public async Task WithHash_OfAPaper_IsFoundIntact()
    {
        var paper = await IssueAsync(Interlocked.Increment(ref Subjects));

        var found = Assert.Single(await Archive.WithHashAsync(" " + paper.Sha256.ToUpperInvariant() + " ", default));

        Assert.True(found.Intact);
        Assert.Equal(paper.Id, found.Paper.Id);
        Assert.Empty(await Archive.WithHashAsync(new string('0', 64), default));
    }

    [Fact]
    public async Task WithHash_OfAPaperChangedInTheDatabase_IsNotIntact()
    {
        var paper = await IssueAsync(Interlocked.Increment(ref Subjects));
        await using (var db = await Server.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
            await db.Papers.Where(p => p.Id == paper.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Data, p => p.Data + " "));

        Assert.False(Assert.Single(await Archive.WithHashAsync(paper.Sha256, default)).Intact);
    }

    private Task<Paper> ConsumptionAsync(string label = "Mensagem Modelo de Marketing") =>
        Archive.IssueAsync(Officer, PaperKind.ConsumptionReport, Interlocked.Increment(ref Subjects), "Relatório de consumo, 07/2026", SamplePapers.Consumption(label), default);

    private Task<Paper> IssueAsync(long subject) =>
        Archive.IssueAsync(Officer, PaperKind.TechnicalReport, subject, "Relatório técnico", SamplePapers.Report(version: (int)subject), default);
}
