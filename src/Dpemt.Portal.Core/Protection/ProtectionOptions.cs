namespace Dpemt.Portal.Protection;

/// <summary>Where the keys of personal data are. Settings section <c>Protection</c>.</summary>
public sealed class ProtectionOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Protection";

    /// <summary>Path of the key file. Required outside Development; in Development made at the first start beside the database.</summary>
    public string KeyFile { get; set; } = "";
}
