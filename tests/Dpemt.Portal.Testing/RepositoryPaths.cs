using System.Reflection;

namespace Dpemt.Portal.Testing;

/// <summary>Where the checkout and its build output are.</summary>
public static class RepositoryPaths
{
    /// <summary>Top of the checkout, with a trailing separator.</summary>
    public static string Root { get; } = typeof(RepositoryPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepoRoot").Value!;

    /// <summary>The built assembly of a project under <c>src</c>, in the configuration that the tests were built in.</summary>
    public static string BuiltAssembly(string project)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(Root, "src", project, "bin", framework.Parent!.Name, framework.Name, project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"Build {project} first.", path);
    }
}
