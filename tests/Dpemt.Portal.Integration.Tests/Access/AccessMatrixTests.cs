using System.Net;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Testing.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Access;

public sealed class AccessMatrixTests : IAsyncLifetime
{
    /// <summary>What the framework maps for itself: scripts and the circuit, which carries no page that was not entered before.</summary>
    private static readonly string[] Framework = ["/_blazor", "/_framework", "/_content"];

    private PortalServer _server = default!;

    public async Task InitializeAsync() => _server = await PortalServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void Matrix_EveryPageAndEndpoint_IsListed()
    {
        var mapped = Mapped().ToList();
        Assert.NotEmpty(mapped);
        var listed = AccessMatrix.Entrances.Select(entrance => (entrance.Method, entrance.Pattern)).ToHashSet();
        Assert.Empty(mapped.Where(route => !listed.Contains(route)).Select(route => $"{route.Method} {route.Pattern} is missing in AccessMatrix"));
        Assert.Empty(listed.Where(route => !mapped.Contains(route)).Select(route => $"{route.Method} {route.Pattern} is listed and does not exist"));
    }

    [Fact]
    public async Task Matrix_WithoutSignIn_OpensOnlyWhatIsOpen()
    {
        using var client = _server.NewClient();
        foreach (var entrance in AccessMatrix.Entrances)
        {
            var entered = await EnterAsync(client, entrance);
            Assert.True(entered == (entrance.Gate == Gate.Anonymous), $"{entrance}, nobody signed in: entered = {entered}");
        }
    }

    [Fact]
    public async Task Matrix_EveryRole_EntersExactlyItsPages()
    {
        foreach (var role in Roles.Labels.Keys)
        {
            using var client = await _server.SignInAsync(role);
            foreach (var entrance in AccessMatrix.Entrances)
            {
                var entered = await EnterAsync(client, entrance);
                var expected = entrance.Gate == Gate.Anonymous || (entrance.Gate == Gate.Roles && entrance.AllowedRoles.Contains(role));
                Assert.True(entered == expected, $"{entrance} as {role}: entered = {entered}");
            }
        }
    }

    /// <summary>Refused is 401, 403 or the way to the sign-in; any other answer (a form without its token is 400) was given inside.</summary>
    private static async Task<bool> EnterAsync(HttpClient client, Entrance entrance)
    {
        using var request = new HttpRequestMessage(new HttpMethod(entrance.Method), entrance.Path);
        using var answer = await client.SendAsync(request);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return false;
        return !(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/entrar?voltar", StringComparison.Ordinal));
    }

    private IEnumerable<(string Method, string Pattern)> Mapped() =>
        from endpoint in _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where !Array.Exists(Framework, prefix => pattern.StartsWith(prefix, StringComparison.Ordinal)) && !pattern.StartsWith("/{**", StringComparison.Ordinal)
        let page = endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null
        // A page answers POST too, for its own forms; it is listed once.
        from method in page ? ["GET"] : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, pattern);
}
