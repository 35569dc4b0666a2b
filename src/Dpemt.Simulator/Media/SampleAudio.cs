using System.Buffers.Binary;

namespace Dpemt.Simulator.Media;

/// <summary>A voice message of three seconds of silence: OGG with OPUS, mono, as WhatsApp records it.</summary>
internal static class SampleAudio
{
    private const int Packets = 150;
    private const int SamplesPerPacket = 960;
    private const int PacketsPerPage = 50;
    private const uint Serial = 0x44504D54;

    /// <summary>Twenty milliseconds of silence.</summary>
    private static readonly byte[] Silence = [0xF8, 0xFF, 0xFE];

    public static byte[] OggOpus()
    {
        using var ogg = new MemoryStream();
        byte[] head = [.. "OpusHead"u8, 1, 1, 0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0];
        byte[] tags = [.. "OpusTags"u8, 9, 0, 0, 0, .. "simulador"u8, 0, 0, 0, 0];
        WritePage(ogg, 0x02, 0, 0, [head]);
        WritePage(ogg, 0x00, 0, 1, [tags]);
        for (var first = 0; first < Packets; first += PacketsPerPage)
        {
            var last = first + PacketsPerPage >= Packets;
            var packets = Enumerable.Repeat(Silence, Math.Min(PacketsPerPage, Packets - first)).ToList();
            WritePage(ogg, last ? (byte)0x04 : (byte)0x00, (first + packets.Count) * SamplesPerPacket, 2 + (first / PacketsPerPage), packets);
        }

        return ogg.ToArray();
    }

    private static void WritePage(MemoryStream ogg, byte flags, long granule, int sequence, List<byte[]> packets)
    {
        var page = new byte[27 + packets.Count + packets.Sum(packet => packet.Length)];
        "OggS"u8.CopyTo(page);
        page[5] = flags;
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(6), granule);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(14), Serial);
        BinaryPrimitives.WriteInt32LittleEndian(page.AsSpan(18), sequence);
        page[26] = (byte)packets.Count;
        var at = 27 + packets.Count;
        for (var index = 0; index < packets.Count; index++)
        {
            page[27 + index] = (byte)packets[index].Length;
            packets[index].CopyTo(page, at);
            at += packets[index].Length;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), Crc(page));
        ogg.Write(page);
    }

    private static uint Crc(byte[] page)
    {
        var crc = 0u;
        foreach (var value in page)
        {
            crc ^= (uint)value << 24;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x80000000u) != 0 ? (crc << 1) ^ 0x04C11DB7u : crc << 1;
        }

        return crc;
    }
}
