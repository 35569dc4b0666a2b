using System.IO.Compression;
using System.Text;
using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>One probe as kept for the contract's life; times to the millisecond.</summary>
public readonly record struct KeptProbe(DateTimeOffset StartedAt, int Milliseconds, ProbeOutcome Outcome, ProbeCall Call, int? HttpStatus);

/// <summary>
/// What is kept of a component's day: the settings, the verdict of each minute, the outages that touch the day and every
/// probe. Packed column by column as variable-length integers and compressed by Brotli: about two bytes per probe.
/// </summary>
/// <param name="Settings">The rule and thresholds of the day, in words.</param>
/// <param name="Minutes">One verdict per minute of the local day.</param>
/// <param name="Outages">The rule's outages, not clipped; null while one lasts.</param>
/// <param name="Probes">In order of time.</param>
public sealed record DayContent(
    string Settings, IReadOnlyList<MinuteVerdict> Minutes, IReadOnlyList<(DateTimeOffset Start, DateTimeOffset? End)> Outages, IReadOnlyList<KeptProbe> Probes)
{
    private const byte Version = 1;

    /// <summary>Packs it.</summary>
    /// <param name="dayStart">First instant of the local day: times are kept relative to it.</param>
    public byte[] Pack(DateTimeOffset dayStart) => PackedBytes.Write(writer =>
    {
        writer.Write(Version);
        writer.Write(Settings);
        writer.Write7BitEncodedInt(Minutes.Count);
        foreach (var minute in Minutes)
            writer.Write((byte)minute);
        writer.Write7BitEncodedInt(Outages.Count);
        foreach (var (start, end) in Outages)
        {
            writer.Write7BitEncodedInt64(PackedBytes.ZigZag(start.UtcTicks - dayStart.UtcTicks));
            writer.Write(end is not null);
            writer.Write7BitEncodedInt64(end is { } at ? PackedBytes.ZigZag(at.UtcTicks - dayStart.UtcTicks) : 0);
        }

        writer.Write7BitEncodedInt(Probes.Count);
        var last = dayStart;
        foreach (var probe in Probes)
        {
            writer.Write7BitEncodedInt64(PackedBytes.ZigZag((probe.StartedAt - last).Ticks / TimeSpan.TicksPerMillisecond));
            last = probe.StartedAt;
        }

        foreach (var probe in Probes)
            writer.Write7BitEncodedInt(probe.Milliseconds);
        foreach (var probe in Probes)
            writer.Write((byte)(((int)probe.Call << 4) | (int)probe.Outcome));
        foreach (var probe in Probes)
            writer.Write7BitEncodedInt(probe.HttpStatus is { } status ? status + 1 : 0);
    });

    /// <summary>Unpacks it.</summary>
    /// <exception cref="InvalidDataException">Not what <see cref="Pack"/> wrote.</exception>
    public static DayContent Unpack(byte[] packed, DateTimeOffset dayStart) => PackedBytes.Read(packed, reader =>
    {
        var (settings, minutes) = Beginning(reader);
        var outages = new (DateTimeOffset, DateTimeOffset?)[PackedBytes.Length(reader)];
        for (var i = 0; i < outages.Length; i++)
        {
            var start = dayStart.AddTicks(PackedBytes.UnZigZag(reader.Read7BitEncodedInt64()));
            var ended = reader.ReadBoolean();
            var end = dayStart.AddTicks(PackedBytes.UnZigZag(reader.Read7BitEncodedInt64()));
            outages[i] = (start, ended ? end : null);
        }

        var probes = new KeptProbe[PackedBytes.Length(reader)];
        var last = dayStart;
        for (var i = 0; i < probes.Length; i++)
            probes[i] = new(last = last.AddMilliseconds(PackedBytes.UnZigZag(reader.Read7BitEncodedInt64())), 0, default, default, null);
        for (var i = 0; i < probes.Length; i++)
            probes[i] = probes[i] with { Milliseconds = reader.Read7BitEncodedInt() };
        for (var i = 0; i < probes.Length; i++)
        {
            var both = reader.ReadByte();
            probes[i] = probes[i] with { Outcome = (ProbeOutcome)(both & 15), Call = (ProbeCall)(both >> 4) };
        }

        for (var i = 0; i < probes.Length; i++)
        {
            var status = reader.Read7BitEncodedInt();
            probes[i] = probes[i] with { HttpStatus = status == 0 ? null : status - 1 };
        }

        return new DayContent(settings, minutes, outages, probes);
    });

    /// <summary>Only the verdicts: they lie in front, so that the probes need not be unpacked.</summary>
    /// <exception cref="InvalidDataException">Not what <see cref="Pack"/> wrote.</exception>
    public static MinuteVerdict[] UnpackMinutes(byte[] packed) => PackedBytes.Read(packed, reader => Beginning(reader).Minutes);

    private static (string Settings, MinuteVerdict[] Minutes) Beginning(BinaryReader reader)
    {
        if (reader.ReadByte() != Version)
            throw new InvalidDataException("A evidência está em uma versão desconhecida.");
        var settings = reader.ReadString();
        var minutes = new byte[PackedBytes.Length(reader)];
        reader.BaseStream.ReadExactly(minutes);
        return (settings, Array.ConvertAll(minutes, m => (MinuteVerdict)m));
    }
}

/// <summary>What is kept of a day's traffic: the minutes that had any, with their counts; and the messages that were accepted and then silent.</summary>
/// <param name="Minutes">Minutes with traffic, in order of time.</param>
/// <param name="AcceptedAndSilent">Messages accepted in the day of which nothing was heard when it was packed.</param>
public sealed record TrafficContent(IReadOnlyList<TrafficMinute> Minutes, int AcceptedAndSilent)
{
    private const byte Version = 1;

    /// <summary>Packs it.</summary>
    public byte[] Pack(DateTimeOffset dayStart) => PackedBytes.Write(writer =>
    {
        writer.Write(Version);
        writer.Write7BitEncodedInt(AcceptedAndSilent);
        writer.Write7BitEncodedInt(Minutes.Count);
        foreach (var minute in Minutes)
        {
            writer.Write7BitEncodedInt((int)(minute.Minute - dayStart).TotalMinutes);
            foreach (var count in minute.Counts)
                writer.Write7BitEncodedInt(count);
        }
    });

    /// <summary>Unpacks it.</summary>
    /// <exception cref="InvalidDataException">Not what <see cref="Pack"/> wrote.</exception>
    public static TrafficContent Unpack(byte[] packed, DateTimeOffset dayStart) => PackedBytes.Read(packed, reader =>
    {
        if (reader.ReadByte() != Version)
            throw new InvalidDataException("A evidência está em uma versão desconhecida.");
        var silent = reader.Read7BitEncodedInt();
        var minutes = new TrafficMinute[PackedBytes.Length(reader)];
        for (var i = 0; i < minutes.Length; i++)
        {
            minutes[i] = new TrafficMinute { Minute = dayStart.AddMinutes(reader.Read7BitEncodedInt()) };
            minutes[i].Counts = [reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt()];
        }

        return new TrafficContent(minutes, silent);
    });
}

/// <summary>Compressed binary content.</summary>
internal static class PackedBytes
{
    private const int MostItems = 200_000;

    internal static byte[] Write(Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, new BrotliCompressionOptions { Quality = 9 }))
        using (var writer = new BinaryWriter(brotli, Encoding.UTF8))
            write(writer);
        return bytes.ToArray();
    }

    internal static T Read<T>(byte[] packed, Func<BinaryReader, T> read)
    {
        try
        {
            using var reader = new BinaryReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress), Encoding.UTF8);
            return read(reader);
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or EndOfStreamException or ArgumentException)
        {
            throw new InvalidDataException("A evidência guardada não pode ser lida.", fault);
        }
    }

    internal static int Length(BinaryReader reader) =>
        reader.Read7BitEncodedInt() is >= 0 and <= MostItems and var length ? length : throw new InvalidDataException("A evidência guardada não pode ser lida.");

    internal static long ZigZag(long value) => (value << 1) ^ (value >> 63);

    internal static long UnZigZag(long value) => (long)((ulong)value >> 1) ^ -(value & 1);
}
