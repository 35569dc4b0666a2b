using System.Globalization;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Media;

internal sealed record MediaFile(string Id, string Name, string MimeType, byte[] Bytes);

/// <summary>Uploaded files and those that citizens sent. The oldest fall away above the limit of bytes.</summary>
internal sealed class MediaStore(SimulatorOptions options)
{
    public const long LargestUpload = 100L * 1024 * 1024;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MediaFile> _files = [];
    private readonly Queue<string> _order = new();
    private long _bytes;
    private long _lastId = 400000000000000;

    public MediaFile Add(string name, string mimeType, byte[] bytes)
    {
        lock (_gate)
        {
            var file = new MediaFile((++_lastId).ToString(CultureInfo.InvariantCulture), name, mimeType, bytes);
            _files.Add(file.Id, file);
            _order.Enqueue(file.Id);
            _bytes += bytes.Length;
            while (_bytes > options.MediaBytesKept && _order.Count > 1 && _files.Remove(_order.Dequeue(), out var oldest)) _bytes -= oldest.Bytes.Length;
            return file;
        }
    }

    public MediaFile? Find(string id)
    {
        lock (_gate) return _files.GetValueOrDefault(id);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _files.Clear();
            _order.Clear();
            _bytes = 0;
        }
    }
}
