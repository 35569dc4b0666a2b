namespace Dpemt.Simulator.Citizens;

/// <summary>The two ways to write a Brazilian mobile number: with the ninth digit, and as WhatsApp's <c>wa_id</c>, without.</summary>
internal static class PhoneNumbers
{
    private const int CountryAndArea = 4;
    private const int WithNinth = 13;

    /// <summary>Digits with country code and, for a Brazilian mobile, with the ninth digit; false when it is no telephone number.</summary>
    public static bool TryCanonical(string? text, out string canonical)
    {
        canonical = "";
        if (string.IsNullOrWhiteSpace(text)) return false;
        var digits = string.Concat(text.Where(sign => sign is not ('+' or ' ' or '-' or '(' or ')')));
        if (digits.Length is < 8 or > 15 || !digits.All(char.IsAsciiDigit) || digits[0] == '0') return false;
        if (!digits.StartsWith("55", StringComparison.Ordinal))
        {
            canonical = digits;
            return true;
        }

        if (digits.Length == WithNinth - 1) canonical = digits[CountryAndArea] >= '6' ? digits.Insert(CountryAndArea, "9") : digits;
        else if (digits.Length == WithNinth && digits[CountryAndArea] == '9') canonical = digits;
        return canonical.Length > 0;
    }

    /// <summary>The number as SERPRO's webhooks carry it.</summary>
    public static string WithoutNinthDigit(string canonical) =>
        canonical.Length == WithNinth && canonical.StartsWith("55", StringComparison.Ordinal) ? canonical.Remove(CountryAndArea, 1) : canonical;
}
