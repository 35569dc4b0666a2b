using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Dpemt.Portal.Identity.ApiKeys;

/// <summary>Makes and hashes the secrets of keys.</summary>
public static class ApiKeySecret
{
    /// <summary>Longest secret that is looked at, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>A new secret: a recognisable prefix, so that a leak can be searched for, and 256 random bits.</summary>
    public static string Create() => "dpemt_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of a secret.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
