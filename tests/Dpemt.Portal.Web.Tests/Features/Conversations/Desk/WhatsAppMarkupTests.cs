using Dpemt.Portal.Web.Features.Conversations.Desk;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Desk;

public sealed class WhatsAppMarkupTests
{
    [Theory]
    [InlineData("a *b c* d", "a |Bold:b c| d")]
    [InlineData("*a* e _b_ e ~c~", "Bold:a| e |Italic:b| e |Struck:c")]
    [InlineData("```x = *1*```", "Code:x = *1*")]
    [InlineData("2*3*4 e a_b_c", "2*3*4 e a_b_c")]
    [InlineData("* a * e **", "* a * e **")]
    [InlineData("*sem fim\noutra* linha", "*sem fim\noutra* linha")]
    [InlineData("veja https://exemplo.mt.gov.br/a?b=1.", "veja |Link:https://exemplo.mt.gov.br/a?b=1|.")]
    [InlineData("javascript:alert(1)", "javascript:alert(1)")]
    [InlineData("", "")]
    public void Parse_Text_GivesItsPieces(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', WhatsAppMarkup.Parse(text).Select(piece => piece.Style == TextStyle.Plain ? piece.Text : $"{piece.Style}:{piece.Text}")));

    [Fact]
    public void Parse_AnyText_LosesNothingButMarks() =>
        Assert.Equal(new string('*', 4096), string.Concat(WhatsAppMarkup.Parse(new string('*', 4096)).Select(piece => piece.Text)));
}
