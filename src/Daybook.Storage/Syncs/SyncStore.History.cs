using Daybook.Bookkeeping;
using Daybook.Storage.Listing;
using Daybook.Storage.Syncs;
using Daybook.Syncing;

namespace Daybook.Storage;

public sealed partial class SyncStore
{
    // A document that was sent and not answered is lost once its sync is over.
    private const string IsLost = "d.state = 1 and s.finished is not null";

    private const string HistoryFields =
        """
        select d.sync as Sync, d.state as State, d.platform_id as PlatformId, d.error as Error, d.requested as Requested, d.completed as Completed, d.body as Body,
            case when s.finished is null then 1 else 0 end as Running
        """;

    private const string HistoryRows = " from document d left join sync s on s.id = d.sync ";

    private static ListSource Written => new()
    {
        Select = HistoryFields, From = $"{HistoryRows} where d.company = @company and {NotNetted}", Unique = "d.ordinal", NewestFirst = true,
    };

    /// <summary>The properties of the list of what was written.</summary>
    /// <param name="dataType">What the wire calls a kind of document.</param>
    public static ListColumns WrittenListing(Func<DocumentKind, string> dataType)
    {
        ArgumentNullException.ThrowIfNull(dataType);
        var kinds = string.Concat(Enum.GetValues<DocumentKind>().Select(kind => $" when {(int)kind} then '{dataType(kind)}'"));
        return new ListColumns(
            [
                new ListColumn { Name = "pushOperationKey", Type = ListType.Id, Sql = "d.id" },
                new ListColumn { Name = "companyId", Type = ListType.Id, Sql = "(select id from company where number = d.company)" },
                new ListColumn { Name = "dataType", Type = ListType.Name, Sql = $"(case d.kind{kinds} else '' end)" },
                new ListColumn { Name = "requestedOnUtc", Type = ListType.Moment, Sql = "d.requested" },
                new ListColumn { Name = "completedOnUtc", Type = ListType.Moment, Sql = "d.completed", IsNullable = true },
                new ListColumn { Name = "status", Type = ListType.Name, Sql = StatusSql("'Success'", "'Failed'", "'TimedOut'", "'Pending'") },
                new ListColumn { Name = "statusCode", Type = ListType.Number, Sql = StatusSql("200", "400", "408", "202") },
                new ListColumn { Name = "errorMessage", Type = ListType.Text, Sql = "d.error", IsNullable = true },
            ]);
    }

    /// <summary>The company's documents of all syncs, by <see cref="WrittenListing"/>; else newest first.</summary>
    public async Task<ListPage<WrittenDocument>> ListWrittenAsync(int company, ListQuery query, CancellationToken cancellationToken) =>
        (await Written.ReadAsync<WrittenRow>(dialect, query, new { company }, cancellationToken)).Select(row => row.ToWritten());

    /// <returns>Null where the company has no document of that id.</returns>
    public async Task<WrittenDocument?> FindWrittenAsync(int company, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<WrittenRow>(
            $"{HistoryFields}{HistoryRows} where d.company = @company and d.id = @id and {NotNetted}", new { company, id = Columns.ToText(id) }, cancellationToken);
        return row?.ToWritten();
    }

    private static string StatusSql(string success, string failed, string timedOut, string pending) =>
        $"(case when d.state in (2, 4) then {success} when d.state = 3 then {failed} when {IsLost} then {timedOut} else {pending} end)";

    private sealed record WrittenRow
    {
        public string Sync { get; init; } = "";

        public short State { get; init; }

        public string? PlatformId { get; init; }

        public string? Error { get; init; }

        public long Requested { get; init; }

        public long? Completed { get; init; }

        public string Body { get; init; } = "";

        public int Running { get; init; }

        public WrittenDocument ToWritten()
        {
            var row = new DocumentRow { Sync = Sync, State = State, PlatformId = PlatformId, Error = Error, Requested = Requested, Completed = Completed, Body = Body };
            return new WrittenDocument(row.ToDocument(), Running == 1);
        }
    }
}

/// <summary>A document with what its history tells.</summary>
/// <param name="Stored">The document and its fate.</param>
/// <param name="IsRunning">Whether the sync that planned it is still running.</param>
public sealed record WrittenDocument(StoredDocument Stored, bool IsRunning);
