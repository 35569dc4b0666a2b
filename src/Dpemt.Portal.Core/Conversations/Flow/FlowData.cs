using System.Reflection;
using System.Text.Json;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Reads the embedded default tables.</summary>
internal static class FlowData
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true, ReadCommentHandling = JsonCommentHandling.Skip };

    public static T Read<T>(string file)
    {
        using var stream = Open(file);
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidDataException(file);
    }

    public static Stream Open(string file)
        => Assembly.GetExecutingAssembly().GetManifestResourceStream("Dpemt.Portal.Conversations.Flow.Data." + file)
            ?? throw new FileNotFoundException("Embedded table not found.", file);
}
