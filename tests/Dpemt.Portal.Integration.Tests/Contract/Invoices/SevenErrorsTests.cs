using System.Globalization;
using System.Text;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Comparison;
using Dpemt.Portal.Contract.Invoices.Reports;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Integration.Tests.Contract.Consumption;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Invoices;

/// <summary>A July of real messages, counted by the meter, with the contractor's list and invoice of it.</summary>
public sealed class SevenErrorsTests
{
    private static readonly Actor Officer = MeterWorld.Officer;
    private static readonly DateTimeOffset Noon = new(2026, 7, 10, 16, 0, 0, TimeSpan.Zero);

    /// <summary>The contract with a first tier of a thousand messages, so that a small month reaches the second.</summary>
    private static readonly string SmallTiers = ContractTerms.SignedDocument.Replace(": 250000", ": 1000", StringComparison.Ordinal).Replace(": 250001", ": 1001", StringComparison.Ordinal);

    [Fact]
    public async Task Comparison_SevenPlantedErrors_AllFoundNamedAndNothingElse()
    {
        await using var world = new MeterWorld(new(2026, 8, 5, 12, 0, 0, TimeSpan.Zero));
        await ImportAsync(world);
        var service = await SendAsync(world, 400, null);
        var marketing = await SendAsync(world, 300, "MARKETING");
        var utility = await SendAsync(world, 1500, "UTILITY");
        var authentication = await SendAsync(world, 600, "AUTHENTICATION");
        var lost = await SendAsync(world, 9, "UTILITY", MessageStatus.Failed);
        // 23:10 of 30 June in Cuiabá, ten past midnight of 1 July in Brasília.
        var border = await SendAsync(world, 5, "AUTHENTICATION", at: new(2026, 7, 1, 3, 10, 0, TimeSpan.Zero));
        await CountAsync(world);

        // Not delivered, doubled, another category, another zone's month.
        var report = Csv(service, "Serviço") + Csv(marketing, "Marketing") + Csv(utility[..1480], "Utilidade") + Csv(utility[1480..], "Marketing")
            + Csv(lost, "Utilidade") + Csv(authentication, "Autenticação") + Csv(authentication[..7], "Autenticação") + Csv(border, "Autenticação");
        // A tier, item 3 and a rounding besides.
        var lines = new List<NewInvoiceLine>
        {
            new(2, "Assinatura mensal", 1, 425.5035m, 425.50m),
            new(3, "Mensagem de Serviço", 400, 0.0100m, 4.00m),
            new(4, "Marketing", 320, 0.5849m, 188.80m),
            new(5, "Utilidade, faixa 0", 1489, 0.0636m, 94.70m),
            new(11, "Autenticação", 612, 0.0636m, 38.92m),
            new(17, "Envio simples", 400, 0.0100m, 4.00m),
            new(18, "Envio modelo", 2421, 0.0200m, 48.42m),
        };
        var id = await RegisterAsync(world, lines);
        Assert.True((await world.Get<ImportUsageReport>().RunAsync(Officer, id, "relatorio.csv", Encoding.UTF8.GetBytes("wamid;categoria;data\n" + report), null, default)).Done);

        var compared = (await world.Get<ReadComparison>().RunAsync(id, default))!;

        var found = compared.Comparison.Differences;
        Assert.Equal(
            ["nao-entregue-utilidade", "em-dobro-autenticacao", "categoria-utilidade-marketing", "virada-do-mes-autenticacao", "faixa-utilidade", "item-3-com-preco-item-3", "arredondamento-item-4"],
            found.Select(d => d.Code));
        Assert.Equal([9, 7, 20, 5, 0, 0, 0], found.Select(d => d.Messages));
        // Our July: 425.50 + 300 × 0.5849 + (1000 × 0.0636 + 500 × 0.0608) + 600 × 0.0636 + 400 × 0.01 + 2400 × 0.02.
        Assert.Equal(425.50m + 175.47m + 63.60m + 30.40m + 38.16m + 4.00m + 48.00m, compared.Comparison.OurTotal);
        Assert.Equal(compared.Comparison.Difference, compared.Comparison.Proposals.Sum(p => p.Amount));
        Assert.Equal(804.34m - 785.13m, compared.Comparison.Difference);
        Assert.Equal([(DifferenceReason.ServicePriced, 4.00m), (DifferenceReason.Rounding, 1.63m)], found.TakeLast(2).Select(d => (d.Reason, d.Amount)));

        var handed = (await world.Get<ReportedMessages>().RunAsync(Officer, id, "em-dobro-autenticacao", default))!;
        Assert.Equal(authentication[..7].Order(), handed.Rows.Select(r => (string)r[1]!).Order());
        await using var db = world.World.Database.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "dado-revelado" && a.SubjectKind == "fatura"));
    }

    [Fact]
    public async Task Comparison_RightInvoiceAndReport_HasNothingToSay()
    {
        await using var world = new MeterWorld(new(2026, 8, 5, 12, 0, 0, TimeSpan.Zero));
        await ImportAsync(world);
        var utility = await SendAsync(world, 50, "UTILITY");
        await SendAsync(world, 3, "UTILITY", MessageStatus.Failed);
        await CountAsync(world);
        var id = await RegisterAsync(world, [new(2, "Assinatura", 1, 425.5035m, 425.50m), new(5, "Utilidade", 50, 0.0636m, 3.18m), new(18, "Envio", 50, 0.02m, 1.00m)]);
        await world.Get<ImportUsageReport>().RunAsync(Officer, id, "relatorio.csv", Encoding.UTF8.GetBytes("wamid;categoria\n" + Csv(utility, "Utilidade", date: false)), null, default);

        var compared = (await world.Get<ReadComparison>().RunAsync(id, default))!;

        Assert.Empty(compared.Comparison.Differences);
        Assert.Equal(429.68m, compared.Comparison.OurTotal);
    }

    [Fact]
    public async Task Comparison_WithoutReport_FindsTheZoneAndTheUndeliveredByCount()
    {
        await using var world = new MeterWorld(new(2026, 8, 5, 12, 0, 0, TimeSpan.Zero));
        await ImportAsync(world);
        await SendAsync(world, 50, "UTILITY");
        await SendAsync(world, 3, "UTILITY", MessageStatus.Failed);
        await SendAsync(world, 40, "MARKETING");
        // 21:00 of 30 June in Cuiabá: July in UTC, June in Brasília.
        await SendAsync(world, 4, "MARKETING", at: new(2026, 7, 1, 1, 0, 0, TimeSpan.Zero));
        await CountAsync(world);
        var id = await RegisterAsync(world, [new(2, "Assinatura", 1, 425.5035m, 425.50m), new(4, "Marketing", 44, 0.5849m, 25.74m), new(5, "Utilidade", 53, 0.0636m, 3.37m), new(18, "Envio", 97, 0.02m, 1.94m)]);

        var compared = (await world.Get<ReadComparison>().RunAsync(id, default))!;

        // A proposal for each item: the category's price and the sending of the same messages.
        Assert.Equal(
            [(DifferenceReason.NotDelivered, 5), (DifferenceReason.NotDelivered, 18), (DifferenceReason.MonthBorder, 4), (DifferenceReason.MonthBorder, 18)],
            compared.Comparison.Proposals.Select(p => (p.Reason, p.Item ?? 0)));
        Assert.All(compared.Comparison.Proposals.Skip(2), p => Assert.Contains("UTC", p.Text, StringComparison.Ordinal));
        Assert.Equal(compared.Comparison.Difference, compared.Comparison.Differences.Sum(d => d.Amount));
    }

    private static async Task ImportAsync(MeterWorld world) =>
        Assert.True((await world.Get<ImportContract>().RunAsync(Actor.Portal, "001/2026", new(2026, 6, 1), null, SmallTiers, default)).Done);

    private static async Task<long> RegisterAsync(MeterWorld world, IReadOnlyList<NewInvoiceLine> lines)
    {
        var result = await world.Get<RegisterInvoice>().RunAsync(Officer, new("NF 456", new(2026, 7), new(2026, 8, 3), null, lines.Sum(l => l.Value), lines), default);
        Assert.True(result.Done, result.Refusal?.Message);
        return result.Id!.Value;
    }

    private static async Task CountAsync(MeterWorld world)
    {
        for (var round = 0; round < 5; round++)
            await world.CountAsync();
    }

    /// <summary>Messages that were sent and delivered, or not; the answer are Meta's ids.</summary>
    private static async Task<string[]> SendAsync(MeterWorld world, int count, string? category, MessageStatus last = MessageStatus.Delivered, DateTimeOffset? at = null)
    {
        await using var db = world.World.Database.Open();
        var index = world.Get<MessageIndex>();
        var when = at ?? Noon;
        var messages = Enumerable.Range(0, count).Select(_ => $"wamid.{Guid.NewGuid():N}").Select(wamid => new Message
        {
            CitizenId = Guid.NewGuid(),
            Author = MessageAuthor.Bot,
            Kind = category is null ? MessageKind.Text : MessageKind.Template,
            Template = category is null ? null : "modelo_" + category.ToLowerInvariant(),
            TemplateCategory = category,
            Status = last,
            Wamid = wamid,
            WamidIndex = index.Wamid(wamid),
            OccurredAt = when,
            CreatedAt = when,
        }).ToList();
        db.Messages.AddRange(messages);
        await db.SaveChangesAsync();
        foreach (var message in messages)
        {
            db.MessageStatusChanges.Add(new() { MessageId = message.Id, Status = MessageStatus.Accepted, OccurredAt = when, ReceivedAt = when });
            db.MessageStatusChanges.Add(new()
            {
                MessageId = message.Id,
                Status = last,
                OccurredAt = when.AddSeconds(5),
                ReceivedAt = when.AddSeconds(5),
                PricingType = last == MessageStatus.Delivered && category is not null ? "regular" : null,
                PricingCategory = last == MessageStatus.Delivered ? category?.ToLowerInvariant() : null,
            });
        }

        await db.SaveChangesAsync();
        return [.. messages.Select(m => m.Wamid!)];
    }

    private static string Csv(IEnumerable<string> wamids, string category, bool date = true) =>
        string.Concat(wamids.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w};{category}{(date ? ";10/07/2026 12:00:00" : "")}\n")));
}
