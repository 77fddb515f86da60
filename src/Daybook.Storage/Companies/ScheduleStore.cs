using Daybook.Storage.Engines;
using Daybook.Syncing;

namespace Daybook.Storage;

/// <summary>How the scheduled syncs of each company have gone lately, and which companies have a schedule at all.</summary>
public sealed class ScheduleStore
{
    private readonly IDialect dialect;

    public ScheduleStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        dialect = database.Dialect;
    }

    /// <summary>The ids of the companies that are configured and switched on, and none of whose active connections is to a platform that is switched off.</summary>
    public async Task<IReadOnlyList<Guid>> ListScheduledAsync(CancellationToken cancellationToken)
    {
        var scheduled = new List<Guid>();
        await using var session = await dialect.ReadAsync(cancellationToken);
        await using var command = session.Command(
            """
            select c.id, f.body from configuration f join company c on c.number = f.company
            where not exists (
                select 1 from connection t join setting s on s.name = @off and s.key = t.platform where t.company = c.number and t.status in (0, 1))
            order by c.number
            """,
            ("off", ContinuousSyncStore.Setting));
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            if (Columns.FromJson<SyncConfiguration>(rows.GetString(1)) is { Configured: true, Enabled: true })
            {
                scheduled.Add(Columns.ToId(rows.GetString(0)));
            }
        }

        return scheduled;
    }

    /// <summary>How it stands with a company; a fresh state where nothing is known.</summary>
    /// <param name="company">The company's number.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<ScheduleState> FindAsync(int company, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<Row>(
            "select attempts as Attempts, failed_days as FailedDays, failed_on as FailedOn, checked_for as CheckedFor, warnings as Warnings, again_from as AgainFrom from schedule where company = @company",
            new { company },
            cancellationToken);
        return row is null ? new ScheduleState() : new ScheduleState
        {
            Attempts = row.Attempts,
            FailedDays = row.FailedDays,
            FailedOn = row.FailedOn is null ? null : Columns.ToDate(row.FailedOn),
            CheckedFor = Columns.ToInstant(row.CheckedFor),
            Warnings = Columns.FromJson<string[]>(row.Warnings),
            AgainFrom = Columns.ToInstant(row.AgainFrom),
        };
    }

    /// <param name="company">The company's number.</param>
    /// <param name="state">How it stands now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task SaveAsync(int company, ScheduleState state, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        await session.ExecuteAsync(
            """
            insert into schedule (company, attempts, failed_days, failed_on, checked_for, warnings, again_from)
            values (@company, @Attempts, @FailedDays, @FailedOn, @CheckedFor, @Warnings, @AgainFrom)
            on conflict (company) do update set attempts = excluded.attempts, failed_days = excluded.failed_days, failed_on = excluded.failed_on,
                checked_for = excluded.checked_for, warnings = excluded.warnings, again_from = excluded.again_from
            """,
            new
            {
                company,
                state.Attempts,
                state.FailedDays,
                FailedOn = state.FailedOn is { } day ? Columns.ToText(day) : null,
                CheckedFor = Columns.ToTicks(state.CheckedFor),
                Warnings = Columns.ToJson(state.Warnings),
                AgainFrom = Columns.ToTicks(state.AgainFrom),
            },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private sealed record Row
    {
        public int Attempts { get; init; }

        public int FailedDays { get; init; }

        public string? FailedOn { get; init; }

        public long? CheckedFor { get; init; }

        public string Warnings { get; init; } = "[]";

        public long? AgainFrom { get; init; }
    }
}
