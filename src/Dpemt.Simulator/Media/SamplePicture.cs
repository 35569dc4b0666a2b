using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Dpemt.Simulator.Media;

/// <summary>A drawn "photo" of a sheet of paper on a table.</summary>
internal static class SamplePicture
{
    private const int Width = 480;
    private const int Height = 360;

    public static byte[] Png()
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        (head[8], head[9]) = (8, 2);
        WriteChunk(png, "IHDR", head);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(Pixels());
        WriteChunk(png, "IDAT", packed.ToArray());
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Pixels()
    {
        var rows = new byte[Height * ((Width * 3) + 1)];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (red, green, blue) = Colour(x, y);
                var at = (y * ((Width * 3) + 1)) + 1 + (x * 3);
                (rows[at], rows[at + 1], rows[at + 2]) = (red, green, blue);
            }
        }

        return rows;
    }

    private static (byte Red, byte Green, byte Blue) Colour(int x, int y)
    {
        var sheet = x is > 110 and < 370 && y is > 24 and < 340;
        if (!sheet) return ((byte)(150 - (y / 8)), (byte)(112 - (y / 10)), (byte)(82 - (y / 12)));
        if (x is > 134 and < 180 && y is > 44 and < 90) return (58, 110, 92);
        if (y is > 52 and < 60 && x is > 196 and < 340) return (70, 78, 84);
        var line = y > 110 && y < 310 && (y - 110) % 18 < 5 && x > 134 && x < 346 - (y * 7 % 60);
        return line ? ((byte)150, (byte)156, (byte)160) : ((byte)246, (byte)245, (byte)240);
    }

    private static void WriteChunk(MemoryStream png, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }
}
