using Bunit;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Forms;

public sealed class CityInputTests : BunitContext
{
    private string? _value;

    [Theory]
    [InlineData("Cáceres", "5102504", "Cáceres")]
    [InlineData("caceres", "5102504", "Cáceres")]
    [InlineData("rondonopolis mt", "5107602", "Rondonópolis")]
    [InlineData("", "", "")]
    public void Change_NameOfACity_GivesItsCode(string typed, string code, string shown)
    {
        var input = Show();
        input.Find("input").Change(typed);
        Assert.Equal(code, _value);
        Assert.Equal(shown, input.Find("input").GetAttribute("value"));
        Assert.Empty(input.FindAll(".error"));
    }

    [Fact]
    public void Change_NoSuchCity_KeepsWhatWasTypedAndSaysSo()
    {
        var input = Show();
        input.Find("input").Change("Xyzópolis Grande");
        Assert.Equal("Xyzópolis Grande", _value);
        Assert.Equal("Xyzópolis Grande", input.Find("input").GetAttribute("value"));
        Assert.Equal("true", input.Find("input").GetAttribute("aria-invalid"));
        Assert.Contains("Não achei", input.Find(".error").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<CityInput> Show() => Render<CityInput>(parameters => parameters
        .Add(p => p.Id, "cidade").Add(p => p.Label, "Cidade").Add(p => p.ValueChanged, value => _value = value));
}
