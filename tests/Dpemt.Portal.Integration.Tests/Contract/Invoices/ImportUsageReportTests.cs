using System.Text;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Reports;
using Dpemt.Portal.Integration.Tests.Contract.Glosas;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Invoices;

public sealed class ImportUsageReportTests
{
    [Fact]
    public async Task Import_AgainAfterACorrection_IsANewVersionBesideTheOld()
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = await RegisterAsync(world);

        Assert.True((await ImportAsync(world, id, "Item;Descrição;Quantidade\n5;Utilidade;1.000\nTotal;;1.000")).Done);
        Assert.True((await ImportAsync(world, id, "Item;Descrição;Quantidade\n5;Utilidade;999")).Done);

        var reading = (await world.Get<InvoiceDetails>().RunAsync(id, default))!;
        Assert.Equal([2, 1], reading.Reports.Select(r => r.Version));
        await using var db = world.Open();
        Assert.Equal([1000L, 999L], await db.UsageReportLines.OrderBy(l => l.ReportId).Select(l => l.Quantity).ToListAsync());
        Assert.Equal(2, await db.AuditEntries.CountAsync(a => a.Action == "relatorio-de-consumo-importado"));
    }

    [Theory]
    [InlineData("wamid;categoria\nwamid.AAAA;Utilidade\nwamid.BBBB;Promoção", "Linha 3, coluna B (categoria)")]
    [InlineData("wamid;categoria\nwamid.5566AAAA 1;Utilidade", "Linha 2, coluna A (identificador da mensagem)")]
    [InlineData("wamid;categoria;data\nwamid.AAAA;Utilidade;32/07/2026", "Linha 2, coluna C (data e hora)")]
    [InlineData("Item;Quantidade\n5;-3", "Linha 2, coluna B (quantidade)")]
    [InlineData("Item;Quantidade\n", "não tem linhas")]
    [InlineData("a;b\n1;2", "cabeçalho")]
    public async Task Import_OneRowThatCannotBeRead_RefusesTheWholeAndNamesItWithoutItsText(string csv, string expected)
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = await RegisterAsync(world);

        var result = await ImportAsync(world, id, csv);

        Assert.Contains(expected, result.Refusal?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wamid.", result.Refusal!.Message, StringComparison.Ordinal);
        await using var db = world.Open();
        Assert.Equal(0, await db.UsageReports.CountAsync() + await db.UsageReportLines.CountAsync() + await db.UsageReportMessages.CountAsync());
    }

    [Fact]
    public async Task Import_ByMessage_SealsTheIds()
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = await RegisterAsync(world);
        var rows = string.Concat(Enumerable.Range(0, 4500).Select(i => $"wamid.SEGREDO{i};Utilidade;31/07/2026 23:30:00;{(i == 0 ? "Falhou" : "Entregue")}\n"));
        var seen = new List<int>();

        var result = await world.Get<ImportUsageReport>().RunAsync(
            GlosaWorld.Officer, id, "mensagens.csv", Encoding.UTF8.GetBytes("wamid;categoria;data;status\n" + rows), new Told(seen), default);

        Assert.True(result.Done, result.Refusal?.Message);
        Assert.Equal([2000, 4000, 4500], seen);
        await using var db = world.Open();
        var first = await db.UsageReportMessages.OrderBy(m => m.Row).FirstAsync();
        Assert.Equal(("wamid.SEGREDO0", false, new DateTimeOffset(2026, 8, 1, 2, 30, 0, TimeSpan.Zero)), (first.Wamid, first.Delivered, first.At!.Value));
        Assert.Equal(4500, await db.UsageReportMessages.CountAsync());
        var stored = await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM ctr_UsageReportMessage WHERE CAST(Wamid AS TEXT) LIKE '%SEGREDO%'").ToListAsync();
        Assert.Equal([0], stored);
    }

    private static async Task<long> RegisterAsync(GlosaWorld world) => (await world.Get<RegisterInvoice>().RunAsync(
        GlosaWorld.Officer, new("NF 1", new(2026, 7), new(2026, 8, 1), null, 63.60m, [new(5, "Utilidade", 1000, 0.0636m, 63.60m)]), default)).Id!.Value;

    private static Task<Dpemt.Portal.Contract.ContractResult> ImportAsync(GlosaWorld world, long id, string csv) =>
        world.Get<ImportUsageReport>().RunAsync(GlosaWorld.Officer, id, "relatorio.csv", Encoding.UTF8.GetBytes(csv), null, default);

    private sealed class Told(List<int> seen) : IProgress<int>
    {
        public void Report(int value) => seen.Add(value);
    }
}
