namespace Dpemt.Portal.Citizens;

/// <summary>Brings phone numbers to one form. The provider leaves out the ninth digit of Brazilian mobiles; people write it.</summary>
public static class PhoneNumber
{
    /// <summary>
    /// Digits with country code, the ninth digit inserted into Brazilian mobiles that lack it; null when
    /// <paramref name="text"/> is no phone number. Accepts blanks, dots, hyphens, brackets and a leading plus.
    /// Ten or eleven digits without a plus are taken as Brazilian: this is for what people write.
    /// </summary>
    public static string? Canonical(string? text) => Canonical(text, nationalAllowed: true);

    /// <summary>As <see cref="Canonical(string?)"/> for numbers of the wire, which always carry the country code, without a plus.</summary>
    public static string? OfWire(string? digits) => Canonical(digits, nationalAllowed: false);

    private static string? Canonical(string? text, bool nationalAllowed)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40)
            return null;
        var trimmed = text.Trim();
        var international = trimmed[0] == '+';
        Span<char> digits = stackalloc char[trimmed.Length];
        var count = 0;
        foreach (var c in international ? trimmed[1..] : trimmed)
        {
            if (char.IsAsciiDigit(c))
                digits[count++] = c;
            else if (!" .-()".Contains(c, StringComparison.Ordinal))
                return null;
        }

        var number = digits[..count].ToString();
        if (nationalAllowed && !international && number.Length is 10 or 11)
            number = "55" + number;
        if (number.Length is < 8 or > 15)
            return null;
        // Mobiles of the old eight digits begin with 6 to 9; what begins with 2 to 5 is a landline and has no ninth digit.
        return number.StartsWith("55", StringComparison.Ordinal) && number.Length == 12 && number[4] is >= '6' and <= '9'
            ? string.Concat(number.AsSpan(0, 4), "9", number.AsSpan(4))
            : number;
    }

    /// <summary>The number for a screen list: only the last four digits are shown.</summary>
    public static string Masked(string? canonical) => canonical is { Length: >= 8 } ? "••••-" + canonical[^4..] : "sem número";

    /// <summary>A Brazilian number as people write it, <c>(65) 99999-0001</c>; others with a plus.</summary>
    public static string Display(string canonical)
    {
        if (!canonical.StartsWith("55", StringComparison.Ordinal) || canonical.Length is not (12 or 13))
            return "+" + canonical;
        var local = canonical[4..];
        return $"({canonical[2..4]}) {local[..^4]}-{local[^4..]}";
    }
}
