using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>
/// How often one key may call. Per process: with several instances the sum is what a key gets. Requests without a valid
/// key are refused before they cost anything, webhooks have no part in this.
/// </summary>
internal sealed class ApiRateLimit(IOptions<ApiOptions> options) : IRateLimiterPolicy<string>
{
    internal const string Policy = "api";

    /// <summary>Parts of the minute in which used permits come back.</summary>
    private const int Segments = 6;

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = async (rejected, _) =>
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1) / Segments;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await ApiProblems.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests);
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        var key = httpContext.User.FindFirst(ApiKeyAuthentication.KeyIdClaim)?.Value;
        if (key is null || httpContext.User.HasClaim(c => c.Type == ApiKeyAuthentication.UnlimitedClaim))
            return RateLimitPartition.GetNoLimiter("");
        return RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.RequestsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = Segments,
        });
    }
}
