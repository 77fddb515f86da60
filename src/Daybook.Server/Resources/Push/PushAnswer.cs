using System.Text;

namespace Daybook.Server.Resources.Push;

/// <summary>The answer to a push: what was sent, byte for byte, and the id under which it is stored.</summary>
internal static class PushAnswer
{
    private static readonly byte[] Start = "{\"data\":"u8.ToArray();

    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body, Guid dataset)
    {
        var end = Encoding.ASCII.GetBytes($",\"datasetId\":\"{dataset}\"}}");
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = Start.Length + body.Length + end.Length;
        await context.Response.Body.WriteAsync(Start, context.RequestAborted);
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
        await context.Response.Body.WriteAsync(end, context.RequestAborted);
    }
}
