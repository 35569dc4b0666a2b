using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.MessageExports;

/// <summary>
/// Takes a file as it is written and stores it in sealed pieces, so that it never lies open on a disk and any instance can give it out.
/// Only whole pieces reach the database; <see cref="FinishAsync"/> stores the last one.
/// </summary>
internal sealed class SealedParts(IDbContextFactory<PortalDbContext> contexts, long exportId, int attempt) : Stream
{
    /// <summary>Bytes of a piece: large enough for few lines in the table, small enough to be held in memory.</summary>
    internal const int PartSize = 512 * 1024;

    private readonly MemoryStream _buffer = new(PartSize * 2);
    private int _position;

    /// <summary>Bytes taken so far.</summary>
    internal long Taken { get; private set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Stores what is left.</summary>
    internal async Task FinishAsync(CancellationToken cancellation)
    {
        if (_buffer.Length > 0)
            await StoreAsync(cancellation);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // Writers close their parts without waiting; the bytes go to the database with the next asynchronous write.
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _buffer.Write(buffer);
        Taken += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        if (_buffer.Length >= PartSize)
            await StoreAsync(cancellationToken);
    }

    public override void Flush()
    {
        // Nothing to do: pieces are stored when they are whole.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _buffer.Dispose();
        base.Dispose(disposing);
    }

    private async Task StoreAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.MessageExportParts.Add(new() { ExportId = exportId, Attempt = attempt, Position = _position++, Content = _buffer.ToArray() });
        await db.SaveChangesAsync(cancellation);
        _buffer.SetLength(0);
    }
}

/// <summary>Reads a finished file, piece by piece.</summary>
internal sealed class SealedPartsReader(IDbContextFactory<PortalDbContext> contexts, long exportId, int attempt) : Stream
{
    private ReadOnlyMemory<byte> _left;
    private int _position;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left.IsEmpty)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var position = _position++;
            _left = (await db.MessageExportParts.AsNoTracking().SingleOrDefaultAsync(p => p.ExportId == exportId && p.Attempt == attempt && p.Position == position, cancellationToken))?.Content;
        }

        var count = Math.Min(buffer.Length, _left.Length);
        _left[..count].CopyTo(buffer);
        _left = _left[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
