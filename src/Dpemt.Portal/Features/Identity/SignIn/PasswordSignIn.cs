using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Identity.Sessions;
using Microsoft.AspNetCore.Identity;

namespace Dpemt.Portal.Web.Features.Identity.SignIn;

/// <summary>What comes after a sign-in step: go on, ask for the code, or say why not.</summary>
public sealed record SignInOutcome(bool SignedIn, bool NeedsCode, string? Refusal)
{
    public static readonly SignInOutcome Done = new(true, false, null);
    public static readonly SignInOutcome CodeWanted = new(false, true, null);

    public static SignInOutcome Refused(string message) => new(false, false, message);
}

/// <summary>Both steps of the sign-in, each audited.</summary>
public sealed class PasswordSignIn(SignInManager<PortalUser> signIn, RecordAccountEvent record)
{
    private const string WrongPassword = "E-mail ou senha não conferem.";
    private const string WrongCode = "O código não confere. Confira a hora do celular e digite o código atual.";
    private const string Locked = "Muitas tentativas sem sucesso. Aguarde 15 minutos ou peça o desbloqueio à CDI.";
    private const string Disabled = "Este usuário está desativado. Fale com a CDI.";

    /// <summary>First step.</summary>
    public async Task<SignInOutcome> RunAsync(string email, string password, CancellationToken cancellation)
    {
        var user = await signIn.UserManager.FindByEmailAsync(email.Trim());
        if (user is null)
        {
            // As slow as for a user that exists, so that the time does not tell who has an account.
            _ = signIn.UserManager.PasswordHasher.HashPassword(new PortalUser { DisplayName = "" }, password);
            await record.RunAsync(null, AuditActions.SignInRefused, "E-mail sem usuário.", cancellation);
            return SignInOutcome.Refused(WrongPassword);
        }

        var lockedBefore = await signIn.UserManager.IsLockedOutAsync(user);
        var result = await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            await record.RunAsync(user, AuditActions.SignedIn, null, cancellation);
            return SignInOutcome.Done;
        }
        if (result.RequiresTwoFactor) return SignInOutcome.CodeWanted;
        if (result.IsNotAllowed)
        {
            await record.RunAsync(user, AuditActions.SignInRefused, "Usuário desativado.", cancellation);
            // Only somebody who knows the password may learn that the account exists.
            return SignInOutcome.Refused(await signIn.UserManager.CheckPasswordAsync(user, password) ? Disabled : WrongPassword);
        }
        return await RefuseAsync(user, result.IsLockedOut, lockedBefore, "Senha incorreta.", WrongPassword, cancellation);
    }

    /// <summary>Second step, by the code of the app or by a recovery code.</summary>
    public async Task<SignInOutcome> EnterCodeAsync(string code, bool recovery, CancellationToken cancellation)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user) return SignInOutcome.Refused("O tempo para o código acabou. Entre de novo com e-mail e senha.");
        var lockedBefore = await signIn.UserManager.IsLockedOutAsync(user);
        var digits = code.Replace(" ", "", StringComparison.Ordinal).Replace("-", recovery ? "-" : "", StringComparison.Ordinal);
        var result = recovery
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(digits)
            : await signIn.TwoFactorAuthenticatorSignInAsync(digits, isPersistent: false, rememberClient: false);
        if (!result.Succeeded) return await RefuseAsync(user, result.IsLockedOut, lockedBefore, "Código incorreto.", WrongCode, cancellation);
        await record.RunAsync(user, AuditActions.SignedIn, recovery ? "Com código de recuperação." : "Com verificação em duas etapas.", cancellation);
        return SignInOutcome.Done;
    }

    private async Task<SignInOutcome> RefuseAsync(
        PortalUser user, bool locked, bool lockedBefore, string reason, string words, CancellationToken cancellation)
    {
        await record.RunAsync(user, AuditActions.SignInRefused, lockedBefore ? "Conta bloqueada." : reason, cancellation);
        if (locked && !lockedBefore) await record.RunAsync(user, AuditActions.LockedOut, "Bloqueada por 15 minutos.", cancellation);
        return SignInOutcome.Refused(locked ? Locked : words);
    }
}
