using Dpemt.Portal.Web.Components.Layout;
using MudBlazor;
using MudBlazor.Utilities;

namespace Dpemt.Portal.Web.Tests.Components.Layout;

public sealed class PortalThemeTests
{
    private const double Text = 4.5;
    private const double Control = 3.0;

    public static TheoryData<bool> Palettes => [false, true];

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Palette_TextOnItsBackground_ReachesAa(bool dark)
    {
        Palette palette = dark ? PortalTheme.DarkPalette : PortalTheme.LightPalette;
        MudColor[] grounds = [palette.Surface, palette.Background, palette.BackgroundGray, palette.TableStriped, palette.TableHover];
        MudColor[] inks = [palette.TextPrimary, palette.TextSecondary, palette.Primary, palette.Secondary, palette.Tertiary, palette.Info, palette.Success, palette.Warning, palette.Error];
        foreach (var ground in grounds)
        {
            foreach (var ink in inks) AssertContrast(ink, ground, Text);
            AssertContrast(palette.LinesInputs, ground, Control);
        }
    }

    [Theory]
    [MemberData(nameof(Palettes))]
    public void Palette_TextOnColour_ReachesAa(bool dark)
    {
        Palette palette = dark ? PortalTheme.DarkPalette : PortalTheme.LightPalette;
        AssertContrast(palette.PrimaryContrastText, palette.Primary, Text);
        AssertContrast(palette.SecondaryContrastText, palette.Secondary, Text);
        AssertContrast(palette.TertiaryContrastText, palette.Tertiary, Text);
        AssertContrast(palette.InfoContrastText, palette.Info, Text);
        AssertContrast(palette.SuccessContrastText, palette.Success, Text);
        AssertContrast(palette.WarningContrastText, palette.Warning, Text);
        AssertContrast(palette.ErrorContrastText, palette.Error, Text);
        AssertContrast(palette.AppbarText, palette.AppbarBackground, Text);
        AssertContrast(palette.DrawerText, palette.DrawerBackground, Text);
    }

    private static void AssertContrast(MudColor ink, MudColor ground, double least)
    {
        var (lighter, darker) = (Math.Max(Luminance(ink), Luminance(ground)), Math.Min(Luminance(ink), Luminance(ground)));
        var ratio = (lighter + 0.05) / (darker + 0.05);
        Assert.True(ratio >= least, $"{ink} on {ground}: {ratio:0.00}, wanted {least:0.0}");
    }

    private static double Luminance(MudColor colour) => (0.2126 * Linear(colour.R)) + (0.7152 * Linear(colour.G)) + (0.0722 * Linear(colour.B));

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
