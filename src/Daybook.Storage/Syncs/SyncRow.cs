using Daybook.Syncing;

namespace Daybook.Storage.Syncs;

internal sealed record SyncRow
{
    public const string Select =
        """
        select id as Id, company as Company, started as Started, finished as Finished, from_time as FromTime, to_time as ToTime, code as Code, status as Status,
            error as Error, data_pushed as DataPushed, undone as Undone, problems as Problems
        from sync 
        """;

    public const string Upsert =
        """
        insert into sync (id, company, started, finished, from_time, to_time, code, status, error, data_pushed, undone, problems)
        values (@Id, @Company, @Started, @Finished, @FromTime, @ToTime, @Code, @Status, @Error, @DataPushed, @Undone, @Problems)
        on conflict (id) do update set
            finished = excluded.finished, from_time = excluded.from_time, to_time = excluded.to_time, code = excluded.code, status = excluded.status,
            error = excluded.error, data_pushed = excluded.data_pushed, undone = excluded.undone, problems = excluded.problems
        """;

    public string Id { get; init; } = "";

    public int Company { get; init; }

    public long Started { get; init; }

    public long? Finished { get; init; }

    public long FromTime { get; init; }

    public long ToTime { get; init; }

    public int Code { get; init; }

    public string Status { get; init; } = "";

    public string? Error { get; init; }

    public bool DataPushed { get; init; }

    public bool Undone { get; init; }

    public string Problems { get; init; } = "";

    public static SyncRow Of(Sync sync) => new()
    {
        Id = Columns.ToText(sync.Id),
        Company = sync.Company,
        Started = Columns.ToTicks(sync.StartedAt),
        Finished = Columns.ToTicks(sync.FinishedAt),
        FromTime = Columns.ToTicks(sync.From),
        ToTime = Columns.ToTicks(sync.To),
        Code = (int)sync.StatusCode,
        Status = sync.Status,
        Error = sync.ErrorMessage,
        DataPushed = sync.DataPushed,
        Undone = sync.IsUndone,
        Problems = Columns.ToJson(sync.Problems),
    };

    public Sync ToSync() => new()
    {
        Id = Columns.ToId(Id),
        Company = Company,
        StartedAt = Columns.ToInstant(Started),
        FinishedAt = Columns.ToInstant(Finished),
        From = Columns.ToInstant(FromTime),
        To = Columns.ToInstant(ToTime),
        StatusCode = (SyncStatusCode)Code,
        Status = Status,
        ErrorMessage = Error,
        DataPushed = DataPushed,
        IsUndone = Undone,
        Problems = Columns.FromJson<List<string>>(Problems),
    };
}
