using Dpemt.Portal.Conversations.Flow;

namespace Dpemt.Portal.Core.Tests.Conversations.Flow;

public sealed class FlowTextsTests
{
    [Fact]
    public void Definitions_AreValidThemselves()
    {
        Assert.NotEmpty(FlowTexts.Definitions);
        Assert.Equal(FlowTexts.Definitions.Count, FlowTexts.Definitions.Select(d => d.Key).Distinct().Count());
        Assert.All(FlowTexts.Definitions, d => Assert.True(FlowTexts.Validate(d.Key, d.Text).Count == 0, $"{d.Key}: {string.Join(' ', FlowTexts.Validate(d.Key, d.Text))}"));
        Assert.All(FlowTexts.Definitions, d => Assert.Subset(d.Placeholders.ToHashSet(), d.Mandatory.ToHashSet()));
    }

    [Theory]
    [InlineData("queue.open", "Você está na fila.", "Falta o campo {recepcao}")]
    [InlineData("queue.open", "Fila de {recepcao}, {nome}.", "O campo {nome} não existe aqui")]
    [InlineData("ask.city", "Cidade de {cidade}?", "Este texto não tem campos")]
    [InlineData("queue.open", "Fila de {recepcao} {", "chave")]
    [InlineData("button.yes", "Sim, está tudo certo aqui", "só cabem 20")]
    [InlineData("button.yes", "Sim\nsim", "quebra de linha")]
    [InlineData("menu", "  ", "não pode ficar vazio")]
    [InlineData("inventado", "x", "Não existe um texto")]
    public void Validate_Fault_IsToldInPortuguese(string key, string text, string fault)
        => Assert.Contains(FlowTexts.Validate(key, text), f => f.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void With_GoodAndBadEdits_UsesTheGoodOnes()
    {
        var texts = FlowTexts.With(new Dictionary<string, string> { ["menu"] = "E agora?", ["queue.open"] = "sem campo", ["velho"] = "x" });

        Assert.Equal("E agora?", texts["menu"]);
        Assert.Equal(FlowTexts.Default["queue.open"], texts["queue.open"]);
    }

    [Theory]
    [InlineData("", "Fila de Cuiabá. Quer continuar?")]
    [InlineData(null, "Fila de Cuiabá. Quer continuar?")]
    [InlineData("Abre às 8h.", "Fila de Cuiabá. Abre às 8h. Quer continuar?")]
    public void FillIn_FieldWithoutValue_LeavesNoGap(string? when, string said)
        => Assert.Equal(said, FlowTexts.FillIn("Fila de {recepcao}. {quando} Quer continuar?", ("recepcao", "Cuiabá"), ("quando", when)));

    [Fact]
    public void Fill_ValueThatLooksLikeAPlaceholder_StaysText()
        => Assert.Equal("A sua cidade é *{cidade}{x}*?", FlowTexts.Default.Fill("confirm.city", ("cidade", "{cidade}{x}")));

    [Fact]
    public void Tables_KeysPointToEachOther()
    {
        var areas = Lexicon.Default.Areas.Select(a => a.Key).ToHashSet();
        Assert.All(FlowService.Defaults, s => Assert.Contains(s.Area, areas));
        Assert.All(FlowService.Defaults.Where(s => s.SelfService), s => Assert.True(s.OpenUrl is not null && s.InstallUrls is { Count: > 0 }));
        Assert.False(FlowService.Defaults.Single(s => s.Key == "pensao_atrasada").SelfService);
        Assert.All(FrequentQuestion.Defaults, q => Assert.InRange(q.Title.Length, 1, Bubble.RowTitleMaxLength));
    }

    [Theory]
    [InlineData("52998224725", true)]
    [InlineData("11144477735", true)]
    [InlineData("10123456703", true)]
    [InlineData("52998224726", false)]
    [InlineData("52998224715", false)]
    [InlineData("00000000000", false)]
    [InlineData("5299822472", false)]
    [InlineData("5299822472a", false)]
    [InlineData("٥٢٩٩٨٢٢٤٧٢٥", false)]
    [InlineData(null, false)]
    public void CpfIsValid_CheckDigits(string? digits, bool valid) => Assert.Equal(valid, Cpf.IsValid(digits));

    [Theory]
    [InlineData("Não, é às 13h!", "nao e as 13h")]
    [InlineData("  ÁGUA   Boa ", "agua boa")]
    [InlineData("mirassol d'oeste", "mirassol doeste")]
    [InlineData("s\u200Bi\u202Em", "sim")]
    [InlineData("👍", "")]
    public void Fold_MakesComparable(string text, string folded) => Assert.Equal(folded, FoldedText.Fold(text));

    [Fact]
    public void Clean_HostileText_IsPlainText()
    {
        Assert.Equal("a b\n<b>c</b>", FoldedText.Clean(" a\tb\0\u202E\n<b>c</b>\uD800 "));
        Assert.InRange(FoldedText.Clean(string.Concat(Enumerable.Repeat("😀", 4096))).Length, 4000, 4096);
    }
}
