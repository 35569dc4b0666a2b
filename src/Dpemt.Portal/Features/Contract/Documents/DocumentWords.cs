using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Contract.Documents;

/// <summary>Documents in words.</summary>
internal static class DocumentWords
{
    /// <summary>As in "1,4 MB" or "12 kB".</summary>
    internal static string Size(long bytes) => bytes >= 1_000_000
        ? string.Create(PortalCulture.Brazil, $"{bytes / 1_000_000m:0.0} MB")
        : string.Create(PortalCulture.Brazil, $"{Math.Max(1, bytes / 1000)} kB");
}
