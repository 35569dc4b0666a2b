using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>Decides who may deliver. Every comparison takes the same time whatever it is given.</summary>
public sealed class WebhookGate
{
    private readonly byte[][] _secrets;
    private readonly byte[]? _basic;
    private readonly byte[]? _verifyToken;
    private readonly byte[]? _appSecret;

    /// <summary>Reads the settings once: the hashes are compared, never the secrets.</summary>
    public WebhookGate(IOptions<WebhookOptions> options)
    {
        var settings = options.Value;
        _secrets = [.. settings.Secrets.Select(Hash)];
        _verifyToken = string.IsNullOrEmpty(settings.VerifyToken) ? null : Hash(settings.VerifyToken);
        _appSecret = string.IsNullOrEmpty(settings.AppSecret) ? null : Encoding.UTF8.GetBytes(settings.AppSecret);
        _basic = string.IsNullOrEmpty(settings.BasicUser) ? null
            : Hash(Convert.ToBase64String(Encoding.UTF8.GetBytes(settings.BasicUser + ":" + settings.BasicPassword)));
    }

    /// <summary>True for the current secret of the path and the one before.</summary>
    public bool KnowsSecret(string? secret)
    {
        if (string.IsNullOrEmpty(secret))
            return false;
        var hash = Hash(secret);
        var known = false;
        foreach (var candidate in _secrets)
            known |= CryptographicOperations.FixedTimeEquals(candidate, hash);
        return known;
    }

    /// <summary>True when HTTP Basic fits, or is not configured: the provider sends an empty one when it has none.</summary>
    public bool AdmitsBasic(string? authorization) => _basic is null
        || (authorization is not null && authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(_basic, Hash(authorization[6..].Trim())));

    /// <summary>True when the signature over the raw body fits, or none is configured.</summary>
    public bool AdmitsSignature(string? header, ReadOnlySpan<byte> body)
    {
        if (_appSecret is null)
            return true;
        const string prefix = "sha256=";
        if (header is null || header.Length != prefix.Length + 64 || !header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return false;
        Span<byte> given = stackalloc byte[32];
        return Convert.FromHexString(header.AsSpan(prefix.Length), given, out _, out _) == OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(_appSecret, body));
    }

    /// <summary>True for the token of Meta's handshake; never when none is configured.</summary>
    public bool KnowsVerifyToken(string? token) =>
        _verifyToken is not null && !string.IsNullOrEmpty(token) && CryptographicOperations.FixedTimeEquals(_verifyToken, Hash(token));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
