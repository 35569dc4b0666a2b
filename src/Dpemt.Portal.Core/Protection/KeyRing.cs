using System.Security.Cryptography;
using System.Text.Json;

namespace Dpemt.Portal.Protection;

/// <summary>
/// The keys that protect personal data: data keys by number, of which one is active for writing, and the key of the
/// blind indexes. Read from a key file that never stands in the database. Immutable.
/// </summary>
public sealed class KeyRing
{
    /// <summary>Length of every key, in bytes (AES-256 and HMAC-SHA256).</summary>
    public const int KeyLength = 32;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Dictionary<int, byte[]> _dataKeys;

    private KeyRing(int activeId, Dictionary<int, byte[]> dataKeys, byte[] indexKey)
    {
        ActiveId = activeId;
        _dataKeys = dataKeys;
        IndexKey = indexKey;
    }

    /// <summary>Number of the data key that seals new values.</summary>
    public int ActiveId { get; }

    /// <summary>Key of the blind indexes.</summary>
    internal byte[] IndexKey { get; }

    /// <summary>The data key of that number.</summary>
    /// <exception cref="CryptographicException">The ring does not hold that key.</exception>
    internal byte[] DataKey(int id) => _dataKeys.TryGetValue(id, out var key)
        ? key
        : throw new CryptographicException($"A chave de dados nº {id} não está no arquivo de chaves.");

    /// <summary>A new ring with one random data key and a random index key.</summary>
    public static KeyRing Create() =>
        new(1, new() { [1] = RandomNumberGenerator.GetBytes(KeyLength) }, RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>This ring with one more random data key, which becomes the active one; values sealed before stay readable.</summary>
    public KeyRing WithNewDataKey()
    {
        var id = _dataKeys.Keys.Max() + 1;
        return new(id, new(_dataKeys) { [id] = RandomNumberGenerator.GetBytes(KeyLength) }, IndexKey);
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="InvalidDataException">The file is not a key file; the text says in Portuguese what is wrong.</exception>
    public static KeyRing Parse(string json)
    {
        KeyFile file;
        try
        {
            file = JsonSerializer.Deserialize<KeyFile>(json, Format) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InvalidDataException("O arquivo de chaves não é um JSON válido.");
        }

        var keys = new Dictionary<int, byte[]>();
        foreach (var (id, text) in file.Dados ?? [])
            keys[id] = Decode(text, $"dados.{id}");
        if (!keys.ContainsKey(file.Ativa))
            throw new InvalidDataException($"O arquivo de chaves não traz a chave ativa nº {file.Ativa}.");
        return new(file.Ativa, keys, Decode(file.Indice ?? "", "indice"));
    }

    /// <summary>The content of a key file, to be kept outside of the database and of its backups.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new KeyFile(ActiveId, _dataKeys.ToDictionary(k => k.Key, k => Convert.ToBase64String(k.Value)), Convert.ToBase64String(IndexKey)), Format);

    private static byte[] Decode(string text, string member)
    {
        var bytes = new byte[KeyLength];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == KeyLength
            ? bytes
            : throw new InvalidDataException($"No arquivo de chaves, “{member}” precisa ter {KeyLength} bytes em Base64.");
    }

    private sealed record KeyFile(int Ativa, Dictionary<int, string>? Dados, string? Indice);
}
