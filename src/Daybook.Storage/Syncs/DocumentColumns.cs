using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Storage.Syncs;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>The properties of the list of a sync's documents.</summary>
public static class DocumentColumns
{
    public static readonly ListColumns All = new(
        [
            new ListColumn { Name = "id", Type = ListType.Id, Sql = "d.id" },
            new ListColumn { Name = "number", Type = ListType.Text, Sql = "d.number", IsNullable = true },
            new ListColumn { Name = "kind", Type = ListType.Name, Sql = NameSql.Of<DocumentKind>("d.kind") },
            InBody("date"),
            new ListColumn { Name = "currency", Type = ListType.Text, Sql = "d.currency" },
            InBody("location"),
            InBody("total"),
            InBody("account"),
            InBody("fromAccount"),
            new ListColumn { Name = "target", Type = ListType.Id, Sql = "d.target", IsNullable = true },
            new ListColumn { Name = "source", Type = ListType.Id, Sql = "d.source", IsNullable = true },
            new ListColumn { Name = "state", Type = ListType.Name, Sql = NameSql.Of<DocumentState>("d.state") },
            new ListColumn { Name = "platformId", Type = ListType.Text, Sql = "d.platform_id", IsNullable = true },
            new ListColumn { Name = "error", Type = ListType.Text, Sql = "d.error", IsNullable = true },
            new ListColumn { Name = "syncId", Type = ListType.Id, Sql = "d.sync" },
        ]);

    internal static readonly ListSource Source = new()
    {
        Select = DocumentRow.Fields,
        From = $"from document d where d.company = @company and d.sync = @sync and d.kind <> {(int)DocumentKind.Netted}",
        Unique = "d.ordinal",
    };

    private static ListColumn InBody(string name) => new() { Name = name, Type = ListType.Json, Sql = "d.body", Path = [name], IsNullable = true };
}
