using Dpemt.Simulator.Faults;

namespace Dpemt.Simulator.Auth;

/// <summary>What every business call of the provider passes first: latency, outage, token, rate.</summary>
internal sealed class ProviderGate(string component, FaultSwitches faults, TokenStore tokens, SendRate rate, Dice dice, TimeProvider clock)
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var switches = faults.Current;
        if (switches.LatencyMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(switches.LatencyMs), clock, http.RequestAborted);
        if (switches.IsDown(component)) return ProviderAnswers.Unavailable();

        string? authorization = http.Request.Headers.Authorization;
        if (dice.Falls(switches.RefuseToken)) tokens.Revoke(authorization);
        if (!tokens.Accepts(authorization)) return ProviderAnswers.Message("Token inválido ou expirado", StatusCodes.Status401Unauthorized);
        if (component == "envio" && !rate.Takes(switches.SendsPerSecond))
        {
            return ProviderAnswers.Message("(#130429) Rate limit hit", StatusCodes.Status429TooManyRequests);
        }

        return await next(context);
    }
}

internal static class ProviderGateRegistration
{
    /// <summary>Puts the endpoints behind the gate of one contracted component.</summary>
    public static TBuilder Behind<TBuilder>(this TBuilder endpoints, string component)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilterFactory((context, next) =>
        {
            var gate = ActivatorUtilities.CreateInstance<ProviderGate>(context.ApplicationServices, component);
            return invocation => gate.InvokeAsync(invocation, next);
        });
}
