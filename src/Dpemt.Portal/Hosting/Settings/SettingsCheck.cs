using System.Text.RegularExpressions;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Settings;

/// <summary>Finds every fault of the settings at once.</summary>
internal static partial class SettingsCheck
{
    /// <summary>All faults, each a sentence in Portuguese that begins with the key to set. Empty when the portal may start.</summary>
    internal static IReadOnlyList<string> FaultsOf(IServiceProvider services)
    {
        var faults = new List<string>(services.GetRequiredService<UnreadableSettings>().Faults);
        Collect(() => services.GetService<IStartupValidator>()?.Validate(), faults);
        return [.. faults.Select(AsVariables).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>As <see cref="FaultsOf"/>, but only of what a verb needs: database and keys.</summary>
    internal static IReadOnlyList<string> StorageFaultsOf(IServiceProvider services)
    {
        var faults = new List<string>(services.GetRequiredService<UnreadableSettings>().Faults
            .Where(f => f.StartsWith(DatabaseOptions.Section, StringComparison.Ordinal)));
        Collect(() => _ = services.GetRequiredService<IOptions<DatabaseOptions>>().Value, faults);
        Collect(() => _ = services.GetRequiredService<IOptions<ProtectionOptions>>().Value, faults);
        return faults;
    }

    /// <summary>Writes the faults for the person at the console.</summary>
    internal static void Report(IReadOnlyList<string> faults, TextWriter output)
    {
        output.WriteLine(faults.Count == 1
            ? "O portal não pode começar: há 1 configuração a corrigir."
            : $"O portal não pode começar: há {faults.Count} configurações a corrigir.");
        foreach (var fault in faults)
            output.WriteLine("  - " + fault);
        output.WriteLine("Defina-as como variáveis de ambiente, por exemplo: export Protection__KeyFile=/etc/dpemt/chaves.json");
    }

    /// <summary>Modules name settings as the framework does, with colons; people set them with two underscores.</summary>
    private static string AsVariables(string fault) => SettingPath().Replace(fault, path => SettingNames.Variable(path.Value));

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(:[A-Z0-9][A-Za-z0-9]*)+")]
    private static partial Regex SettingPath();

    private static void Collect(Action validate, List<string> faults)
    {
        try
        {
            validate();
        }
        catch (OptionsValidationException fault)
        {
            faults.AddRange(fault.Failures);
        }
        catch (AggregateException several)
        {
            faults.AddRange(several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(f => f.Failures));
        }
    }
}
