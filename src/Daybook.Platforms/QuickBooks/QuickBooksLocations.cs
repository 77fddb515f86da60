using System.Collections.Concurrent;
using Daybook.Bookkeeping;
using Daybook.Platforms.Http;

namespace Daybook.Platforms.QuickBooks;

/// <summary>Finds QuickBooks' own location, which its API calls a department, of the name of a document's. Locations are the merchant's: none is ever made.</summary>
internal sealed class QuickBooksLocations(QuickBooksCalls calls, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<Guid, (IReadOnlyDictionary<string, string> Locations, DateTimeOffset ReadAt)> remembered = [];

    /// <summary>The id; null where the document is of no location, the company tracks none, or none has its name.</summary>
    public async Task<string?> OfAsync(Guid connection, QuickBooksChart chart, Document document, CancellationToken cancellationToken)
    {
        if (!chart.TracksLocations || document.LocationName is not { } location)
        {
            return null;
        }

        if (!remembered.TryGetValue(connection, out var known) || time.GetUtcNow() - known.ReadAt >= Remembered)
        {
            var departments = await calls.AllAsync(connection, "Department", "Active = true", cancellationToken);
            var byName = departments.DistinctBy(one => one.Text("Name") ?? "", StringComparer.OrdinalIgnoreCase).ToDictionary(one => one.Text("Name") ?? "", one => one.Text("Id")!, StringComparer.OrdinalIgnoreCase);
            remembered[connection] = known = (byName, time.GetUtcNow());
        }

        return known.Locations.GetValueOrDefault(location);
    }

    /// <summary>Locations have changed, as a refusal shows.</summary>
    public void Forget(Guid connection) => remembered.TryRemove(connection, out _);
}
