using Daybook.Storage.Engines;
using Daybook.Syncing;
using NodaTime;
using NodaTime.Extensions;

namespace Daybook.Storage;

/// <summary>Limits of calls to platforms, kept for all servers of the database. Their clocks must agree to a fraction of the shortest limit.</summary>
public sealed class PaceStore : ISharedPace
{
    /// <summary>No lot lives longer: what seems to was given out by a clock that was wrong.</summary>
    private static readonly Duration LongestLife = Duration.FromMinutes(5);

    /// <summary>The longest limit of any platform is one a day.</summary>
    private static readonly Duration Kept = Duration.FromHours(25);

    private readonly IDialect dialect;
    private readonly TimeProvider clock;

    public PaceStore(Database database, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
        this.clock = clock;
    }

    private Instant Now => clock.GetUtcNow().ToInstant();

    /// <inheritdoc/>
    public async Task<CallLot> TakeAsync(string name, IReadOnlyList<CallLimit> limits, int wanted, Duration life, CallLot? unused, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        await using var session = await dialect.WriteAsync(cancellationToken);

        // The row is held from here to the end of the transaction: one server takes at a time.
        var closedUntil = await session.FirstAsync<long>(
            "insert into pace (name, closed_until) values (@name, 0) on conflict (name) do update set closed_until = pace.closed_until returning closed_until", new { name }, cancellationToken);
        if (unused is not null)
        {
            await session.ExecuteAsync("update pace_lot set calls = calls - @Calls where number = @Number and calls >= @Calls", new { unused.Number, unused.Calls }, cancellationToken);
        }

        var now = Now;
        var since = now - limits.Max(limit => limit.Within);
        var taken = await session.ListAsync<LotRow>(
            "select until as Until, calls as Calls from pace_lot where name = @name and until > @since and until <= @latest order by until",
            new { name, since = Columns.ToTicks(since), latest = Columns.ToTicks(now + LongestLife) },
            cancellationToken);
        var next = limits.Select(limit => limit.NextOf(taken, now)).Append(Columns.ToInstant(closedUntil)).Max();
        var calls = next > now ? 0 : limits.Select(limit => limit.FreeOf(taken, now)).Append(wanted).Min();
        var number = calls == 0 ? 0 : await session.FirstAsync<long>(
            "insert into pace_lot (name, until, calls) values (@name, @until, @calls) returning number", new { name, until = Columns.ToTicks(now + life), calls }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new CallLot(number, calls, calls == 0 ? next : now + life);
    }

    /// <inheritdoc/>
    public async Task GiveBackAsync(CallLot lot, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lot);
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("delete from pace_lot where number = @Number", new { lot.Number }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RestAsync(string name, Instant until, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            "insert into pace (name, closed_until) values (@name, @until) on conflict (name) do update set closed_until = excluded.closed_until where pace.closed_until < excluded.closed_until",
            new { name, until = Columns.ToTicks(until) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Forgets what no limit counts any more.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync("delete from pace_lot where until < @old", new { old = Columns.ToTicks(Now - Kept) }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
