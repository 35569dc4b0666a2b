using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Identity.Sessions;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Identity;

public sealed class UserAdministrationTests(PortalServerFixture fixture) : IClassFixture<PortalServerFixture>
{
    private readonly PortalServer _server = fixture.Server;

    [Fact]
    public async Task SetUserEnabled_Oneself_IsRefused()
    {
        var id = await _server.AddUserAsync(Roles.Cdi, "eu@testes.local");
        Assert.Equal(UserErrors.Oneself, await Get<SetUserEnabled>().RunAsync(Actor.Person(id, "Eu"), id, false, CancellationToken.None));
    }

    [Fact]
    public async Task LastCdi_CanNeitherBeDisabledNorLoseTheRole()
    {
        var last = await _server.AddUserAsync(Roles.Cdi, "ultimo@testes.local");
        await using (var db = await Db())
        {
            await db.Users.Where(user => user.Id != last).ExecuteUpdateAsync(set => set.SetProperty(user => user.Disabled, true));
        }
        Assert.Equal(UserErrors.LastCdi, await Get<SetUserEnabled>().RunAsync(Actor.Portal, last, false, CancellationToken.None));
        var details = new UserDetails("Último", "ultimo@testes.local", [Roles.Auditor], []);
        Assert.Equal(UserErrors.LastCdi, (await Get<ChangeUser>().RunAsync(Actor.Portal, last, details, CancellationToken.None)).Refusal);

        await _server.AddUserAsync(Roles.Cdi, "outro@testes.local");
        Assert.Equal(new UserChange(null), await Get<ChangeUser>().RunAsync(Actor.Portal, last, details, CancellationToken.None));
    }

    [Fact]
    public async Task ChangeUser_ChangedMeanwhile_IsToldAndOverwritesOnPurpose()
    {
        var id = await _server.AddUserAsync(Roles.Auditor, "disputada@testes.local");
        var loaded = new UserDetails(Roles.Labels[Roles.Auditor], "disputada@testes.local", [Roles.Auditor], []);
        var change = Get<ChangeUser>();
        var first = loaded with { Roles = [Roles.Supervisor, Roles.Auditor] };
        Assert.Equal(new UserChange(null), await change.RunAsync(Actor.Person(Guid.NewGuid(), "Maria"), id, first, loaded, CancellationToken.None));
        // What she does herself is no change of the form.
        await using var db = await Db();
        await Get<RecordAccountEvent>().RunAsync(await db.Users.SingleAsync(user => user.Id == id), AuditActions.SignedIn, null, CancellationToken.None);

        var second = loaded with { DisplayName = "Outro nome" };
        var told = await change.RunAsync(Actor.Portal, id, second, loaded, CancellationToken.None);

        Assert.Equal(("Maria", (object)first), (told.Conflict!.Who, told.Conflict.Current));
        Assert.Equal(new UserChange(null), await change.RunAsync(Actor.Portal, id, second, (UserDetails)told.Conflict.Current, CancellationToken.None));
        Assert.Equal("Outro nome", (await db.Users.AsNoTracking().SingleAsync(user => user.Id == id)).DisplayName);
    }

    [Fact]
    public async Task CreateUser_ReceptionistWithoutReception_IsRefused()
    {
        var result = await Get<CreateUser>().RunAsync(Actor.Portal, new UserDetails("Sem Lugar", "semlugar@testes.local", [Roles.Reception], []), null, CancellationToken.None);
        Assert.Equal(UserErrors.NoReception, result.Refusal);
    }

    [Fact]
    public async Task CreateUser_EmailInUse_IsRefusedAndLeavesNothing()
    {
        await _server.AddUserAsync(Roles.Auditor, "unico@testes.local");
        var before = await CountsAsync();
        var result = await Get<CreateUser>().RunAsync(Actor.Portal, new UserDetails("Outra", "UNICO@testes.local", [Roles.Cdi], []), null, CancellationToken.None);
        Assert.Equal(UserErrors.EmailTaken, result.Refusal);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task ResetPassword_OpenSession_EndsAndListShowsTheTemporaryPassword()
    {
        var id = await _server.AddUserAsync(Roles.Auditor, "reset@testes.local");
        string stamp;
        await using (var db = await Db()) stamp = (await db.Users.SingleAsync(user => user.Id == id)).SecurityStamp!;
        Assert.True(await Get<SessionCheck>().RunAsync(id, stamp, CancellationToken.None));

        var result = await Get<ResetPassword>().RunAsync(Actor.Portal, id, CancellationToken.None);
        Assert.Matches("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$", result.TemporaryPassword);
        Assert.False(await Get<SessionCheck>().RunAsync(id, stamp, CancellationToken.None));
        var row = Assert.Single((await Get<UserList>().RunAsync("reset@", 0, 25, CancellationToken.None)).Rows);
        Assert.True(row.MustChangePassword);
    }

    [Fact]
    public async Task UserList_SearchWithWildcard_TakesItLiterally() =>
        Assert.Equal(0, (await Get<UserList>().RunAsync("100%_", 0, 25, CancellationToken.None)).Total);

    private T Get<T>() where T : notnull => _server.Services.GetRequiredService<T>();

    private Task<PortalDbContext> Db() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    private async Task<(int Users, int Links, int Entries)> CountsAsync()
    {
        await using var db = await Db();
        return (await db.Users.CountAsync(), await db.UserRoles.CountAsync(), await db.AuditEntries.CountAsync());
    }
}
