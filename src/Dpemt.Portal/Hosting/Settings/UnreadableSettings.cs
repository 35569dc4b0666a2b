using System.ComponentModel;
using System.Globalization;

namespace Dpemt.Portal.Web.Hosting.Settings;

/// <summary>
/// Values that cannot be read as the type of their setting. The framework stops at the first of them with an English
/// exception; here they are noted and hidden, so that the start lists them together with all other faults.
/// </summary>
public sealed class UnreadableSettings
{
    private UnreadableSettings(IReadOnlyList<string> faults) => Faults = faults;

    /// <summary>One sentence in Portuguese for each.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Checks the simple properties of each options type against its section and hides what does not convert.</summary>
    internal static UnreadableSettings HideIn(IConfigurationManager configuration, IEnumerable<(string Section, Type Options)> all)
    {
        var hidden = new Dictionary<string, string?>();
        var faults = new List<string>();
        foreach (var (section, type) in all)
        {
            foreach (var property in type.GetProperties().Where(p => p.CanWrite))
            {
                var path = section + ":" + property.Name;
                if (configuration[path] is not { Length: > 0 } value || Converts(property.PropertyType, value))
                    continue;
                hidden[path] = null;
                faults.Add($"{SettingNames.Variable(path)}: “{value}” não é {Wanted(property.PropertyType)}.");
            }
        }

        configuration.AddInMemoryCollection(hidden);
        return new(faults);
    }

    private static bool Converts(Type type, string value)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(Uri))
            return Uri.TryCreate(value, UriKind.RelativeOrAbsolute, out _);
        var converter = TypeDescriptor.GetConverter(target);
        if (target == typeof(string) || !converter.CanConvertFrom(typeof(string)))
            return true;
        try
        {
            converter.ConvertFromString(null, CultureInfo.InvariantCulture, value);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Wanted(Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target.IsEnum)
            return "um destes valores: " + string.Join(", ", Enum.GetNames(target));
        if (target == typeof(bool))
            return "true nem false";
        return target == typeof(TimeSpan) ? "um intervalo de tempo (por exemplo 00:00:30)" : "um número válido";
    }
}
