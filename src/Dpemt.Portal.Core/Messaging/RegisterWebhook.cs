using Dpemt.Portal.Messaging.Bsp;

namespace Dpemt.Portal.Messaging;

/// <summary>Makes the provider deliver to an address. Safe to repeat.</summary>
public sealed class RegisterWebhook(BspWebhooks webhooks)
{
    /// <summary>
    /// Registers <paramref name="uri"/> unless it stands there already, and activates it when the provider says that it
    /// is not. Returns true when something was changed.
    /// </summary>
    /// <exception cref="BspUnavailableException">The provider does not answer; try again later.</exception>
    public async Task<bool> RunAsync(Uri uri, CancellationToken cancellation)
    {
        var address = uri.AbsoluteUri;
        var known = (await webhooks.ListAsync(cancellation)).FirstOrDefault(w => string.Equals(w.Uri, address, StringComparison.Ordinal));
        if (known is null)
        {
            await webhooks.RegisterAsync(address, cancellation);
            known = (await webhooks.ListAsync(cancellation)).FirstOrDefault(w => string.Equals(w.Uri, address, StringComparison.Ordinal));
            if (known?.Active != false)
                return true;
        }

        if (known.Active != false)
            return false;
        await webhooks.UpdateAsync(known.Id, address, active: true, cancellation);
        return true;
    }
}
