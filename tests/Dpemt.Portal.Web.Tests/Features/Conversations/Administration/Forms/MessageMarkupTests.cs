using Bunit;
using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Forms;

public sealed class MessageMarkupTests : BunitContext
{
    [Theory]
    [InlineData("a *b* c", "a |b:bold| c")]
    [InlineData("*Núcleo de Sinop*.", "Núcleo de Sinop:bold|.")]
    [InlineData("*b _i_*", "b :bold|i:bold italic")]
    [InlineData("~não~", "não:struck")]
    [InlineData("2*3*4", "2*3*4")]
    [InlineData("* solto *", "* solto *")]
    [InlineData("*abre\nfecha*", "*abre\nfecha*")]
    [InlineData("nome_do_campo", "nome_do_campo")]
    [InlineData("**", "**")]
    [InlineData("*", "*")]
    [InlineData("", "")]
    public void Read_Marks_CountOnlyTightAroundWords(string text, string expected)
    {
        var spans = MessageMarkup.Read(text).Select(span => span.Classes.Length == 0 ? span.Text : $"{span.Text}:{span.Classes}");
        Assert.Equal(expected, string.Join('|', spans));
    }

    [Fact]
    public void Render_HostileText_ShowsItAsWritten()
    {
        const string hostile = "<img src=x onerror=alert(1)> *<script>alert(2)</script>*";
        var preview = Render<PhonePreview>(parameters => parameters.Add(p => p.Text, hostile));
        Assert.Empty(preview.FindAll("img, script"));
        Assert.Equal(hostile.Replace("*", "", StringComparison.Ordinal), preview.Find(".phone-bubble").TextContent);
        Assert.Equal("<script>alert(2)</script>", preview.Find(".phone-bubble .bold").TextContent);
    }

    [Fact]
    public void Fill_KnownAndUnknownFields_FillsOneAndLeavesTheOther() =>
        Assert.Equal("Sinop, {cidad}", SampleValues.Fill("{cidade}, {cidad}"));
}
