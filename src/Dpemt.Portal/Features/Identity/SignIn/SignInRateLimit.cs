using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Identity.SignIn;

/// <summary>
/// How often one address may try to sign in: the lockout guards an account, this guards against one machine that tries
/// many accounts. Generous, since a whole office may share an address. Per process; the pages themselves open freely.
/// </summary>
internal sealed class SignInRateLimit(IOptions<AccessOptions> options) : IRateLimiterPolicy<string>
{
    internal const string Policy = "entrar";

    private const int Segments = 6;

    /// <summary>The page of errors says in Portuguese to wait a minute.</summary>
    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = (rejected, _) =>
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1) / Segments;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return ValueTask.CompletedTask;
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        if (!HttpMethods.IsPost(httpContext.Request.Method) || httpContext.Connection.RemoteIpAddress is not { } address)
            return RateLimitPartition.GetNoLimiter("");
        return RateLimitPartition.GetSlidingWindowLimiter(PartitionOf(address), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.SignInsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = Segments,
        });
    }

    /// <summary>An IPv6 network of 64 bits is one customer: single addresses in it cost nothing.</summary>
    internal static string PartitionOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
