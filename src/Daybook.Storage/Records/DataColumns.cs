using System.Collections.Frozen;
using Daybook.Storage.Listing;
using Daybook.Storage.Records;

namespace Daybook.Storage;

/// <summary>The properties of lists of pushed records: every member of what was sent, and what the server knows of it.</summary>
public static class DataColumns
{
    internal static readonly ListColumn Modified = new()
    {
        Name = "modifiedDate",
        Type = ListType.Moment,
        Sql = "r.seen",

        // What was seen later has a later sequence: whoever asks for what is new must not have all looked at.
        NotBefore = $"r.seq >= (select coalesce(min(t.bucket) << {TallyRow.Shift}, {long.MaxValue}) from tally t where t.connection = @connection and t.seen >= {{0}})",
    };

    /// <param name="members">The members that records of the type may have: the list can be ordered by them.</param>
    /// <param name="names">Those of them that hold one of a fixed set of names.</param>
    public static ListColumns Of(FrozenSet<string> members, params IReadOnlyList<string> names) => new(
        [
            new ListColumn { Name = "id", Type = ListType.Json, Path = ["id"], IsNullable = true, ByKey = "r.key = {0}" },
            Modified,
            new ListColumn { Name = "createdDate", Type = ListType.Moment, Sql = "r.created", IsNullable = true },
            .. names.Select(name => new ListColumn { Name = name, Type = ListType.Json, Path = [name], IsNullable = true, IsName = true }),
        ],
        new OpenObject("", members));
}
