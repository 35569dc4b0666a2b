namespace Dpemt.Portal.Web.Features.Identity.Account;

/// <summary>Data and error correction of a QR code: the tables of the standard for level M, and Reed–Solomon over GF(256).</summary>
internal static class QrBlocks
{
    // Per version: correction bytes per block, blocks and data bytes of the first group, blocks of the second (one byte more each).
    private static readonly (int Correction, int Blocks, int Data, int Longer)[] Layouts =
    [
        (10, 1, 16, 0), (16, 1, 28, 0), (26, 1, 44, 0), (18, 2, 32, 0), (24, 2, 43, 0),
        (16, 4, 27, 0), (18, 4, 31, 0), (22, 2, 38, 2), (22, 3, 36, 2), (26, 4, 43, 1),
    ];

    private static readonly int[][] Centres =
        [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

    internal static int[] AlignmentCentres(int version) => Centres[version - 1];

    internal static int? SmallestVersion(int bytes)
    {
        for (var version = 1; version <= Layouts.Length; version++)
        {
            if (4 + CountBits(version) + (bytes * 8) <= DataBytes(version) * 8) return version;
        }
        return null;
    }

    /// <summary>Data and correction bytes of all blocks, interleaved as they are drawn.</summary>
    internal static byte[] Codewords(int version, byte[] content)
    {
        var layout = Layouts[version - 1];
        var data = Pad(version, content);
        var blocks = new List<byte[]>();
        for (var (i, at) = (0, 0); i < layout.Blocks + layout.Longer; i++)
        {
            var length = layout.Data + (i < layout.Blocks ? 0 : 1);
            blocks.Add(data[at..(at + length)]);
            at += length;
        }
        var corrections = blocks.ConvertAll(block => Correct(block, layout.Correction));
        var result = new List<byte>();
        for (var i = 0; i <= layout.Data; i++) result.AddRange(blocks.Where(block => i < block.Length).Select(block => block[i]));
        for (var i = 0; i < layout.Correction; i++) result.AddRange(corrections.Select(correction => correction[i]));
        return [.. result];
    }

    private static byte[] Pad(int version, byte[] content)
    {
        var bits = new List<bool>();
        void Add(int value, int count)
        {
            for (var i = count - 1; i >= 0; i--) bits.Add(((value >> i) & 1) == 1);
        }
        Add(0b0100, 4);
        Add(content.Length, CountBits(version));
        foreach (var b in content) Add(b, 8);
        Add(0, Math.Min(4, (DataBytes(version) * 8) - bits.Count));
        while (bits.Count % 8 != 0) bits.Add(false);

        var data = new byte[DataBytes(version)];
        for (var i = 0; i < bits.Count; i++)
        {
            if (bits[i]) data[i / 8] |= (byte)(0x80 >> (i % 8));
        }
        for (var i = bits.Count / 8; i < data.Length; i++) data[i] = (byte)((i - (bits.Count / 8)) % 2 == 0 ? 0xec : 0x11);
        return data;
    }

    private static int CountBits(int version) => version < 10 ? 8 : 16;

    private static int DataBytes(int version)
    {
        var layout = Layouts[version - 1];
        return (layout.Blocks * layout.Data) + (layout.Longer * (layout.Data + 1));
    }

    private static byte[] Correct(byte[] data, int length)
    {
        // The generator is the product of (x - 2^i); its leading 1 is left out.
        var generator = new byte[length];
        generator[^1] = 1;
        byte root = 1;
        for (var i = 0; i < length; i++)
        {
            for (var j = 0; j < length; j++)
            {
                generator[j] = Multiply(generator[j], root);
                if (j + 1 < length) generator[j] ^= generator[j + 1];
            }
            root = Multiply(root, 2);
        }

        var remainder = new byte[length];
        foreach (var b in data)
        {
            var factor = (byte)(b ^ remainder[0]);
            Array.Copy(remainder, 1, remainder, 0, length - 1);
            remainder[^1] = 0;
            for (var j = 0; j < length; j++) remainder[j] ^= Multiply(generator[j], factor);
        }
        return remainder;
    }

    private static byte Multiply(byte a, byte b)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11d);
            product ^= ((b >> i) & 1) * a;
        }
        return (byte)product;
    }
}
