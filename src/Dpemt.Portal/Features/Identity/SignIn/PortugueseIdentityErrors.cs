using Microsoft.AspNetCore.Identity;

namespace Dpemt.Portal.Web.Features.Identity.SignIn;

/// <summary>The framework's refusals in Portuguese.</summary>
public sealed class PortugueseIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Say(nameof(DefaultError), "Não foi possível concluir. Tente de novo.");

    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure), "Outra pessoa alterou este usuário agora há pouco. Tente de novo.");

    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch), "A senha atual não confere.");

    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), $"A senha precisa ter ao menos {length} caracteres.");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Say(nameof(PasswordRequiresUniqueChars), $"A senha precisa ter ao menos {uniqueChars} caracteres diferentes.");

    public override IdentityError InvalidEmail(string? email) => Say(nameof(InvalidEmail), "Informe um e-mail válido.");

    public override IdentityError InvalidUserName(string? userName) => Say(nameof(InvalidUserName), "Informe um e-mail válido.");

    public override IdentityError DuplicateEmail(string email) => Say(nameof(DuplicateEmail), "Já existe um usuário com este e-mail.");

    public override IdentityError DuplicateUserName(string userName) => Say(nameof(DuplicateUserName), "Já existe um usuário com este e-mail.");

    public override IdentityError InvalidToken() => Say(nameof(InvalidToken), "O código não confere ou já venceu.");

    private static IdentityError Say(string code, string text) => new() { Code = code, Description = text };
}
