using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Dpemt.Portal.Web.Components.Localization;

/// <summary>MudBlazor's own words in Portuguese; a test finds the keys that a new version adds.</summary>
public sealed class PortugueseMudLocalizer : MudLocalizer
{
    public override LocalizedString this[string key] =>
        MudBlazorWords.ByKey.TryGetValue(key, out var text)
            ? new LocalizedString(key, text)
            : new LocalizedString(key, key, resourceNotFound: true);

    public override LocalizedString this[string key, params object[] arguments] =>
        MudBlazorWords.ByKey.TryGetValue(key, out var text)
            ? new LocalizedString(key, string.Format(PortalCulture.Brazil, text, arguments))
            : new LocalizedString(key, key, resourceNotFound: true);
}
