using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Daybook.Syncing;

/// <summary>Reads a stream on a thread of its own, a few batches ahead: reading and unpacking records costs as much as planning them.</summary>
internal static class ReadingAhead
{
    private const int BatchSize = 1_024;
    private const int BatchesAhead = 4;

    public static async IAsyncEnumerable<T> Ahead<T>(this IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = Channel.CreateBounded<List<T>>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => ReadAsync(source, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                foreach (var item in batch)
                {
                    yield return item;
                }
            }
        }
        finally
        {
            // Whoever stops early must not leave a reader behind.
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>Never fails: a fault of the source ends the channel and reaches its reader.</summary>
    private static async Task ReadAsync<T>(IAsyncEnumerable<T> source, ChannelWriter<List<T>> target, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new List<T>(BatchSize);
            await foreach (var item in source.WithCancellation(cancellationToken))
            {
                batch.Add(item);
                if (batch.Count == BatchSize)
                {
                    await target.WriteAsync(batch, cancellationToken);
                    batch = new List<T>(BatchSize);
                }
            }

            await target.WriteAsync(batch, cancellationToken);
            target.Complete();
        }
        catch (Exception fault)
        {
            target.Complete(fault);
        }
    }
}
