using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The properties of the lists of records by their standing, and of the records behind a figure.</summary>
/// <param name="dataType">The name of a kind's data type.</param>
/// <param name="type">The name of a kind's type; null where it has none.</param>
public sealed class StandingColumns(Func<RecordKind, string> dataType, Func<RecordKind, string?> type)
{
    private static readonly RecordKind[] Kinds = Enum.GetValues<RecordKind>();
    private static readonly RecordKind[] InBooks = [RecordKind.Order, RecordKind.Payment, .. RecordKinds.OfTransactions];

    /// <summary>Of the records that are booked.</summary>
    public ListColumns Booked => Of("'booked'", "cast(null as text)", "cast(null as bigint)");

    /// <summary>Of the records that a plan leaves out, or will book.</summary>
    public ListColumns Planned => Of("@state", "v.reason", "case when @state in ('setAside', 'waiting') then d.since end");

    /// <summary>Of the records whose parts a figure sums.</summary>
    public ListColumns Shares => new(
        [
            .. Identity(),
            new ListColumn { Name = "net", Type = ListType.Number, Sql = "v.net" },
            new ListColumn { Name = "tax", Type = ListType.Number, Sql = "v.tax" },
        ]);

    internal static readonly ListSource BookedSource = new()
    {
        Select = StandingRow.Select,
        From =
            $"""
            from record r join connection c on c.number = r.connection left join deferred d on d.connection = r.connection and d.record = r.rid
            where r.connection = @connection and r.kind in ({string.Join(',', InBooks.Select(kind => (short)kind))}) and r.seq <= c.planned and not r.deleted and d.record is null
            """,
        Unique = "r.rid",
        NewestFirst = true,
    };

    /// <summary>A source of records that the program has found, with what it says of each.</summary>
    /// <param name="rows">A subquery of the column <c>record</c> and others.</param>
    internal static ListSource Given(string rows) => new()
    {
        Select = StandingRow.Select,
        From = $"from {rows} v join record r on r.rid = v.record left join deferred d on d.connection = r.connection and d.record = r.rid where 1 = 1",
        Unique = "r.rid",
    };

    private ListColumns Of(string state, string reason, string since) => new(
        [
            .. Identity(),
            new ListColumn { Name = "state", Type = ListType.Name, Sql = state },
            new ListColumn { Name = "reason", Type = ListType.Text, Sql = reason, IsNullable = true },
            new ListColumn { Name = "createdDate", Type = ListType.Moment, Sql = "r.created", IsNullable = true },
            new ListColumn { Name = "modifiedDate", Type = ListType.Moment, Sql = "r.changed" },
            new ListColumn { Name = "since", Type = ListType.Moment, Sql = since, IsNullable = true },
        ]);

    private IEnumerable<ListColumn> Identity() =>
        [
            new ListColumn { Name = "id", Type = ListType.Json, Path = ["id"], ByKey = "r.key = {0}" },
            new ListColumn { Name = "dataType", Type = ListType.Name, Sql = NameSql.Of("r.kind", Kinds, dataType) },
            new ListColumn { Name = "type", Type = ListType.Name, Sql = NameSql.Of("r.kind", Kinds, type), IsNullable = true },
        ];
}
