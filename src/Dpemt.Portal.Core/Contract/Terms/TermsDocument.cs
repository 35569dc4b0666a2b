using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>One place of the contract's document that a version sets.</summary>
/// <param name="Path">Where: members by points, elements of a list by their number or id, as in <c>items[4].unitPrice</c>.</param>
/// <param name="Old">What stood there, as JSON; null when nothing did.</param>
/// <param name="New">What stands there from now on, as JSON; null takes it away.</param>
public sealed record TermsChange(string Path, string? Old, string? New);

/// <summary>
/// The contract's document as data: what differs between two of them, and a document with changes applied. Totals are no
/// changes: they follow from quantity and price, so that a price and a quantity may change at different times.
/// </summary>
public static class TermsDocument
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">It is no JSON object; the text is Portuguese.</exception>
    public static JsonObject Parse(string document)
    {
        try
        {
            var root = JsonNode.Parse(document) as JsonObject ?? throw new FormatException("O arquivo não tem a forma esperada de um contrato: falta o objeto JSON.");
            // The parser is lazy: a member that stands twice shows only when it is read.
            _ = Leaves(root);
            return root;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new FormatException("O arquivo não é JSON válido: " + fault.Message, fault);
        }
    }

    /// <summary>Writes a document for people.</summary>
    public static string Write(JsonObject root) => root.ToJsonString(Written);

    /// <summary>The places where two documents differ, in order of the new one, those taken away last.</summary>
    public static IReadOnlyList<TermsChange> Difference(JsonObject old, JsonObject @new)
    {
        var (before, after) = (Leaves(old), Leaves(@new));
        return
        [
            .. after.Where(l => !before.TryGetValue(l.Key, out var was) || was != l.Value).Select(l => new TermsChange(l.Key, before.GetValueOrDefault(l.Key), l.Value)),
            // An element is found by its key: that goes last.
            .. before.Where(l => !after.ContainsKey(l.Key)).OrderBy(l => TermsPath.IsKey(l.Key[(l.Key.LastIndexOf('.') + 1)..])).Select(l => new TermsChange(l.Key, l.Value, null)),
        ];
    }

    /// <summary>A copy with the changes applied, and the totals of the items that they touch computed anew: to cents, half away from zero.</summary>
    public static JsonObject Apply(JsonObject root, IEnumerable<TermsChange> changes)
    {
        var copy = (JsonObject)root.DeepClone();
        var touched = false;
        foreach (var change in changes)
        {
            TermsPath.Set(copy, change.Path, change.New is null ? null : JsonNode.Parse(change.New), remove: change.New is null);
            touched |= change.Path.StartsWith("items[", StringComparison.Ordinal);
        }

        if (touched)
            SetTotals(copy);
        // A node reads its members lazily, which two threads must not do at once: a document is shared once it is made.
        _ = Leaves(copy);
        return copy;
    }

    /// <summary>What stands at a place, as JSON; null for nothing.</summary>
    public static string? At(JsonObject root, string path) => Leaves(root).GetValueOrDefault(path);

    /// <summary>A text as the JSON of a change.</summary>
    public static string Text(string value) => JsonSerializer.Serialize(value, Compact);

    /// <summary>An amount as the JSON of a change: decimal text with a point.</summary>
    public static string Amount(decimal value, string format = "0.0000") => Text(value.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>A whole number as the JSON of a change.</summary>
    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static void SetTotals(JsonObject root)
    {
        var sum = 0m;
        foreach (var item in root["items"]!.AsArray().OfType<JsonObject>())
        {
            var total = decimal.Round(
                item["quantity"]!.GetValue<long>() * decimal.Parse(item["unitPrice"]!.GetValue<string>(), CultureInfo.InvariantCulture), 2, MidpointRounding.AwayFromZero);
            item["total"] = total.ToString("0.00", CultureInfo.InvariantCulture);
            sum += total;
        }

        root["estimatedTotal"] = sum.ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, string> Leaves(JsonObject root)
    {
        var leaves = new Dictionary<string, string>();
        Collect(root, "", leaves);
        return leaves;
    }

    private static void Collect(JsonNode? node, string path, Dictionary<string, string> leaves)
    {
        if (node is JsonObject { Count: > 0 } members)
        {
            foreach (var (name, value) in members)
                Collect(value, path.Length == 0 ? name : path + "." + name, leaves);
        }
        else if (node is JsonArray list && TermsPath.Keys(list) is { } keys)
        {
            foreach (var (key, element) in keys.Zip(list))
                Collect(element, $"{path}[{key}]", leaves);
        }
        else if (path != "estimatedTotal" && !(path.StartsWith("items[", StringComparison.Ordinal) && path.EndsWith("].total", StringComparison.Ordinal)))
        {
            leaves[path] = node?.ToJsonString(Compact) ?? "null";
        }
    }
}

/// <summary>Finds places in a document by their path.</summary>
internal static class TermsPath
{
    /// <summary>The keys of a list whose elements name themselves, each once; null for a list that is one value.</summary>
    internal static IReadOnlyList<string>? Keys(JsonArray list)
    {
        if (list.Count == 0)
            return null;
        var keys = list.Select(KeyOf).ToList();
        return keys.All(k => k is not null) && keys.Distinct().Count() == keys.Count ? [.. keys.OfType<string>()] : null;
    }

    internal static void Set(JsonObject root, string path, JsonNode? value, bool remove)
    {
        JsonNode? at = root;
        var steps = Steps(path);
        for (var i = 0; i < steps.Count - 1 && at is not null; i++)
            at = Child(at, steps[i]) ?? (remove ? null : Add(at, steps[i], steps[i + 1].Key));

        if (at is not JsonObject members)
            return;
        var last = steps[^1].Name;
        if (!remove)
            members[last] = value;
        else if (IsKey(last) && steps.Count > 1 && steps[^2].Key)
            members.Parent?.AsArray().Remove(members);
        else
            members.Remove(last);
    }

    /// <summary>True for the member by which an element of a list is found.</summary>
    internal static bool IsKey(string member) => member is "number" or "id";

    private static string? KeyOf(JsonNode? element) => element is not JsonObject members ? null
        : members["number"] is JsonValue number && number.TryGetValue<int>(out var n) ? n.ToString(CultureInfo.InvariantCulture)
        : members["id"] is JsonValue id && id.TryGetValue<string>(out var text) && text.Length > 0 && !text.Contains(']', StringComparison.Ordinal) ? text
        : null;

    private static JsonNode? Child(JsonNode at, (string Name, bool Key) step) =>
        step.Key ? at.AsArray().FirstOrDefault(e => KeyOf(e) == step.Name) : ((JsonObject)at)[step.Name];

    private static JsonNode Add(JsonNode at, (string Name, bool Key) step, bool list)
    {
        JsonNode made = list ? new JsonArray() : new JsonObject();
        if (!step.Key)
        {
            ((JsonObject)at)[step.Name] = made;
        }
        else
        {
            // The element gets its key at once, so that the next change finds it.
            var members = (JsonObject)made;
            if (int.TryParse(step.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                members["number"] = number;
            else
                members["id"] = step.Name;
            at.AsArray().Add(made);
        }

        return made;
    }

    private static List<(string Name, bool Key)> Steps(string path)
    {
        var steps = new List<(string, bool)>();
        var text = new StringBuilder();
        var inKey = false;
        foreach (var letter in path)
        {
            if (inKey ? letter == ']' : letter is '.' or '[')
            {
                if (text.Length > 0)
                    steps.Add((text.ToString(), inKey));
                text.Clear();
                inKey = letter == '[';
            }
            else
            {
                text.Append(letter);
            }
        }

        if (text.Length > 0)
            steps.Add((text.ToString(), false));
        return steps;
    }
}
