using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Dpemt.Portal.Identity.ApiKeys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>Recognises systems by the header <c>X-Api-Key</c>.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApiKeyDirectory keys, IHostEnvironment environment)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    internal const string SchemeName = "ApiKey";
    internal const string Header = "X-Api-Key";
    internal const string ScopeClaim = "escopo";
    internal const string KeyIdClaim = "chave";

    /// <summary>Set for the well-known key of Development, which load tests use.</summary>
    internal const string UnlimitedClaim = "sem-limite";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var sent = Request.Headers[Header];
        if (sent.Count == 0)
            return AuthenticateResult.NoResult();
        if (sent.Count > 1 || await keys.FindAsync(sent.ToString(), Context.RequestAborted) is not { } client)
            return AuthenticateResult.Fail("Unknown key.");
        var identity = new ClaimsIdentity(SchemeName, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new(ClaimTypes.Name, client.Name));
        identity.AddClaim(new(KeyIdClaim, client.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaims(client.Scopes.Select(s => new Claim(ScopeClaim, s)));
        if (environment.IsDevelopment() && sent == EnsureDevelopmentKey.Secret)
            identity.AddClaim(new(UnlimitedClaim, ""));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"ApiKey realm=\"Dpemt.Portal\", header=\"{Header}\"";
        return ApiProblems.WriteAsync(Context, StatusCodes.Status401Unauthorized);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiProblems.WriteAsync(Context, StatusCodes.Status403Forbidden);
}
