using System.Security.Cryptography;

namespace Dpemt.Simulator.Webhooks;

/// <summary>The registered webhooks of all numbers. Registering an address again renews it instead of doubling it.</summary>
internal sealed class WebhookRegistry
{
    private readonly Lock _gate = new();
    private volatile WebhookRegistration[] _all = [];

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    public IEnumerable<WebhookRegistration> Of(string numberId) => _all.Where(registration => registration.NumberId == numberId);

    public WebhookRegistration[] All => _all;

    /// <summary>The first number with an active webhook.</summary>
    public string? AnyNumber() => Array.Find(_all, registration => registration.Active)?.NumberId;

    public WebhookRegistration? Find(string numberId, string id) =>
        Array.Find(_all, registration => registration.NumberId == numberId && registration.Id == id);

    public WebhookRegistration Register(string numberId, Uri uri, string? jwtToken, bool active)
    {
        lock (_gate)
        {
            var registration = Array.Find(_all, known => known.NumberId == numberId && known.Uri == uri);
            if (registration is null)
            {
                registration = new WebhookRegistration(NewId(), numberId) { Uri = uri };
                _all = [.. _all, registration];
            }

            registration.JwtToken = jwtToken;
            registration.Active |= active;
            return registration;
        }
    }

    public bool Remove(WebhookRegistration registration)
    {
        lock (_gate)
        {
            registration.Active = false;
            var left = _all.Where(known => known != registration).ToArray();
            var removed = left.Length < _all.Length;
            _all = left;
            return removed;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            foreach (var registration in _all) registration.Active = false;
            _all = [];
        }
    }
}
