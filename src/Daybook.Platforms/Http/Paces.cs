using System.Collections.Concurrent;

namespace Daybook.Platforms.Http;

/// <summary>The pace of each set of books on a platform, within the pace of all of them together.</summary>
internal sealed class Paces(PaceLimits each, PaceLimits all, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Pace> paces = new(StringComparer.Ordinal);
    private readonly Pace together = new(all, time);

    public Pace Of(string organisation) => paces.GetOrAdd(organisation, _ => new Pace(each, time));

    /// <summary>Waits for the turn of one call to an organisation.</summary>
    /// <returns>To be disposed when the answer is there.</returns>
    public async Task<IDisposable> EnterAsync(string organisation, CancellationToken cancellationToken)
    {
        var own = await Of(organisation).EnterAsync(cancellationToken);
        try
        {
            return new Both(own, await together.EnterAsync(cancellationToken));
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        together.Dispose();
        foreach (var pace in paces.Values)
        {
            pace.Dispose();
        }
    }

    private sealed class Both(IDisposable one, IDisposable other) : IDisposable
    {
        public void Dispose()
        {
            other.Dispose();
            one.Dispose();
        }
    }
}
