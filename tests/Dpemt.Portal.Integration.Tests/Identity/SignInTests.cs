using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Identity;

public sealed partial class SignInTests(PortalServerFixture fixture) : IClassFixture<PortalServerFixture>
{
    private readonly PortalServer _server = fixture.Server;

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksTheAccountAndIsAudited()
    {
        var id = await _server.AddUserAsync(Roles.Auditor, "bloqueio@testes.local");
        using var client = _server.NewClient();
        string words = "";
        for (var i = 0; i < 5; i++) words = await TextAsync(await EnterAsync(client, "bloqueio@testes.local", "senha errada"));
        Assert.Contains("Muitas tentativas", words, StringComparison.Ordinal);

        var rightPassword = await EnterAsync(client, "bloqueio@testes.local", PortalServer.Password);
        Assert.Equal(HttpStatusCode.OK, rightPassword.StatusCode);
        var actions = await AuditedAsync(id);
        Assert.Equal(6, actions.Count(action => action == AuditActions.SignInRefused));
        Assert.Single(actions, action => action == AuditActions.LockedOut);

        Assert.Null(await Get<UnlockUser>().RunAsync(Actor.Portal, id, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Redirect, (await EnterAsync(client, "bloqueio@testes.local", PortalServer.Password)).StatusCode);
    }

    [Fact]
    public async Task SignIn_UnknownEmail_SaysTheSameAsAWrongPassword()
    {
        await _server.AddUserAsync(Roles.Auditor, "existe@testes.local");
        using var client = _server.NewClient();
        var unknown = Refusal().Match(await TextAsync(await EnterAsync(client, "ninguem@testes.local", "senha errada"))).Value;
        var known = Refusal().Match(await TextAsync(await EnterAsync(client, "existe@testes.local", "senha errada"))).Value;
        Assert.NotEmpty(known);
        Assert.Equal(known, unknown);
    }

    [Theory]
    [InlineData("https://outro.exemplo/")]
    [InlineData("//outro.exemplo/")]
    [InlineData("/\\outro.exemplo/")]
    public async Task SignIn_ReturnAddressOfAnotherSite_LeadsHome(string wanted)
    {
        await _server.AddUserAsync(Roles.Auditor, "volta@testes.local");
        using var client = _server.NewClient();
        var answer = await EnterAsync(client, "volta@testes.local", PortalServer.Password, "/entrar?voltar=" + Uri.EscapeDataString(wanted));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", new Uri(_server.Address, answer.Headers.Location!).PathAndQuery);
        Assert.Equal(_server.Address.Host, new Uri(_server.Address, answer.Headers.Location!).Host);
    }

    [Fact]
    public async Task SignIn_TemporaryPassword_ReachesOnlyThePasswordPageUntilChanged()
    {
        var created = await Get<CreateUser>().RunAsync(
            Actor.Portal, new UserDetails("Pessoa Nova", "nova@testes.local", [Roles.Cdi], []), null, CancellationToken.None);
        using var client = _server.NewClient();
        await EnterAsync(client, "nova@testes.local", created.TemporaryPassword!);
        Assert.Equal("/conta/senha", (await client.GetAsync("/administracao/usuarios")).Headers.Location?.ToString());

        var changed = await PortalServer.PostFormAsync(client, "/conta/senha", "senha", new()
        {
            ["Input.Current"] = created.TemporaryPassword!,
            ["Input.Wanted"] = "uma frase bem minha",
            ["Input.Repeated"] = "uma frase bem minha",
        });
        Assert.Contains("Senha trocada", await TextAsync(changed), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/administracao/usuarios")).StatusCode);
        Assert.Contains(AuditActions.PasswordChanged, await AuditedAsync(created.UserId!.Value));
    }

    [Fact]
    public async Task SignIn_DisabledUser_IsRefusedAndOpenSessionEnds()
    {
        var id = await _server.AddUserAsync(Roles.Auditor, "sai@testes.local");
        using var client = _server.NewClient();
        await EnterAsync(client, "sai@testes.local", PortalServer.Password);
        Assert.Null(await Get<SetUserEnabled>().RunAsync(Actor.Portal, id, false, CancellationToken.None));

        // The cookie is checked at the interval of the settings, one second here.
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(20);
        HttpStatusCode status;
        do
        {
            status = (await client.GetAsync("/")).StatusCode;
        }
        while (status == HttpStatusCode.OK && TimeProvider.System.GetUtcNow() < deadline);
        Assert.Equal(HttpStatusCode.Redirect, status);
        Assert.Contains("desativado", await TextAsync(await EnterAsync(client, "sai@testes.local", PortalServer.Password)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithTwoFactor_AsksForTheCode()
    {
        var id = await _server.AddUserAsync(Roles.Auditor, "duas@testes.local");
        using var client = _server.NewClient();
        await EnterAsync(client, "duas@testes.local", PortalServer.Password);
        var page = await TextAsync(await client.GetAsync("/conta/dois-fatores"));
        var key = Key().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var on = await TextAsync(await PortalServer.PostFormAsync(client, "/conta/dois-fatores", "ligar", new() { ["Enable.Code"] = Totp(key) }));
        Assert.Contains("códigos de recuperação", on, StringComparison.Ordinal);
        var recovery = RecoveryCode().Match(on).Groups[1].Value;
        Assert.NotEmpty(recovery);

        using var later = _server.NewClient();
        var first = await EnterAsync(later, "duas@testes.local", PortalServer.Password);
        Assert.Contains("/entrar/codigo", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await later.GetAsync("/")).StatusCode);
        var wrong = await PortalServer.PostFormAsync(later, "/entrar/codigo", "codigo", new() { ["Input.Code"] = "000000" });
        Assert.Contains("não confere", await TextAsync(wrong), StringComparison.Ordinal);
        var right = await PortalServer.PostFormAsync(later, "/entrar/codigo?recuperacao=true", "codigo", new() { ["Input.Code"] = recovery });
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await later.GetAsync("/")).StatusCode);
        Assert.Contains(AuditActions.TwoFactorChanged, await AuditedAsync(id));
    }

    [Fact]
    public async Task TwoFactor_KeyAndRecoveryCodes_AreSealedAndOldPlainOnesStillWork()
    {
        var id = await _server.AddUserAsync(Roles.Auditor, "lacrada@testes.local");
        using var client = _server.NewClient();
        await EnterAsync(client, "lacrada@testes.local", PortalServer.Password);
        var page = await TextAsync(await client.GetAsync("/conta/dois-fatores"));
        var key = Key().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var on = await TextAsync(await PortalServer.PostFormAsync(client, "/conta/dois-fatores", "ligar", new() { ["Enable.Code"] = Totp(key) }));
        var recovery = RecoveryCode().Match(on).Groups[1].Value;
        var stored = await StoredAsync(id);
        Assert.Equal(2, stored.Count);
        Assert.All(stored, value => Assert.StartsWith("lacrado:", value, StringComparison.Ordinal));
        foreach (var file in _server.Database.FilePath is { } path ? Directory.GetFiles(Path.GetDirectoryName(path)!, "portal.db*") : [])
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            await open.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(key)) < 0, "The key is in " + file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(recovery)) < 0, "A recovery code is in " + file);
        }

        // As an older version left it.
        await using (var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
            await db.Database.ExecuteSqlAsync($"""UPDATE "ident_UserToken" SET "Value" = {key} WHERE "UserId" = {id} AND "Name" = 'AuthenticatorKey'""");
        await EnterWithCodeAsync("lacrada@testes.local", key);
        Assert.Equal(1, await Get<SealUserTokens>().RunAsync(CancellationToken.None));
        Assert.All(await StoredAsync(id), value => Assert.StartsWith("lacrado:", value, StringComparison.Ordinal));
        await EnterWithCodeAsync("lacrada@testes.local", key);
        Assert.Equal(0, await Get<SealUserTokens>().RunAsync(CancellationToken.None));
    }

    private async Task EnterWithCodeAsync(string email, string key)
    {
        using var client = _server.NewClient();
        await EnterAsync(client, email, PortalServer.Password);
        var answer = await PortalServer.PostFormAsync(client, "/entrar/codigo", "codigo", new() { ["Input.Code"] = Totp(key) });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<List<string>> StoredAsync(Guid user)
    {
        await using var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await db.Database.SqlQuery<string>($"""SELECT "Value" FROM "ident_UserToken" WHERE "UserId" = {user}""").ToListAsync();
    }

    [Fact]
    public async Task SignOut_WithoutToken_IsRefusedAndWithItEndsTheSession()
    {
        using var client = await _server.SignInAsync(Roles.Supervisor);
        using var empty = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/sair", empty)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);

        await PortalServer.PostFormAsync(client, "/conta/senha", "", [], "/sair");
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/")).StatusCode);
    }

    private T Get<T>() where T : notnull => _server.Services.GetRequiredService<T>();

    private static Task<HttpResponseMessage> EnterAsync(HttpClient client, string email, string password, string page = "/entrar") =>
        PortalServer.PostFormAsync(client, page, "entrar", new() { ["Input.Email"] = email, ["Input.Password"] = password });

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private async Task<List<string>> AuditedAsync(Guid user)
    {
        await using var db = await Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await db.AuditEntries.Where(entry => entry.SubjectId == user.ToString()).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync();
    }

    private static string Totp(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // RFC 6238 as authenticator apps speak it.
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<p class=\"callout error\"[^>]*>[^<]*")]
    private static partial Regex Refusal();

    [GeneratedRegex("<code class=\"key\">([A-Z2-7 ]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex RecoveryCode();
}
