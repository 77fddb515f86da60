using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Daybook.Server.Idempotency;

/// <summary>A request's body that is hashed while it is read, so that it need not be held to be compared.</summary>
internal sealed class HashedBody : Stream
{
    private const int Piece = 1 << 16;
    private readonly Stream body;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="body">The body.</param>
    /// <param name="request">What else tells the request from others: method and path.</param>
    public HashedBody(Stream body, string request)
    {
        this.body = body;
        hash.AppendData(Encoding.UTF8.GetBytes(request + "\n"));
    }

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
        var read = await body.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = body.Read(buffer, offset, count);
        hash.AppendData(buffer, offset, read);
        return read;
    }

    /// <summary>Reads what nobody has read, up to a limit.</summary>
    /// <returns>The hash of the request.</returns>
    public async Task<byte[]> FinishAsync(long limit, CancellationToken cancellationToken)
    {
        var scrap = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            int read;
            for (var left = limit; left > 0 && (read = await ReadAsync(scrap, cancellationToken)) > 0; left -= read)
            {
                // Reading is hashing.
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scrap);
        }

        return hash.GetHashAndReset();
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
