using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>What a reveal answers.</summary>
/// <param name="Result">Done, or why not.</param>
/// <param name="Cpf">Formatted CPF; null when refused.</param>
public sealed record RevealedCpf(DeskResult Result, string? Cpf);

/// <summary>Shows the CPF on purpose; who, when and why is recorded (TR 30, LGPD).</summary>
public sealed class RevealCpf(DeskWork work)
{
    /// <summary>Longest reason.</summary>
    public const int ReasonLength = 200;

    /// <summary>Reveals. A reason of at least five characters is required.</summary>
    public async Task<RevealedCpf> RunAsync(Actor who, Guid conversationId, string? reason, CancellationToken cancellation)
    {
        string? cpf = null;
        var result = await work.RunAsync(who, conversationId, desk =>
        {
            var why = reason?.Trim() ?? "";
            if (why.Length < 5)
                return Task.FromResult(DeskErrors.Invalid("Diga por que precisa ver o CPF. O motivo fica registrado."));
            if (why.Length > ReasonLength)
                return Task.FromResult(DeskErrors.Invalid($"O motivo só pode ter {ReasonLength} caracteres."));
            if (desk.Citizen.Cpf is null)
                return Task.FromResult(DeskErrors.Invalid("O assistido não informou o CPF."));
            cpf = desk.Citizen.Cpf;
            desk.Audit(who, AuditActions.DataRevealed, "CPF: " + WithoutDigits(why));
            return Task.FromResult(DeskResult.Ok("CPF revelado. O acesso foi registrado."));
        }, cancellation);
        return new(result, result.Done ? Flow.Cpf.Format(cpf!) : null);
    }

    /// <summary>The trail holds no personal data: a number typed into the reason is struck out.</summary>
    private static string WithoutDigits(string reason) => new([.. reason.Select(c => char.IsDigit(c) ? '•' : c)]);
}
