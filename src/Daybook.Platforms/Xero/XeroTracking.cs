using System.Collections.Concurrent;
using Daybook.Bookkeeping;

namespace Daybook.Platforms.Xero;

/// <summary>Finds what sales of a location are tracked under: an option of the location's name, in any tracking category. Options are the merchant's: none is ever made.</summary>
internal sealed class XeroTracking(XeroCalls calls, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<Guid, (IReadOnlyDictionary<string, XeroTracked> Options, DateTimeOffset ReadAt)> remembered = [];

    /// <summary>Null where the document is of no location, or no option has its name.</summary>
    public async Task<XeroTracked?> OfAsync(Guid connection, Document document, CancellationToken cancellationToken)
    {
        if (document.LocationName is not { } location)
        {
            return null;
        }

        if (!remembered.TryGetValue(connection, out var known) || time.GetUtcNow() - known.ReadAt >= Remembered)
        {
            remembered[connection] = known = (await ReadAsync(connection, cancellationToken), time.GetUtcNow());
        }

        return known.Options.GetValueOrDefault(location);
    }

    /// <summary>Options have changed, as a refusal shows.</summary>
    public void Forget(Guid connection) => remembered.TryRemove(connection, out _);

    private async Task<Dictionary<string, XeroTracked>> ReadAsync(Guid connection, CancellationToken cancellationToken)
    {
        var categories = (await calls.ReadAsync(connection, "TrackingCategories", cancellationToken))?.List("TrackingCategories") ?? [];
        return categories.Where(category => category.Text("Status") == "ACTIVE")
            .SelectMany(category => category.List("Options").Where(option => option.Text("Status") == "ACTIVE").Select(option => new XeroTracked(category.Text("Name")!, option.Text("Name")!)))
            .DistinctBy(tracked => tracked.Option, StringComparer.OrdinalIgnoreCase).ToDictionary(tracked => tracked.Option, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>What a line is tracked under.</summary>
/// <param name="Name">The category's name.</param>
/// <param name="Option">The option's name.</param>
internal sealed record XeroTracked(string Name, string Option);
