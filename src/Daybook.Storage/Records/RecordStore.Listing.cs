using Daybook.Storage.Engines;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;
using Daybook.Syncing;

namespace Daybook.Storage;

public sealed partial class RecordStore
{
    /// <summary>The orders, payments and transactions that a plan has looked at and that are in the books (or have no effect), by <see cref="StandingColumns.Booked"/>; else newest first.</summary>
    public async Task<ListPage<RecordStanding>> ListBookedAsync(int connection, ListQuery query, CancellationToken cancellationToken) =>
        (await StandingColumns.BookedSource.ReadAsync<StandingRow>(dialect, query, new { connection }, cancellationToken)).Select(row => row.ToStanding());

    /// <summary>The records that a plan leaves out, or will book, by <see cref="StandingColumns.Planned"/>; else in the order of their numbers.</summary>
    /// <param name="reasons">What the plan says of each record, by its number.</param>
    /// <param name="state">The name of their state, as answers show it.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<ListPage<RecordStanding>> ListPlannedAsync(IReadOnlyDictionary<long, string> reasons, string state, ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        var records = reasons.Keys.ToArray();
        var given = SetParameters.Of(("record", dialect.SetOf(records)), ("reason", dialect.SetOf(records.Select(record => reasons[record]))), ("state", state));
        var page = await StandingColumns.Given(dialect.Rows("record", "reason")).ReadAsync<StandingRow>(dialect, query, given, cancellationToken);
        return page.Select(row => row.ToStanding() with { Reason = reasons[row.Number] });
    }

    /// <summary>A text that changes with whatever may change how the records of a connection stand.</summary>
    public async Task<string> ReadMarkAsync(int connection, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<string>(
            """
            select c.number || ' ' || c.head || ' ' || c.planned || ' ' || c.meaning_changed || ' ' || p.plans
                || ' ' || (select count(*) from deferred d where d.connection = c.number)
                || ' ' || (select count(*) || ' ' || coalesce(sum(s.code), 0) || ' ' || coalesce(max(s.finished), 0) from sync s where s.company = p.number)
                || ' ' || (select count(*) || ' ' || coalesce(sum(d.state), 0) from document d where d.company = p.number)
            from connection c join company p on p.number = c.company where c.number = @connection
            """,
            new { connection },
            cancellationToken) ?? "";
    }

    /// <summary>The records whose parts a figure sums, by <see cref="StandingColumns.Shares"/>; else in the order of their numbers.</summary>
    /// <param name="shares">What each record puts there, by its number.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<ListPage<RecordShare>> ListSharesAsync(IReadOnlyDictionary<long, (decimal Net, decimal Tax)> shares, ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shares);
        var records = shares.Keys.ToArray();
        var given = SetParameters.Of(
            ("record", dialect.SetOf(records)), ("net", dialect.SetOf(records.Select(record => shares[record].Net))), ("tax", dialect.SetOf(records.Select(record => shares[record].Tax))));
        var page = await StandingColumns.Given(dialect.Rows("record", "net", "tax")).ReadAsync<StandingRow>(dialect, query, given, cancellationToken);
        return page.Select(row => new RecordShare(row.ToStanding(), shares[row.Number].Net, shares[row.Number].Tax));
    }
}

/// <summary>What a record puts on a figure.</summary>
/// <param name="Record">The record.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">The tax.</param>
public sealed record RecordShare(RecordStanding Record, decimal Net, decimal Tax);
