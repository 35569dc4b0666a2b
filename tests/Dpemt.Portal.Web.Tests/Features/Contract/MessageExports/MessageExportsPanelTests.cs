using Bunit;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.MessageExports;
using Dpemt.Portal.Web.Features.Contract.MessageExports;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Web.Tests.Features.Contract.MessageExports;

public sealed class MessageExportsPanelTests : InspectionContext
{
    private static readonly BillingMonth July = new(2026, 7);

    [Fact]
    public void Ask_EmptyMonth_SaysWhyAndListsNothing()
    {
        var panel = Panel();

        panel.Find(".export-form button").Click();

        panel.WaitForAssertion(() => Assert.Contains("o arquivo sairia vazio", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Nenhum arquivo foi pedido ainda", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_MonthWithMessages_ShowsProgressAndThenTheDownload()
    {
        await SeedAsync();
        var panel = Panel();
        panel.Find(".export-form button").Click();
        panel.WaitForAssertion(() => Assert.Contains("na fila", panel.Markup, StringComparison.Ordinal));

        await MoveAsync(MessageExportState.Running, 5_000);
        panel.WaitForAssertion(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("50", panel.Find("progress").GetAttribute("value"));
        });
        Assert.Contains("5.000 de 10.000", panel.Markup, StringComparison.Ordinal);
        await MoveAsync(MessageExportState.Ready, 10_000);
        panel.WaitForAssertion(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("mensagens-2026-07.xlsx", panel.Find("a[download]").TextContent);
        });

        Assert.Empty(panel.FindAll("progress"));
    }

    [Fact]
    public async Task Cancel_WhatWaits_IsSaid()
    {
        await SeedAsync();
        var panel = Panel();
        panel.Find(".export-form button").Click();
        panel.WaitForElement("td button").Click();

        panel.WaitForAssertion(() => Assert.Contains("cancelado", panel.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_ToWhomMayOnlySee_OffersNeitherFormNorFile()
    {
        await SeedAsync();
        await Get<AskForExport>().RunAsync(Officer, July, July, MessageExportFormat.Csv, default);
        await MoveAsync(MessageExportState.Ready, 10_000);

        var panel = Panel(mayAct: false);

        panel.WaitForAssertion(() => Assert.Contains("pronto", panel.Markup, StringComparison.Ordinal));
        Assert.Empty(panel.FindAll("a[download]"));
        Assert.Empty(panel.FindAll("button"));
    }

    private IRenderedComponent<MessageExportsPanel> Panel(bool mayAct = true) =>
        Render<MessageExportsPanel>(parameters => parameters.Add(p => p.Month, July).Add(p => p.Who, Officer).Add(p => p.MayAct, mayAct));

    private async Task SeedAsync()
    {
        await using var db = Database.Open();
        db.ConsumptionDays.Add(new() { Day = new(2026, 7, 3), OfMonth = July, Category = ItemKind.Service, MetaCategory = ItemKind.Service, Reason = ChargeReason.Service, Template = "", Messages = 10_000 });
        await db.SaveChangesAsync();
    }

    private async Task MoveAsync(MessageExportState state, long rows)
    {
        var until = Clock.GetUtcNow().AddDays(1);
        await using var db = Database.Open();
        await db.MessageExports.ExecuteUpdateAsync(s => s.SetProperty(e => e.State, state).SetProperty(e => e.Rows, rows).SetProperty(e => e.ExpiresAt, until));
    }
}
