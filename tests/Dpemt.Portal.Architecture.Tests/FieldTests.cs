using System.Text.RegularExpressions;
using Dpemt.Portal.Testing;

namespace Dpemt.Portal.Architecture.Tests;

/// <summary>How pages read what is typed.</summary>
public sealed partial class FieldTests
{
    [Fact]
    public void Fields_ReadWhileTyped_AreBound()
    {
        var pages = Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "src", "Dpemt.Portal"), "*.razor", SearchOption.AllDirectories);
        var bound = pages.Where(p => File.ReadAllText(p).Contains("@bind:event=\"oninput\"", StringComparison.Ordinal));
        Assert.InRange(bound.Count(), 5, pages.Length);

        // By hand, the late echo of a letter takes back the letters typed since: on a line of 60 ms half a sentence is lost.
        Assert.Empty(pages.Where(p => WrittenByHand().IsMatch(File.ReadAllText(p))).Select(p => Path.GetRelativePath(RepositoryPaths.Root, p)));
    }

    [GeneratedRegex(@"<(input|textarea)\b(?=[^<]*?\svalue=)(?=[^<]*?@oninput\b)", RegexOptions.Singleline)]
    private static partial Regex WrittenByHand();
}
