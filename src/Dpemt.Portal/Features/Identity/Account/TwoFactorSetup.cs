using System.Text;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Identity.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Dpemt.Portal.Web.Features.Identity.Account;

/// <summary>What the page shows: the state, and the key while the second step is being set up.</summary>
public sealed record TwoFactorState(bool Enabled, int RecoveryCodesLeft, string? Key, string? QrSvg);

/// <summary>Switches one's own second step on and off; each change is audited and ends the other sessions.</summary>
public sealed class TwoFactorSetup(SignInManager<PortalUser> signIn, RecordAccountEvent record)
{
    private const string Issuer = "Portal DPEMT";
    private const int RecoveryCodes = 10;

    private UserManager<PortalUser> Users => signIn.UserManager;

    public async Task<TwoFactorState> ReadAsync(PortalUser user)
    {
        if (user.TwoFactorEnabled) return new(true, await Users.CountRecoveryCodesAsync(user), null, null);
        var key = await Users.GetAuthenticatorKeyAsync(user);
        if (string.IsNullOrEmpty(key))
        {
            await Users.ResetAuthenticatorKeyAsync(user);
            // A new key changes the security stamp; without this the person would be signed out at her next click.
            await signIn.RefreshSignInAsync(user);
            key = await Users.GetAuthenticatorKeyAsync(user) ?? throw new InvalidOperationException("The store keeps no authenticator key.");
        }
        return new(false, 0, InGroups(key), Qr(user.Email!, key));
    }

    /// <returns>The recovery codes, shown once, or null when the code does not fit.</returns>
    public async Task<IReadOnlyList<string>?> EnableAsync(PortalUser user, string code, CancellationToken cancellation)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        if (!await Users.VerifyTwoFactorTokenAsync(user, Users.Options.Tokens.AuthenticatorTokenProvider, digits)) return null;
        await Users.SetTwoFactorEnabledAsync(user, true);
        return await NewCodesAsync(user, "Ligada.", cancellation);
    }

    public Task<IReadOnlyList<string>?> RenewCodesAsync(PortalUser user, CancellationToken cancellation) => NewCodesAsync(user, "Novos códigos de recuperação.", cancellation);

    public async Task DisableAsync(PortalUser user, CancellationToken cancellation)
    {
        await Users.SetTwoFactorEnabledAsync(user, false);
        await Users.ResetAuthenticatorKeyAsync(user);
        await record.RunAsync(user, AuditActions.TwoFactorChanged, "Desligada.", cancellation);
        await signIn.RefreshSignInAsync(user);
    }

    private async Task<IReadOnlyList<string>?> NewCodesAsync(PortalUser user, string detail, CancellationToken cancellation)
    {
        var codes = await Users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes);
        await record.RunAsync(user, AuditActions.TwoFactorChanged, detail, cancellation);
        await signIn.RefreshSignInAsync(user);
        return [.. codes ?? []];
    }

    private static string InGroups(string key)
    {
        var text = new StringBuilder();
        for (var i = 0; i < key.Length; i += 4) text.Append(key.AsSpan(i, Math.Min(4, key.Length - i))).Append(' ');
        return text.ToString().TrimEnd();
    }

    private static string Qr(string email, string key)
    {
        var uri = $"otpauth://totp/{Uri.EscapeDataString(Issuer)}:{Uri.EscapeDataString(email)}?secret={key}&issuer={Uri.EscapeDataString(Issuer)}&digits=6";
        return QrCode.Encode(uri).ToSvg();
    }
}
