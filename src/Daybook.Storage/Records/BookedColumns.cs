using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;

namespace Daybook.Storage;

/// <summary>The properties of the list of booked records.</summary>
public static class BookedColumns
{
    private static readonly RecordKind[] Booked = [RecordKind.Order, RecordKind.Payment, .. RecordKinds.OfTransactions];

    internal static readonly ListSource Source = new()
    {
        Select = StandingRow.Select,
        From =
            $"""
            from record r join connection c on c.number = r.connection left join deferred d on d.connection = r.connection and d.record = r.rid
            where r.connection = @connection and r.kind in ({string.Join(',', Booked.Select(kind => (short)kind))}) and r.seq <= c.planned and not r.deleted and d.record is null
            """,
        Unique = "r.rid",
        NewestFirst = true,
    };

    /// <param name="dataType">The name of a kind's data type.</param>
    /// <param name="type">The name of a kind's type; null where it has none.</param>
    public static ListColumns Of(Func<RecordKind, string> dataType, Func<RecordKind, string?> type) => new(
        [
            new ListColumn { Name = "id", Type = ListType.Json, Path = ["id"], ByKey = "r.key = {0}" },
            new ListColumn { Name = "dataType", Type = ListType.Name, Sql = NameOf(dataType) },
            new ListColumn { Name = "type", Type = ListType.Name, Sql = NameOf(type), IsNullable = true },
            new ListColumn { Name = "state", Type = ListType.Name, Sql = "'booked'" },
            new ListColumn { Name = "reason", Type = ListType.Text, Sql = "cast(null as text)", IsNullable = true },
            new ListColumn { Name = "createdDate", Type = ListType.Moment, Sql = "r.created", IsNullable = true },
            new ListColumn { Name = "modifiedDate", Type = ListType.Moment, Sql = "r.changed" },
            new ListColumn { Name = "since", Type = ListType.Moment, Sql = "cast(null as bigint)", IsNullable = true },
        ]);

    private static string NameOf(Func<RecordKind, string?> name) =>
        $"case r.kind {string.Concat(Booked.Where(kind => name(kind) is not null).Select(kind => $"when {(short)kind} then '{name(kind)}' "))}end";
}
