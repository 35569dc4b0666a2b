using System.Text.RegularExpressions;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>The check digits of a CPF (Receita Federal: two, modulo 11).</summary>
public static partial class Cpf
{
    /// <summary>Digits in a CPF.</summary>
    public const int Length = 11;

    /// <summary>True for eleven digits, not all the same, whose last two follow from the others.</summary>
    public static bool IsValid(string? digits)
        => digits is { Length: Length } && digits.All(char.IsAsciiDigit) && digits.Distinct().Count() > 1
            && Check(digits, 9) == digits[9] - '0' && Check(digits, 10) == digits[10] - '0';

    /// <summary>"12345678909" becomes "123.456.789-09"; anything else stays.</summary>
    public static string Format(string digits)
        => digits.Length == Length ? $"{digits[..3]}.{digits[3..6]}.{digits[6..9]}-{digits[9..]}" : digits;

    /// <summary>The first valid CPF in a text, with the place it takes, or null. Points, dashes and blanks may stand between the digits.</summary>
    internal static (string Digits, int Start, int Length)? FindIn(string text)
    {
        foreach (Match match in Candidate().Matches(text))
        {
            var digits = string.Concat(match.Value.Where(char.IsAsciiDigit));
            if (IsValid(digits))
                return (digits, match.Index, match.Length);
        }
        return null;
    }

    /// <summary>The longest run of digits, separators left out: how many digits somebody typed who meant a CPF.</summary>
    internal static int DigitsIn(string text) => text.Count(char.IsAsciiDigit);

    private static int Check(string digits, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
            sum += (digits[i] - '0') * (count + 1 - i);
        var rest = sum * 10 % 11;
        return rest == 10 ? 0 : rest;
    }

    [GeneratedRegex(@"(?<![0-9])[0-9]{3}[. ]{0,2}[0-9]{3}[. ]{0,2}[0-9]{3}[-–./ ]{0,3}[0-9]{2}(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();
}
