namespace Dpemt.Portal.Web.Hosting.Settings;

/// <summary>Names of settings as people set them: environment variables with two underscores.</summary>
internal static class SettingNames
{
    /// <summary>A configuration path as an environment variable.</summary>
    internal static string Variable(string path) => path.Replace(":", "__", StringComparison.Ordinal);
}
