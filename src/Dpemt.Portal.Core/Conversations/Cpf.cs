namespace Dpemt.Portal.Conversations;

/// <summary>A CPF on the screen.</summary>
public static class Cpf
{
    /// <summary>Eleven digits as <c>000.000.000-00</c>; anything else unchanged.</summary>
    public static string Display(string digits) =>
        digits.Length == 11 ? $"{digits[..3]}.{digits[3..6]}.{digits[6..9]}-{digits[9..]}" : digits;

    /// <summary><c>•••.•••.789-••</c>: enough to recognise, too little to use; null stays null.</summary>
    public static string? Masked(string? digits) => digits is null ? null : digits.Length == 11 ? $"•••.•••.{digits[6..9]}-••" : "•••";
}
