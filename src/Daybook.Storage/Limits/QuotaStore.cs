using Daybook.Storage.Engines;
using NodaTime;

namespace Daybook.Storage;

/// <summary>How many requests each day has seen, for all processes together.</summary>
public sealed class QuotaStore
{
    private readonly Database database;
    private readonly IDialect dialect;

    public QuotaStore(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
        dialect = database.Dialect;
    }

    /// <summary>Takes requests out of a day's quota, to be spent one by one.</summary>
    /// <param name="day">The day, UTC.</param>
    /// <param name="wanted">How many.</param>
    /// <param name="limit">How many the day has.</param>
    /// <param name="cancellationToken">Cancels the call; nothing is taken then.</param>
    /// <returns>How many were given (less than wanted where the day has no more), and how many of the day are given by now. The first time that there is none the event is raised.</returns>
    public async Task<(long Given, long Used)> TakeAsync(LocalDate day, long wanted, long limit, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var parameters = new { day = Columns.ToText(day), no = false, yes = true };
        var used = await session.FirstAsync<long>(
            "insert into quota (day, used, reached, told) values (@day, 0, @no, @no) on conflict (day) do update set used = quota.used returning used", parameters, cancellationToken);
        var given = Math.Clamp(limit - used, 0, wanted);
        if (given > 0)
        {
            await session.ExecuteAsync("update quota set used = used + @given where day = @day", new { parameters.day, given }, cancellationToken);
        }
        else if (await session.ExecuteAsync("update quota set reached = @yes where day = @day and reached = @no", parameters, cancellationToken) == 1)
        {
            await EventStore.AddAsync(session, database, "client.rateLimit.reached", new EventFacts { Quota = new QuotaFacts((int)limit, 0, day.PlusDays(1)) }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return (given, used + given);
    }

    /// <summary>Raises the event that the quota is whole again, once for each earlier day whose quota was used up, and forgets days of more than a week ago.</summary>
    public async Task TellResetAsync(LocalDate today, long limit, CancellationToken cancellationToken)
    {
        await using var session = await dialect.WriteAsync(cancellationToken);
        var parameters = new { today = Columns.ToText(today), old = Columns.ToText(today.PlusDays(-7)), no = false, yes = true };
        if (await session.ExecuteAsync("update quota set told = @yes where day < @today and reached = @yes and told = @no", parameters, cancellationToken) > 0)
        {
            await EventStore.AddAsync(session, database, "client.rateLimit.reset", new EventFacts { Quota = new QuotaFacts((int)limit, (int)limit, today.PlusDays(1)) }, cancellationToken);
        }

        await session.ExecuteAsync("delete from quota where day < @old", parameters, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
