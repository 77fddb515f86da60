using System.Data.Common;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;
using Daybook.Storage.Syncs;
using Daybook.Syncing;

namespace Daybook.Storage.Engines;

/// <summary>What the two engines do each in its own way: everything else is SQL that both take.</summary>
internal interface IDialect : IAsyncDisposable
{
    /// <summary>The name that people know the engine by.</summary>
    string Engine { get; }

    /// <summary>The part of a migration's file name that says it is for this engine.</summary>
    string Suffix { get; }

    /// <summary>A subquery of one column <c>value</c> over the numbers or texts in the parameter <c>@set</c>.</summary>
    string Values { get; }

    /// <summary>As <see cref="Values"/>, over keys.</summary>
    string Keys { get; }

    /// <summary>A subquery over rows that the program itself has found: of each name a column, from the parameter of that name. Their values are given as those of <c>@set</c>.</summary>
    string Rows(params IReadOnlyList<string> names);

    /// <summary>How lists are asked for.</summary>
    IListSyntax Listing { get; }

    /// <summary>Turns among the servers of the database.</summary>
    ITurns Turns { get; }

    Task<Session> ReadAsync(CancellationToken cancellationToken);

    /// <summary>For several reads that must see the same, and for lists.</summary>
    Task<Session> SnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction.</summary>
    Task<Session> WriteAsync(CancellationToken cancellationToken);

    /// <summary>Keeps other processes from migrating until the session ends.</summary>
    Task LockMigrationsAsync(Session session, CancellationToken cancellationToken);

    /// <summary>The value of <c>@set</c> for numbers.</summary>
    object SetOf(ReadOnlySpan<long> numbers);

    /// <summary>The value of <c>@set</c> for texts.</summary>
    object SetOf(IEnumerable<string> texts);

    /// <summary>The value of a column of <see cref="Rows"/> that holds amounts.</summary>
    object SetOf(IEnumerable<decimal> amounts);

    /// <summary>The value of a parameter that is a key.</summary>
    object KeyOf(RecordKey key);

    /// <summary>The value of <c>@set</c> for keys.</summary>
    object SetOf(ReadOnlySpan<RecordKey> keys);

    /// <summary>Puts versions into the table of records, by <see cref="RecordTable.VersionRule"/>.</summary>
    Task<Upserted> UpsertAsync(Session session, UpsertPlace place, IReadOnlyList<RecordVersion> versions, CancellationToken cancellationToken);

    /// <summary>Adds to the counts of records listed.</summary>
    Task AddTalliesAsync(Session session, int connection, IReadOnlyList<TallyRow> tallies, CancellationToken cancellationToken);

    /// <summary>Adds parts, numbered from 0 up in each document of a plan.</summary>
    Task InsertPartsAsync(Session session, IEnumerable<PartRow> parts, CancellationToken cancellationToken);

    /// <summary>Adds deferrals, by <see cref="DeferralTable.Insert"/>.</summary>
    Task InsertDeferralsAsync(Session session, DeferralRound round, IReadOnlyList<Deferral> deferrals, CancellationToken cancellationToken);

    /// <summary>The record that the reader stands on, whose columns are those of <see cref="RecordTable.Columns"/>.</summary>
    StoredRecord ReadRecord(DbDataReader row);
}
