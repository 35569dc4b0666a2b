using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>What the contract leaves open about glosas. Settings section <c>Glosa</c>.</summary>
public sealed class GlosaOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Glosa";

    /// <summary>Working days of the defence. The TR names none; by analogy to Lei 14.133/2021, art. 157, to be confirmed by the legal advisers.</summary>
    public int DefenceWorkingDays { get; set; } = 15;
}

internal sealed class GlosaOptionsValidator : IValidateOptions<GlosaOptions>
{
    public ValidateOptionsResult Validate(string? name, GlosaOptions options) => options.DefenceWorkingDays is < 1 or > 90
        ? ValidateOptionsResult.Fail("Glosa:DefenceWorkingDays precisa estar entre 1 e 90.")
        : ValidateOptionsResult.Success;
}
