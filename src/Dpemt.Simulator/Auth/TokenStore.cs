using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dpemt.Simulator.Faults;

namespace Dpemt.Simulator.Auth;

/// <summary>Access tokens in force. A token lives as long as the switch <c>tokenSegundos</c> said when it was issued.</summary>
internal sealed class TokenStore(FaultSwitches faults, TimeProvider clock)
{
    private const int PurgeAbove = 1000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _expiry = new();

    public (string Token, int Seconds) Issue()
    {
        var seconds = faults.Current.TokenSeconds;
        var token = $"sim.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        var now = clock.GetUtcNow();
        _expiry[token] = now.AddSeconds(seconds);
        if (_expiry.Count > PurgeAbove)
        {
            foreach (var old in _expiry.Where(entry => entry.Value <= now)) _ = _expiry.TryRemove(old);
        }

        return (token, seconds);
    }

    public bool Accepts(string? authorization) =>
        TokenOf(authorization) is { } token && _expiry.TryGetValue(token, out var until) && clock.GetUtcNow() < until;

    public void Revoke(string? authorization)
    {
        if (TokenOf(authorization) is { } token) _ = _expiry.TryRemove(token, out _);
    }

    private static string? TokenOf(string? authorization) =>
        authorization is not null && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : null;
}
