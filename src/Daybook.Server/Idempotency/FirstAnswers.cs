using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Daybook.Server.Errors;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Storage;
using Microsoft.Extensions.Primitives;

namespace Daybook.Server.Idempotency;

/// <summary>
/// Works on a request with an <c>Idempotency-Key</c> once, and answers its repetitions as it was answered first. A request without one passes untouched.
/// </summary>
/// <remarks>The answer is packed as it is written, stored, and only then sent: what a client has read is kept, and a large answer is never held twice.</remarks>
internal sealed class FirstAnswers(RequestDelegate next, AnswerStore answers, DaybookSettings settings, TimeProvider clock, Func<Guid> newId)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    private long BodyLimit => (settings.MaxBodyMegabytes + 1L) << 20;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return request.Headers.TryGetValue(Header, out var key) && context.Features.Get<Caller>() is { } caller && context.GetEndpoint() is not null
            && (HttpMethods.IsPost(request.Method) || HttpMethods.IsPut(request.Method) || HttpMethods.IsPatch(request.Method))
            ? HandleAsync(context, caller, key)
            : next(context);
    }

    private async Task HandleAsync(HttpContext context, Caller caller, StringValues key)
    {
        if (key.Count != 1 || key[0] is not { Length: > 0 and <= LongestKey } text || text.Any(char.IsControl))
        {
            await Fault.Invalid($"{Header}: must be one text of 1 to {LongestKey} characters.").ExecuteAsync(context);
            return;
        }

        var id = SHA256.HashData([.. caller.KeyHash, .. Encoding.UTF8.GetBytes(text)]);
        await using var body = new HashedBody(context.Request.Body, $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        context.Request.Body = body;
        var token = newId();
        if (await answers.ClaimAsync(id, token, clock.Now(), context.RequestAborted) is { } there)
        {
            await RepeatAsync(context, there, body);
            return;
        }

        using var packed = new MemoryStream();
        try
        {
            await PackAsync(context, packed);
            await EndAsync(context, id, token, body, packed);
        }
        catch
        {
            // The request failed on this side: the next one with the key is worked on.
            await answers.ReleaseAsync(id, token, CancellationToken.None);
            throw;
        }

        packed.Position = 0;
        await UnpackAsync(packed, context);
    }

    /// <summary>Lets the request be answered into <paramref name="packed"/> instead of to the client.</summary>
    private async Task PackAsync(HttpContext context, MemoryStream packed)
    {
        var (wire, aborted) = (context.Response.Body, context.RequestAborted);

        // A client that goes away will come again: what has begun for it is finished, so that there is an answer to give.
        context.RequestAborted = CancellationToken.None;
        try
        {
            await using var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            context.Response.Body = packing;
            await next(context);
            await context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        }
        finally
        {
            (context.Response.Body, context.RequestAborted) = (wire, aborted);
        }
    }

    /// <summary>Keeps the answer, unless it is a fault of this side or has no body yet that says what is wrong. Whether the client still listens makes no difference.</summary>
    private async Task EndAsync(HttpContext context, byte[] id, Guid token, HashedBody body, MemoryStream packed)
    {
        var (status, type) = (context.Response.StatusCode, context.Response.ContentType);
        if (status >= StatusCodes.Status500InternalServerError || (status >= StatusCodes.Status400BadRequest && type is null))
        {
            await answers.ReleaseAsync(id, token, CancellationToken.None);
            return;
        }

        var request = await body.FinishAsync(BodyLimit, CancellationToken.None);
        var kept = IsSecret(context, status) ? ReadOnlyMemory<byte>.Empty : packed.GetBuffer().AsMemory(0, (int)packed.Length);
        await answers.KeepAsync(id, token, new KeptAnswer(request, status, type, kept), CancellationToken.None);
    }

    private async Task RepeatAsync(HttpContext context, KeptAnswer there, HashedBody body)
    {
        if (there.Status is not { } status || there.Request is null)
        {
            context.Response.Headers.RetryAfter = "1";
            await new Fault(StatusCodes.Status409Conflict, $"{Header}: the first request with this key is not answered yet; repeat it in a moment.", canBeRetried: true).ExecuteAsync(context);
            return;
        }

        if (!CryptographicOperations.FixedTimeEquals(await body.FinishAsync(BodyLimit, context.RequestAborted), there.Request))
        {
            await Fault.Conflict($"{Header}: this key was used for another request; each request needs one of its own.").ExecuteAsync(context);
            return;
        }

        if (IsSecret(context, status))
        {
            await Fault.Conflict($"{Header}: this request was answered already, with a secret that is told once.").ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = there.ContentType;
        context.Response.Headers["Idempotency-Replayed"] = "true";
        using var packed = new MemoryStream(there.Body.ToArray(), writable: false);
        await UnpackAsync(packed, context);
    }

    private static async Task UnpackAsync(MemoryStream packed, HttpContext context)
    {
        await using var unpacking = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        await unpacking.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static bool IsSecret(HttpContext context, int status) =>
        status < StatusCodes.Status400BadRequest && context.GetEndpoint()?.Metadata.GetMetadata<AnswersOnce>() is not null;
}
