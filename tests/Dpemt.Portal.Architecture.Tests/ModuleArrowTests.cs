using System.Reflection;
using Dpemt.Portal.Persistence;
using NetArchTest.Rules;

namespace Dpemt.Portal.Architecture.Tests;

/// <summary>The arrows of <c>src/README.md</c>. Every rule first shows that it speaks of something.</summary>
public sealed class ModuleArrowTests
{
    private const string Root = "Dpemt.Portal.";

    private static readonly Assembly Core = typeof(PortalDbContext).Assembly;

    /// <summary>Module → modules whose root namespace it may use. The kernel (Protection, Persistence, Changes, Exports) is open to all.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Protection"] = [],
        ["Changes"] = [],
        ["Exports"] = [],
        ["Identity"] = [],
        ["Citizens"] = ["Identity"],
        ["Messaging"] = ["Identity", "Citizens"],
        ["Templates"] = ["Identity", "Citizens", "Messaging"],
        ["Conversations"] = ["Identity", "Citizens", "Messaging", "Templates"],
        ["Notices"] = ["Identity"],
        ["Contract"] = ["Identity", "Messaging", "Templates", "Conversations", "Notices"],
    };

    private static readonly string[] Kernel = ["Protection", "Changes", "Persistence", "Exports"];

    /// <summary>The context names the entities of all modules; it is the one place that sees everything.</summary>
    private static readonly string[] Composition = ["Persistence"];

    public static TheoryData<string> Modules() => [.. Allowed.Keys];

    [Fact]
    public void Modules_OfCore_AreAllListed()
    {
        var found = Core.GetTypes().Select(t => ModuleOf(t.Namespace)).OfType<string>().Distinct().Except(Composition).Order();

        Assert.Equal(Allowed.Keys.Order(), found);
    }

    [Theory, MemberData(nameof(Modules))]
    public void Module_UsesOtherModules_OnlyAlongTheArrows(string module)
    {
        var types = Types.InAssembly(Core).That().ResideInNamespaceStartingWith(Root + module);
        Assert.NotEmpty(types.GetTypes());
        var forbidden = Allowed.Keys.Except(Allowed[module]).Except(Kernel).Where(m => m != module).Select(m => Root + m).ToArray();

        var result = types.ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.True(result.IsSuccessful, $"{module} reaches against the arrows: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Theory, MemberData(nameof(Modules))]
    public void Module_SeenFromOutside_ShowsOnlyItsRootNamespace(string module)
    {
        var inner = Core.GetTypes().Select(t => t.Namespace).OfType<string>()
            .Where(n => n.StartsWith(Root + module + ".", StringComparison.Ordinal) && !Open.Contains(n)).Distinct().ToArray();
        if (inner.Length == 0)
            return;
        var others = Types.InAssembly(Core).That().DoNotResideInNamespaceStartingWith(Root + module)
            .And().DoNotResideInNamespaceStartingWith(Root + "Persistence");
        Assert.NotEmpty(others.GetTypes());

        var result = others.ShouldNot().HaveDependencyOnAny(inner).GetResult();

        Assert.True(result.IsSuccessful, $"The inside of {module} is used by {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void Core_References_NoUserInterfacePackage()
    {
        var referenced = Core.GetReferencedAssemblies().Select(a => a.Name!).ToArray();
        Assert.NotEmpty(referenced);

        Assert.DoesNotContain(referenced, name =>
            name.StartsWith("MudBlazor", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
            || name.StartsWith("Hangfire", StringComparison.Ordinal));
    }

    [Fact]
    public void Simulator_And_Portal_KnowNothingOfEachOther()
    {
        var portal = typeof(Program).Assembly.GetReferencedAssemblies().Concat(Core.GetReferencedAssemblies()).Select(a => a.Name!).ToArray();
        Assert.Contains("Dpemt.Portal.Core", portal);

        Assert.DoesNotContain("Dpemt.Simulator", portal);
    }

    /// <summary>Audit is what every module writes to: its namespace counts as part of Identity's root.</summary>
    private static readonly string[] Open = [Root + "Identity.Audit"];

    private static string? ModuleOf(string? space) =>
        space is not null && space.StartsWith(Root, StringComparison.Ordinal) ? space[Root.Length..].Split('.')[0] : null;
}
