using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>Limits of the API. Settings section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Api";

    /// <summary>Requests that one key may make in a minute.</summary>
    public int RequestsPerMinute { get; set; } = 1200;
}

internal sealed class ApiOptionsCheck : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options) => options.RequestsPerMinute is >= 1 and <= 1_000_000
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Api__RequestsPerMinute: informe de 1 a 1000000.");
}
