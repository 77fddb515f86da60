using System.Net;

namespace Daybook.Server.Tests.Hosting;

/// <summary>A JSON body that begins at once and ends when it is let go: its request is under way until then.</summary>
public sealed class HeldContent : HttpContent
{
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ReadOnlyMemory<byte> json;

    public HeldContent(ReadOnlyMemory<byte> json)
    {
        this.json = json;
        Headers.ContentType = new("application/json");
    }

    /// <summary>Ends when the beginning is on its way.</summary>
    public Task Begun => begun.Task;

    public void LetGo() => gate.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(json[..1]);
        await stream.FlushAsync();
        begun.TrySetResult();
        await gate.Task;
        await stream.WriteAsync(json[1..]);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = json.Length;
        return true;
    }
}
