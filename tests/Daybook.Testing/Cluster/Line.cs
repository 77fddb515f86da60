using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Daybook.Testing.Cluster;

/// <summary>
/// A line to a server on this machine that can be cut and mended. While it is cut nothing passes and nobody is told: what was sent is delivered when the line is whole again,
/// as by a network that was split for a while.
/// </summary>
public sealed class Line : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> carrying = [];
    private readonly int target;
    private readonly Task accepting;
    private volatile TaskCompletionSource whole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="target">The port of the server.</param>
    public Line(int target)
    {
        this.target = target;
        whole.SetResult();
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>The port of the near end.</summary>
    public int Port { get; }

    public void Cut() => whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend() => whole.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(carrying);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync(stop.Token);
                carrying.Add(CarryAsync(near));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The line is taken down.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using var ends = near;
        try
        {
            await whole.Task.WaitAsync(stop.Token);
            await far.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException)
        {
            // One end hung up, or the line is taken down.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, stop.Token)) > 0)
            {
                await whole.Task.WaitAsync(stop.Token);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), stop.Token);
            }

            await whole.Task.WaitAsync(stop.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // As above.
        }
    }
}
