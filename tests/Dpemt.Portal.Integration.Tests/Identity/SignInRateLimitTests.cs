using System.Net;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Testing.Hosting;
using Dpemt.Portal.Web.Features.Identity.SignIn;
using Microsoft.Extensions.Configuration;

namespace Dpemt.Portal.Integration.Tests.Identity;

public sealed class SignInRateLimitTests
{
    [Fact]
    public async Task SignIn_MoreOftenThanTheSettingAllows_IsAskedToWaitInPortuguese()
    {
        await using var server = await PortalServer.StartAsync(builder =>
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Access:SignInsPerMinute"] = "5" }));
        await server.AddUserAsync(Roles.Auditor);
        using var client = server.NewClient();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await EnterAsync(client, $"ninguem{i}@testes.local", "senha-que-nao-existe")).StatusCode);

        using var sixth = await EnterAsync(client, PortalServer.EmailOf(Roles.Auditor), PortalServer.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.InRange(sixth.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var page = WebUtility.HtmlDecode(await sixth.Content.ReadAsStringAsync());
        Assert.Contains("Muitas tentativas", page, StringComparison.Ordinal);
        Assert.Contains("Aguarde um minuto", page, StringComparison.Ordinal);
        using var code = await PortalServer.PostFormAsync(client, "/entrar/codigo", "codigo", new() { ["Input.Code"] = "000000" });
        Assert.Equal(HttpStatusCode.TooManyRequests, code.StatusCode);
        // Pages open all the same.
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/entrar")).StatusCode);
    }

    [Theory]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void PartitionOf_Addresses_CountsACustomerOnce(string one, string other, bool same) =>
        Assert.Equal(same, SignInRateLimit.PartitionOf(IPAddress.Parse(one)) == SignInRateLimit.PartitionOf(IPAddress.Parse(other)));

    private static Task<HttpResponseMessage> EnterAsync(HttpClient client, string email, string password) =>
        PortalServer.PostFormAsync(client, "/entrar", "entrar", new() { ["Input.Email"] = email, ["Input.Password"] = password });
}
