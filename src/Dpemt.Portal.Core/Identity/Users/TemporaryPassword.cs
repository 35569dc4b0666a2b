using System.Security.Cryptography;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Passwords that are read aloud or copied by hand once: no letters that look alike, 79 bits.</summary>
internal static class TemporaryPassword
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    internal static string Create()
    {
        var text = RandomNumberGenerator.GetString(Alphabet, 16);
        return string.Join('-', text[..4], text[4..8], text[8..12], text[12..]);
    }
}
