using System.Globalization;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Web.Features.Identity;
using Dpemt.Portal.Web.Hosting;
using Microsoft.Net.Http.Headers;

namespace Dpemt.Portal.Web.Features.Conversations.Desk;

/// <summary>
/// Pictures, audio and documents of messages, for who may see the conversation. They come from strangers: the browser is told to
/// believe the type and nothing else, to run nothing in them, and to keep no copy; what is not on the list is only downloaded.
/// </summary>
public static class FileEndpoint
{
    /// <summary>Types that are shown in the page or in a tab of their own.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/jpeg", "image/png", "image/webp", "audio/ogg", "audio/mpeg", "audio/aac", "audio/amr", "audio/mp4", "audio/wav", "video/mp4", "video/3gpp", "application/pdf",
    };

    public static IEndpointRouteBuilder MapConversationFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/atendimento/arquivos/{mediaId:long}", OpenAsync).RequireAuthorization(Policies.Attend);
        return endpoints;
    }

    private static async Task<IResult> OpenAsync(long mediaId, int? baixar, HttpContext context, OpenFile open, CancellationToken cancellation)
    {
        if (await open.RunAsync(context.User.ToActor(), mediaId, cancellation) is not { } file)
            return TypedResults.NotFound();
        var type = file.MimeType.Split(';')[0].Trim();
        var shown = Shown.Contains(type);
        var name = file.Name ?? string.Create(CultureInfo.InvariantCulture, $"arquivo-{mediaId}");
        var headers = context.Response.Headers;
        var disposition = new ContentDispositionHeaderValue(shown && baixar is null ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store, private";
        // A viewer of PDF does not start in a sandbox; everything else has no use for what a sandbox forbids.
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'" + (shown && type == "application/pdf" ? "" : "; sandbox");
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Bytes(file.Bytes, shown ? type : "application/octet-stream", enableRangeProcessing: true);
    }
}
