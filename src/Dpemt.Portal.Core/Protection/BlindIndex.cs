using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dpemt.Portal.Protection;

/// <summary>
/// Keyed fingerprints that allow exact look-ups on sealed columns without showing what they hold: HMAC-SHA256 over
/// purpose and normalised value, cut to <see cref="Length"/> bytes.
/// </summary>
public sealed class BlindIndex(KeyRing ring)
{
    /// <summary>Length of a fingerprint in bytes: 128 bits keep accidental equality out of reach.</summary>
    public const int Length = 16;

    /// <summary>Fingerprint of <paramref name="value"/>, which the caller has brought to its canonical form.</summary>
    public byte[] Of(string purpose, string value) =>
        HMACSHA256.HashData(ring.IndexKey, Encoding.UTF8.GetBytes(purpose + '\0' + value))[..Length];

    /// <summary>Fingerprints of the words of a name, without accents, case and particles shorter than two letters; each once.</summary>
    public IReadOnlyList<byte[]> OfNameWords(string name) =>
        [.. NameWords(name).Select(w => Of("name-word", w))];

    internal static IEnumerable<string> NameWords(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            plain.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 1).Distinct();
    }
}
