using System.Buffers;
using System.Net.Http.Headers;
using Daybook.Server.Errors;
using Daybook.Server.Hosting;

namespace Daybook.Server.Requests;

/// <summary>A request's body, read once into memory that is given back afterwards.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstSize = 1 << 16;
    private const int Megabyte = 1 << 20;
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private readonly byte[] rented;

    private RequestBody(byte[] rented, int length)
    {
        this.rented = rented;
        var start = rented.AsSpan(0, length).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        Bytes = rented.AsMemory(start, length - start);
    }

    /// <summary>Valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public void Dispose() => ArrayPool<byte>.Shared.Return(rented);

    /// <summary>Reads the whole body.</summary>
    /// <returns>The body; or the fault where it is too large or not JSON by its content type (an empty one may have any).</returns>
    public static async Task<(RequestBody? Body, Fault? Fault)> ReadAsync(HttpContext context)
    {
        var settings = context.RequestServices.GetRequiredService<DaybookSettings>();
        var limit = settings.MaxBodyMegabytes * Megabyte;
        var announced = context.Request.ContentLength;
        if (announced > limit)
        {
            await DrainAsync(context.Request.Body, limit, context.RequestAborted);
            return (null, TooLarge(settings));
        }

        // One byte more than announced, so that the end is met without growing.
        var buffer = ArrayPool<byte>.Shared.Rent((int)(announced + 1 ?? FirstSize));
        var length = 0;
        int read;
        while (length <= limit && (read = await context.Request.Body.ReadAsync(buffer.AsMemory(length), context.RequestAborted)) > 0)
        {
            length += read;
            buffer = length == buffer.Length ? Grow(buffer) : buffer;
        }

        var body = new RequestBody(buffer, length);
        if (length <= limit && (length == 0 || IsJson(context.Request.ContentType)))
        {
            return (body, null);
        }

        body.Dispose();
        if (length <= limit)
        {
            return (null, new Fault(StatusCodes.Status415UnsupportedMediaType, $"The body must be application/json in UTF-8, not {context.Request.ContentType}."));
        }

        await DrainAsync(context.Request.Body, limit, context.RequestAborted);
        return (null, TooLarge(settings));
    }

    private static Fault TooLarge(DaybookSettings settings) => new(
        StatusCodes.Status413PayloadTooLarge,
        $"The body is larger than the limit of {settings.MaxBodyMegabytes} MB. Send the records in several pushes; the order of pushes does not matter.");

    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && (type.MediaType is "application/json" or "text/json" || type.MediaType?.EndsWith("+json", StringComparison.OrdinalIgnoreCase) == true)
            && (type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>Takes in what a client is still sending, within reason: a client that is cut off while sending never sees the answer.</summary>
    private static async Task DrainAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        var scrap = ArrayPool<byte>.Shared.Rent(FirstSize);
        try
        {
            var left = 4L * limit;
            int read;
            while (left > 0 && (read = await body.ReadAsync(scrap, cancellationToken)) > 0)
            {
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scrap);
        }
    }
}
