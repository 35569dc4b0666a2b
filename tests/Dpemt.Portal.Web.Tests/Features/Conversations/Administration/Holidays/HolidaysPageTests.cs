using Bunit;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Web.Features.Conversations.Administration.Holidays;
using MudBlazor;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Holidays;

public sealed class HolidaysPageTests : AdministrationContext
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(-4).DateTime);

    [Fact]
    public void Delete_ThenUndo_GivesTheSameHolidayBack()
    {
        using (var db = Database.Open())
        {
            db.Holidays.Add(new Holiday { Date = Today, Name = "Dia de Exemplo", CityCode = "5107909" });
            db.SaveChanges();
        }

        var page = RenderPage<HolidaysPage>();
        page.WaitForElement("button[aria-label='Apagar Dia de Exemplo']").Click();
        page.WaitForAssertion(() => Assert.Empty(Kept()));

        page.WaitForElement(".mud-snackbar-action-button").Click();
        page.WaitForAssertion(() => Assert.Equal([(Today, "Dia de Exemplo", "5107909")], Kept()));
        page.WaitForElement("button[aria-label='Apagar Dia de Exemplo']");
    }

    [Fact]
    public async Task Save_CityChosenButNotNamed_IsRefusedInsteadOfClosingEverywhere()
    {
        var screen = await OpenDialogAsync(new DialogParameters<HolidayDialog>
        {
            { d => d.Form, new HolidayForm(null, Today, "Aniversário da cidade", null, null) }, { d => d.Year, Today.Year }, { d => d.Actor, Someone },
        });
        screen.FindAll("input[type=radio]")[1].Change("on");
        Save(screen);
        screen.WaitForAssertion(() => Assert.Contains("Escolha a cidade.", screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(Kept());

        screen.Find("#feriado-cidade").Change("Xyzópolis Grande");
        Save(screen);
        screen.WaitForAssertion(() => Assert.Contains("não existe em Mato Grosso", screen.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(Kept());
        Assert.Equal("Aniversário da cidade", screen.Find("#feriado-nome").GetAttribute("value"));

        screen.Find("#feriado-cidade").Change("sinop");
        Save(screen);
        screen.WaitForAssertion(() => Assert.Equal([(Today, "Aniversário da cidade", "5107909")], Kept()));
    }

    private static void Save(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> screen) =>
        screen.FindAll("button").Single(button => button.TextContent.Trim() == "Salvar").Click();

    private List<(DateOnly, string, string?)> Kept()
    {
        using var db = Database.Open();
        return [.. db.Holidays.Select(h => new { h.Date, h.Name, h.CityCode }).AsEnumerable().Select(h => (h.Date, h.Name, h.CityCode))];
    }
}
