using System.Globalization;
using Serilog;
using Serilog.Events;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>Logs to the console, quiet: no line per request, since addresses of the API carry phone numbers.</summary>
internal static class PortalLogging
{
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    internal static void AddPortalLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        // The static logger is left alone: several hosts may live in one process, each with its own.
        builder.Services.AddSerilog(
            log => log
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
                // Lost races of compare-and-set are expected; whoever saves reports what is not.
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
                .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Update", LogEventLevel.Fatal)
                // Whoever asks for readiness gets the answer; a start that takes a moment is no error.
                .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LogEventLevel.Fatal)
                .MinimumLevel.Override("Dpemt.Portal.Web.Features.Api.ApiKeyAuthentication", LogEventLevel.Warning)
                .MinimumLevel.Override("System", LogEventLevel.Warning)
                .MinimumLevel.Override("Polly", LogEventLevel.Error)
                .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
                .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture),
            preserveStaticLogger: true,
            writeToProviders: true);
    }
}
