using MudBlazor;

namespace Dpemt.Portal.Web.Components.Layout;

/// <summary>
/// The portal's colours and type. Both palettes are written into every page, each under its own scope, so that the browser
/// alone decides which one shows (see wwwroot/js/theme.js): no flash of the wrong one, and pages without a circuit have it too.
/// Text and its background reach 4.5:1, borders of inputs 3:1 (WCAG 2.2 AA); a test computes the pairs.
/// </summary>
public static class PortalTheme
{
    private static readonly string[] Sans = ["Inter Variable", "system-ui", "Segoe UI", "Roboto", "Arial", "sans-serif"];

    public static PaletteLight LightPalette { get; } = new()
    {
        Primary = "#0f5c45",
        PrimaryContrastText = "#ffffff",
        Secondary = "#4a5f56",
        SecondaryContrastText = "#ffffff",
        Tertiary = "#7a5300",
        TertiaryContrastText = "#ffffff",
        Info = "#1c5c92",
        InfoContrastText = "#ffffff",
        Success = "#1c6e3a",
        SuccessContrastText = "#ffffff",
        Warning = "#8a5000",
        WarningContrastText = "#ffffff",
        Error = "#b3261e",
        ErrorContrastText = "#ffffff",
        Dark = "#22302a",
        DarkContrastText = "#ffffff",
        Background = "#f5f7f5",
        BackgroundGray = "#eaeeeb",
        Surface = "#ffffff",
        AppbarBackground = "#0c4a38",
        AppbarText = "#ffffff",
        DrawerBackground = "#ffffff",
        DrawerText = "#24322c",
        DrawerIcon = "#4a5f56",
        TextPrimary = "#18211d",
        TextSecondary = "#4c5a54",
        TextDisabled = "#6b7771",
        ActionDefault = "#43524b",
        ActionDisabled = "#8b9690",
        ActionDisabledBackground = "#dfe4e1",
        Divider = "#d9dfdb",
        DividerLight = "#e6eae7",
        LinesDefault = "#d0d7d3",
        LinesInputs = "#75827b",
        TableLines = "#dde3df",
        TableStriped = "#f7f9f8",
        TableHover = "#edf3f0",
        Skeleton = "#e3e8e5",
    };

    public static PaletteDark DarkPalette { get; } = new()
    {
        Primary = "#7fceac",
        PrimaryContrastText = "#06291d",
        Secondary = "#b2c3ba",
        SecondaryContrastText = "#14201b",
        Tertiary = "#e8c07a",
        TertiaryContrastText = "#2a1c00",
        Info = "#9cc8f0",
        InfoContrastText = "#05243c",
        Success = "#8fd6a2",
        SuccessContrastText = "#04290f",
        Warning = "#efbf6e",
        WarningContrastText = "#2b1b00",
        Error = "#ffb0a6",
        ErrorContrastText = "#3d0703",
        Dark = "#cfd9d4",
        DarkContrastText = "#18211d",
        Background = "#0f1513",
        BackgroundGray = "#141b18",
        Surface = "#18211d",
        AppbarBackground = "#0b2c22",
        AppbarText = "#e6eeea",
        DrawerBackground = "#131b18",
        DrawerText = "#dbe5e0",
        DrawerIcon = "#a7b7af",
        TextPrimary = "#e4ece8",
        TextSecondary = "#a9b8b1",
        TextDisabled = "#87958e",
        ActionDefault = "#b6c4bd",
        ActionDisabled = "#74827b",
        ActionDisabledBackground = "#27322d",
        Divider = "#2e3a35",
        DividerLight = "#26312c",
        LinesDefault = "#36433d",
        LinesInputs = "#7d8d85",
        TableLines = "#2b3631",
        TableStriped = "#1b2521",
        TableHover = "#202c27",
        Skeleton = "#26312c",
        Black = "#0f1513",
    };

    public static MudTheme Light { get; } = Create(":root");

    public static MudTheme Dark { get; } = Create(":root[data-theme=dark]");

    private static MudTheme Create(string scope) => new()
    {
        PaletteLight = LightPalette,
        PaletteDark = DarkPalette,
        PseudoCss = new PseudoCss { Scope = scope },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "56px", DrawerWidthLeft = "248px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Sans, FontSize = "1.5rem", FontWeight = "650", LineHeight = "1.25", LetterSpacing = "-.014em" },
            H2 = new H2Typography { FontFamily = Sans, FontSize = "1.2rem", FontWeight = "620", LineHeight = "1.3", LetterSpacing = "-.01em" },
            H3 = new H3Typography { FontFamily = Sans, FontSize = "1.05rem", FontWeight = "620", LineHeight = "1.35", LetterSpacing = "-.006em" },
            H4 = new H4Typography { FontFamily = Sans, FontSize = "1rem", FontWeight = "620", LineHeight = "1.4", LetterSpacing = "normal" },
            H5 = new H5Typography { FontFamily = Sans, FontSize = ".9375rem", FontWeight = "620", LineHeight = "1.4", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Sans, FontSize = ".9375rem", FontWeight = "620", LineHeight = "1.4", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Sans, FontSize = ".9375rem", FontWeight = "550", LineHeight = "1.5", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Sans, FontSize = ".875rem", FontWeight = "600", LineHeight = "1.45", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Sans, FontSize = ".9375rem", LineHeight = "1.55", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Sans, FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Sans, FontSize = ".875rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Sans, FontSize = ".8125rem", LineHeight = "1.4", LetterSpacing = "normal" },
            Overline = new OverlineTypography { FontFamily = Sans, FontSize = ".75rem", FontWeight = "600", LineHeight = "1.6", LetterSpacing = ".04em", TextTransform = "none" },
        },
    };
}
