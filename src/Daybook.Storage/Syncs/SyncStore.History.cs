using Daybook.Storage.Listing;
using Daybook.Storage.Syncs;
using Daybook.Syncing;

namespace Daybook.Storage;

public sealed partial class SyncStore
{
    private const string HistoryFields =
        """
        select d.sync as Sync, d.state as State, d.platform_id as PlatformId, d.error as Error, d.requested as Requested, d.completed as Completed, d.body as Body,
            case when s.finished is null then 1 else 0 end as Running
        """;

    private static ListSource History => new()
    {
        Select = HistoryFields,
        From = $"from document d left join sync s on s.id = d.sync where d.company = @company and {NotNetted}",
        Unique = "d.ordinal",
        NewestFirst = true,
    };

    /// <summary>The company's documents of all syncs, by <see cref="WrittenDocument.Listing"/>; else newest first.</summary>
    public async Task<ListPage<WrittenDocument>> ListWrittenAsync(int company, ListQuery query, CancellationToken cancellationToken) =>
        (await History.ReadAsync<WrittenRow>(dialect, query, new { company }, cancellationToken)).Select(row => row.ToWritten());

    /// <summary>The documents that a sync wrote, by <see cref="DocumentColumns"/>; else in the order of writing.</summary>
    public async Task<ListPage<StoredDocument>> ListDocumentsAsync(int company, Guid sync, ListQuery query, CancellationToken cancellationToken) =>
        (await DocumentColumns.Source.ReadAsync<DocumentRow>(dialect, query, new { company, sync = Columns.ToText(sync) }, cancellationToken)).Select(row => row.ToDocument());

    /// <returns>Null where the company has no document of that id.</returns>
    public async Task<WrittenDocument?> FindWrittenAsync(int company, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<WrittenRow>(
            $"{HistoryFields} {History.From} and d.id = @id", new { company, id = Columns.ToText(id) }, cancellationToken);
        return row?.ToWritten();
    }

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
