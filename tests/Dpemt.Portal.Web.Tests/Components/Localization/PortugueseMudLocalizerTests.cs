using System.Collections;
using System.Resources;
using Dpemt.Portal.Web.Components.Localization;
using MudBlazor;

namespace Dpemt.Portal.Web.Tests.Components.Localization;

public sealed class PortugueseMudLocalizerTests
{
    private readonly PortugueseMudLocalizer _localizer = new();

    [Fact]
    public void Indexer_EveryKeyOfMudBlazor_HasPortugueseText()
    {
        using var stream = typeof(MudTheme).Assembly.GetManifestResourceStream("MudBlazor.Resources.LanguageResource.resources")!;
        using var reader = new ResourceReader(stream);
        var keys = reader.Cast<DictionaryEntry>().Select(entry => (string)entry.Key).ToList();
        Assert.True(keys.Count > 100);
        Assert.DoesNotContain(keys, key => _localizer[key].ResourceNotFound);
    }

    [Fact]
    public void Indexer_WithArguments_FillsThem() => Assert.Equal("1–10 de 42", _localizer["MudDataGridPager_InfoFormat", 1, 10, 42].Value);

    [Fact]
    public void Indexer_UnknownKey_IsReportedAsMissing() => Assert.True(_localizer["Nada"].ResourceNotFound);
}
