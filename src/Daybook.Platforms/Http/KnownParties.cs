using System.Collections.Concurrent;

namespace Daybook.Platforms.Http;

/// <summary>Customers and suppliers of each set of books as they were read. Asked again, a platform need only tell what changed since, for there may be thousands.</summary>
/// <param name="idOf">The platform's id of one.</param>
/// <param name="time">The time.</param>
internal sealed class KnownParties<T>(Func<T, string> idOf, TimeProvider time)
{
    /// <summary>After so long all are read again: platforms don't count every change as one, and don't tell of what was deleted.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromDays(7);

    /// <summary>Whether a moment counts as before or after is not said, and clocks differ.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, Known> known = [];

    /// <summary>Begins to read them.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="organisation">Whose they are: a connection may be tied to another organisation than before.</param>
    public Reading Begin(Guid connection, string organisation)
    {
        var now = time.GetUtcNow();
        return new Reading(this, connection, now, known.TryGetValue(connection, out var read) && read.Organisation == organisation && now - read.WholeAt < Trusted
            ? read : new Known(organisation, new Dictionary<string, T>(), now, null));
    }

    /// <summary>They have changed, as a refusal shows.</summary>
    public void Forget(Guid connection) => known.TryRemove(connection, out _);

    private Dictionary<string, T> Remember(Guid connection, Known before, DateTimeOffset begun, IEnumerable<T> changed)
    {
        var all = new Dictionary<string, T>(before.Parties, StringComparer.Ordinal);
        foreach (var one in changed)
        {
            all[idOf(one)] = one;
        }

        known[connection] = before with { Parties = all, ReadAt = begun };
        return all;
    }

    /// <summary>Reading them once.</summary>
    /// <param name="parties">Where what is read is remembered.</param>
    /// <param name="connection">The connection's id.</param>
    /// <param name="begun">When it began.</param>
    /// <param name="before">What is known of them.</param>
    internal sealed class Reading(KnownParties<T> parties, Guid connection, DateTimeOffset begun, Known before)
    {
        /// <summary>What is to be asked for: what was created or changed since; null: all.</summary>
        public DateTimeOffset? Since => before.ReadAt - Overlap;

        /// <summary>All of them by id, once that is read.</summary>
        public IReadOnlyDictionary<string, T> End(IEnumerable<T> changed) => parties.Remember(connection, before, begun, changed);
    }

    /// <summary>Parties as they were read.</summary>
    /// <param name="Organisation">Whose they are.</param>
    /// <param name="Parties">All of them, by id.</param>
    /// <param name="WholeAt">When all were read.</param>
    /// <param name="ReadAt">When what changed was read last; null: never.</param>
    internal sealed record Known(string Organisation, IReadOnlyDictionary<string, T> Parties, DateTimeOffset WholeAt, DateTimeOffset? ReadAt);
}
