using Bunit;
using Dpemt.Portal.Web.Features.Contract.Sanctions;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Sanctions;

public sealed class SanctionsPageTests : InspectionContext
{
    [Fact]
    public void Delay_ThirtyOneDays_ProposesTheCappedFineAndTheTermination()
    {
        var page = Render<SanctionsPage>();

        page.Find("#multa-valor").Input("10.000,00");
        page.Find("#multa-dias").Input("31");

        Assert.Contains("R$\u00A01.800,00", page.FindAll(".proposal")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("TR 27.16", page.FindAll(".proposal")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Dosimetry_RowOfTheObligation_AsksForItsBaseAndTheRecurrence()
    {
        var page = Render<SanctionsPage>();

        page.Find("#dosimetria-tabela").Change("Sustainability");
        page.Find("#dosimetria-linha").Change("4");
        page.Find("#dosimetria-valor").Input("1.000,00");
        Assert.Contains("sem multa", page.FindAll(".proposal")[1].TextContent, StringComparison.Ordinal);
        page.Find("input[type=checkbox]").Change(true);

        Assert.Contains("até R$\u00A010,00", page.FindAll(".proposal")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Valor da obrigação", page.Markup, StringComparison.Ordinal);
    }
}
