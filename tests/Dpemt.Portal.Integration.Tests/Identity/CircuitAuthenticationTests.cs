using System.Security.Claims;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Hosting;
using Dpemt.Portal.Web.Features.Identity.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Identity;

/// <summary>A page that stays open loses its user when she loses her right to be there, without asking the browser for anything.</summary>
public sealed class CircuitAuthenticationTests : IAsyncLifetime
{
    private PortalServer _server = default!;

    // Only the news can end a page within the test: the next look comes after ten minutes.
    public async Task InitializeAsync() => _server = await PortalServer.StartAsync(builder =>
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Access:SessionCheckSeconds"] = "600" }));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task OpenPage_UserDisabled_IsNobodysAtOnceAndTheOthersStays()
    {
        var leaves = await _server.AddUserAsync(Roles.Auditor, "sai@testes.local");
        var stays = await _server.AddUserAsync(Roles.Auditor, "fica@testes.local");
        await using var scope = _server.Services.CreateAsyncScope();
        using var page = await OpenAsync(scope.ServiceProvider, leaves);
        using var other = await OpenAsync(scope.ServiceProvider, stays);

        Assert.Null(await _server.Services.GetRequiredService<SetUserEnabled>().RunAsync(Actor.Portal, leaves, false, default));

        await Eventually.TrueAsync(async () => !await IsSignedInAsync(page), "the open page lost its user");
        Assert.True(await IsSignedInAsync(other));
    }

    [Fact]
    public async Task OpenPage_PasswordReset_IsNobodysAtOnce()
    {
        var id = await _server.AddUserAsync(Roles.Auditor, "troca@testes.local");
        await using var scope = _server.Services.CreateAsyncScope();
        using var page = await OpenAsync(scope.ServiceProvider, id);

        Assert.NotNull((await _server.Services.GetRequiredService<ResetPassword>().RunAsync(Actor.Portal, id, default)).TemporaryPassword);

        await Eventually.TrueAsync(async () => !await IsSignedInAsync(page), "the open page lost its user");
    }

    private static async Task<CircuitAuthentication> OpenAsync(IServiceProvider services, Guid user)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var stamp = (await db.Users.SingleAsync(u => u.Id == user)).SecurityStamp!;
        var page = ActivatorUtilities.CreateInstance<CircuitAuthentication>(services);
        var claims = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user.ToString()), new("AspNet.Identity.SecurityStamp", stamp)], "test");
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(claims))));
        Assert.True(await IsSignedInAsync(page));
        return page;
    }

    private static async Task<bool> IsSignedInAsync(ServerAuthenticationStateProvider page) =>
        (await page.GetAuthenticationStateAsync()).User.Identity is { IsAuthenticated: true };
}
