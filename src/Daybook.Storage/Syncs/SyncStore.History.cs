using Daybook.Storage.Syncs;
using Daybook.Syncing;

namespace Daybook.Storage;

public sealed partial class SyncStore
{
    private const string History =
        """
        select d.sync as Sync, d.state as State, d.platform_id as PlatformId, d.error as Error, d.requested as Requested, d.completed as Completed, d.body as Body,
            case when s.finished is null then 1 else 0 end as Running
        from document d left join sync s on s.id = d.sync 
        """;

    /// <summary>The company's documents of all syncs, newest first.</summary>
    public async Task<IReadOnlyList<WrittenDocument>> ListWrittenAsync(int company, int skip, int take, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<WrittenRow>(
            $"{History} where d.company = @company and {NotNetted} order by d.ordinal desc limit @take offset @skip", new { company, skip, take }, cancellationToken);
        return rows.ConvertAll(row => row.ToWritten());
    }

    public async Task<int> CountWrittenAsync(int company, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<int>($"select count(*) from document d where d.company = @company and {NotNetted}", new { company }, cancellationToken);
    }

    /// <returns>Null where the company has no document of that id.</returns>
    public async Task<WrittenDocument?> FindWrittenAsync(int company, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<WrittenRow>(
            $"{History} where d.company = @company and d.id = @id and {NotNetted}", new { company, id = Columns.ToText(id) }, cancellationToken);
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

/// <summary>A document with what its history tells.</summary>
/// <param name="Stored">The document and its fate.</param>
/// <param name="IsRunning">Whether the sync that planned it is still running.</param>
public sealed record WrittenDocument(StoredDocument Stored, bool IsRunning);
