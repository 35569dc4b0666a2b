using Microsoft.AspNetCore.Identity;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Refusals of the administration of users.</summary>
public static class UserErrors
{
    public static readonly Refusal NotFound = new("usuario-nao-encontrado", "O usuário não existe mais. Atualize a lista.");
    public static readonly Refusal Oneself = new("proprio-usuario", "Você não pode desativar o seu próprio usuário. Peça a outra pessoa da CDI.");
    public static readonly Refusal LastCdi = new("ultimo-cdi", "Este é o último usuário ativo da CDI. Dê o perfil CDI a outra pessoa antes.");
    public static readonly Refusal NoRole = new("sem-perfil", "Escolha ao menos um perfil.");
    public static readonly Refusal NoReception = new("sem-recepcao", "Quem tem o perfil Recepção precisa de ao menos uma recepção.");
    public static readonly Refusal NoName = new("sem-nome", "Informe o nome da pessoa.");
    public static readonly Refusal BadEmail = new("email-invalido", "Informe um e-mail válido.");
    public static readonly Refusal EmailTaken = new("email-em-uso", "Já existe um usuário com este e-mail.");
    public static readonly Refusal ChangedMeanwhile = new("alterado-por-outro", "Outra pessoa alterou este usuário agora há pouco. Abra-o de novo e repita.");

    internal static Refusal? From(IdentityResult result) => result.Succeeded ? null : From(result.Errors.First());

    private static Refusal From(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => ChangedMeanwhile,
        nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => EmailTaken,
        nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => BadEmail,
        _ => new Refusal(error.Code, error.Description),
    };
}
