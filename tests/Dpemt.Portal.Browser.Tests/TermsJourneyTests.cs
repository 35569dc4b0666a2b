using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Terms;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>The officer proposes a price, the manager approves it, and the price list of the next month shows it; then the index does the same.</summary>
[Collection(BrowserSuite.Name)]
public sealed class TermsJourneyTests(PortalInBrowser suite)
{
    private static readonly BillingMonth Next = BillingMonth.Of(TimeProvider.System.GetUtcNow()).Plus(1);

    [Fact]
    public async Task PriceThenIndex_ProposedByOneApprovedByAnother_StandInTheNextMonth()
    {
        await DecideAnniversaryAsync();
        var officer = await suite.SignInAsync("fiscal", "/contrato/termos/propostas/nova");
        await officer.GetByLabel("Preço unitário do item 4").FillAsync("0,5900");
        await officer.GetByLabel("Ato e número").FillAsync("Termo aditivo 9/2026");
        await officer.GetByLabel("Motivação").FillAsync("Revisão pedida e aceita no processo.");
        await AttachAsync(officer, "#proposta-documento", "aditivo.pdf");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Conferir" }).ClickAsync();
        await Expect(officer.Locator("section[aria-labelledby=proposta-diferenca]")).ToContainTextAsync("0,5900");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Propor", Exact = true }).ClickAsync();
        await Expect(officer.GetByText("a aprovação cabe a outra pessoa")).ToBeVisibleAsync();

        var manager = await suite.SignInAsync("gestor", new Uri(officer.Url).AbsolutePath);
        await manager.GetByRole(AriaRole.Button, new() { Name = "Aprovar" }).ClickAsync();
        await Expect(manager.GetByText("Aprovada por Gustavo Gestor")).ToBeVisibleAsync();
        await manager.GetByRole(AriaRole.Link, new() { Name = $"Ver os termos de {Next.Label}" }).ClickAsync();
        await Expect(Row(manager)).ToContainTextAsync("0,5900");

        await officer.GotoAsync(new Uri(suite.Portal.Address, "/contrato/termos/reajuste").ToString());
        await officer.WaitUntilInteractiveAsync();
        await officer.GetByLabel("Mês e variação, um por linha").FillAsync(string.Join('\n', Enumerable.Range(2, 12).Select(i => Next.Plus(-i).Label + ";0,50")));
        await officer.GetByLabel("Fonte", new() { Exact = true }).FillAsync("IBGE, SIDRA tabela 1737");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Registrar índices" }).ClickAsync();
        await Expect(officer.GetByText("12 mês(es) registrado(s)")).ToBeVisibleAsync();
        await officer.GetByLabel("Preços novos a partir de").FillAsync(Iso(Next.FirstDay));
        await AttachAsync(officer, "#reajuste-documento", "requerimento.pdf");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Calcular e registrar" }).ClickAsync();
        await Expect(officer.GetByText("Cálculo registrado")).ToBeVisibleAsync();
        // 1.005 ^ 12 = 1.06167…
        await Expect(officer.Locator("article").First).ToContainTextAsync("6,1677");
        await officer.GetByLabel("Apostilamento e número").FillAsync("Apostilamento 1/2026");
        await officer.Locator("article").First.GetByLabel("Motivação").FillAsync("Reajuste pelo IPCA de doze meses.");
        await AttachAsync(officer, "article [id$=documento]", "apostilamento.pdf");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Propor apostilamento" }).ClickAsync();
        var link = officer.GetByRole(AriaRole.Link, new() { NameRegex = new("aguarda aprovação") });
        await Expect(link).ToBeVisibleAsync();

        await manager.GotoAsync(new Uri(suite.Portal.Address, "/" + await link.GetAttributeAsync("href")).ToString());
        await manager.WaitUntilInteractiveAsync();
        await manager.GetByRole(AriaRole.Button, new() { Name = "Aprovar" }).ClickAsync();
        await Expect(manager.GetByText("Aprovada por Gustavo Gestor")).ToBeVisibleAsync();
        await manager.GetByRole(AriaRole.Link, new() { Name = $"Ver os termos de {Next.Label}" }).ClickAsync();
        await Expect(Row(manager)).ToContainTextAsync("0,6264");
        await Expect(manager.Locator(".timeline")).ToContainTextAsync("Apostilamento 1/2026");
    }

    private static ILocator Row(IPage page) => page.GetByRole(AriaRole.Row).Filter(new() { HasText = "4. Mensagem Modelo de Marketing" });

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The contract was signed a year and a month before the next month begins, and the signature counts.</summary>
    private async Task DecideAnniversaryAsync()
    {
        await using var db = suite.OpenDatabase();
        var now = TimeProvider.System.GetUtcNow();
        var signed = Next.Plus(-13).FirstDay;
        db.TermsVersions.Add(new()
        {
            Number = 1 + (db.TermsVersions.Max(v => (int?)v.Number) ?? 0),
            Origin = TermsOrigin.Correction,
            From = new BillingMonth(2026, 6),
            Changes = $$"""[{"Path":"{{TermsPaths.SignedOn}}","Old":null,"New":"\"{{Iso(signed)}}\""}]""",
            Instrument = "Correção da data da assinatura",
            InstrumentOn = signed,
            ProposalId = -1,
            At = now,
            ProposedByName = "Flávia Fiscal",
            ApprovedByName = "Gustavo Gestor",
        });
        db.ContractDecisions.Add(new()
        {
            Topic = DecisionTopics.PriceAnniversary,
            Subject = DecisionTopics.PriceAnniversary,
            Number = 1,
            Choice = DecisionTopics.FromSignature,
            ChoiceText = "Um ano da assinatura (TR 21.1)",
            Reason = "conforme o parecer",
            At = now,
            ByName = "Fábio Fiscal",
        });
        await db.SaveChangesAsync();
    }

    private static async Task AttachAsync(IPage page, string input, string name)
    {
        await page.Locator(input).AttachAsync(new FilePayload { Name = name, MimeType = "application/pdf", Buffer = "%PDF-1.7 teste"u8.ToArray() });
        await Expect(page.GetByText($"{name} (")).ToBeVisibleAsync();
    }
}
