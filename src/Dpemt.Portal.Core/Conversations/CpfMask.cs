namespace Dpemt.Portal.Conversations;

/// <summary>A CPF in lists and cards.</summary>
public static class CpfMask
{
    /// <summary><c>•••.•••.789-••</c>: enough to recognise, too little to use; null stays null.</summary>
    public static string? Of(string? digits) => digits is null ? null : digits.Length == Flow.Cpf.Length ? $"•••.•••.{digits[6..9]}-••" : "•••";
}
