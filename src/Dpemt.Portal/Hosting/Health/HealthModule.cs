using System.Text.Json.Serialization;
using Dpemt.Portal.Web.Hosting.Simulation;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dpemt.Portal.Web.Hosting.Health;

/// <summary>Liveness and readiness, for load balancers, scripts and people.</summary>
internal static class HealthModule
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    internal static IServiceCollection AddPortalHealth(this IServiceCollection services)
    {
        var checks = services.AddHealthChecks();
        services.AddSingleton<DatabaseHealth>();
        checks.AddCheck<DatabaseHealth>("banco", timeout: Limit);
        checks.AddCheck<WorkersHealth>("trabalhos", timeout: Limit);
        if (services.Any(s => s.ServiceType == typeof(SimulatorState)))
            checks.AddCheck<SimulatorHealth>("simulador", timeout: Limit);
        return services;
    }

    internal static void MapPortalHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new HealthAnswer(
        report.Status == HealthStatus.Healthy ? "pronto" : "indisponivel",
        report.Entries.Count == 0
            ? null
            : report.Entries.ToDictionary(e => e.Key, e => new HealthPart(
                e.Value.Status == HealthStatus.Healthy ? "ok" : "falha",
                // The text of an exception may name servers and users: it goes to the log, not to whoever asks.
                e.Value.Status == HealthStatus.Healthy ? null : e.Value.Exception is null ? e.Value.Description : "a verificação falhou"))));

    private sealed record HealthAnswer(
        [property: JsonPropertyName("situacao")] string Status,
        [property: JsonPropertyName("verificacoes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, HealthPart>? Parts);

    private sealed record HealthPart(
        [property: JsonPropertyName("situacao")] string Status,
        [property: JsonPropertyName("detalhe"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail);
}
