using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dpemt.Portal.Protection;

/// <summary>
/// Seals single values with AES-256-GCM. A sealed value is: version (1 byte), number of the data key (4), nonce (12),
/// tag (16), ciphertext. The purpose (table and column) is authenticated with it, so that a value moved to another
/// column does not open.
/// </summary>
public sealed class FieldProtector(KeyRing ring)
{
    private const byte Version = 1;
    private const int NonceAt = 5;
    private const int TagAt = NonceAt + 12;
    private const int DataAt = TagAt + 16;

    /// <summary>Seals <paramref name="plain"/> with the active data key.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string purpose)
    {
        var output = new byte[DataAt + plain.Length];
        output[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(output.AsSpan(1), ring.ActiveId);
        RandomNumberGenerator.Fill(output.AsSpan(NonceAt, 12));
        using var aes = new AesGcm(ring.DataKey(ring.ActiveId), 16);
        aes.Encrypt(output.AsSpan(NonceAt, 12), plain, output.AsSpan(DataAt), output.AsSpan(TagAt, 16), Encoding.UTF8.GetBytes(purpose));
        return output;
    }

    /// <summary>Opens what <see cref="Seal(ReadOnlySpan{byte}, string)"/> made, with whichever data key it names.</summary>
    /// <exception cref="CryptographicException">Unknown key, changed value or another purpose. The text holds no data.</exception>
    public byte[] Open(ReadOnlySpan<byte> value, string purpose)
    {
        if (value.Length < DataAt || value[0] != Version)
            throw new CryptographicException($"O valor lacrado de {purpose} está truncado ou é de outra versão.");
        var plain = new byte[value.Length - DataAt];
        using var aes = new AesGcm(ring.DataKey(KeyIdOf(value)), 16);
        aes.Decrypt(value.Slice(NonceAt, 12), value[DataAt..], value.Slice(TagAt, 16), plain, Encoding.UTF8.GetBytes(purpose));
        return plain;
    }

    /// <summary>Seals a text as UTF-8.</summary>
    public byte[] SealText(string plain, string purpose) => Seal(Encoding.UTF8.GetBytes(plain), purpose);

    /// <summary>Opens a text.</summary>
    /// <exception cref="CryptographicException">As <see cref="Open"/>.</exception>
    public string OpenText(ReadOnlySpan<byte> value, string purpose) => Encoding.UTF8.GetString(Open(value, purpose));

    /// <summary>Number of the data key that sealed <paramref name="value"/>, for rotation.</summary>
    public static int KeyIdOf(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt32BigEndian(value[1..]);
}
