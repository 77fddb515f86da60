using System.Globalization;
using Daybook.Server.Hosting;
using Daybook.Server.Requests;
using Daybook.Storage;
using NodaTime;

namespace Daybook.Server.Limits;

/// <summary>How many requests a day (UTC) has, and how many are left of it.</summary>
/// <remarks>Requests are taken from the database a hundredth of the day's at a time, so that several processes share one quota and a request seldom costs a write.</remarks>
internal sealed class DailyQuota(QuotaStore store, DaybookSettings settings, TimeProvider clock) : IDisposable
{
    private const long MostAtATime = 100;
    private const int NoLimit = int.MaxValue;
    private readonly SemaphoreSlim gate = new(1, 1);
    private State state = new(LocalDate.MinIsoValue, 0, 0, IsUsedUp: false);

    /// <summary>Seconds until the next day.</summary>
    public long SecondsLeft => (long)Math.Ceiling((Reset - clock.Now()).TotalSeconds);

    private LocalDate Today => clock.Now().InUtc().Date;

    private Instant Reset => Today.PlusDays(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();

    /// <returns>False where the day has no request left.</returns>
    public async ValueTask<bool> TrySpendAsync(CancellationToken cancellationToken)
    {
        if (settings.DailyQuota is not { } limit)
        {
            return true;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            var now = Of(Today);
            if (now is { Taken: 0, IsUsedUp: false })
            {
                var (given, used) = await store.TakeAsync(now.Day, Math.Clamp(limit / 100, 1, MostAtATime), limit, cancellationToken);
                now = new State(now.Day, given, used, given == 0);
            }

            var maySpend = now.Taken > 0;
            state = maySpend ? now with { Taken = now.Taken - 1 } : now;
            return maySpend;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Shows the quota in the headers of an answer. Without a quota they show a number that nobody reaches.</summary>
    public void Show(IHeaderDictionary headers)
    {
        var now = Of(Today);
        var limit = settings.DailyQuota ?? NoLimit;
        headers["X-Rate-Limit-Limit"] = Text(limit);
        headers["X-Rate-Limit-Remaining"] = Text(settings.DailyQuota is null ? NoLimit : Math.Max(0, limit - now.Used + now.Taken));
        headers["X-Rate-Limit-Reset"] = Text(Reset.ToUnixTimeSeconds());
    }

    /// <summary>Tells once that the quota is whole again after a day on which it was used up.</summary>
    public Task TellResetAsync(CancellationToken cancellationToken) =>
        settings.DailyQuota is { } limit ? store.TellResetAsync(Today, limit, cancellationToken) : Task.CompletedTask;

    public void Dispose() => gate.Dispose();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private State Of(LocalDate day) => state is { } known && known.Day == day ? known : new State(day, 0, 0, IsUsedUp: false);

    /// <param name="Day">The day.</param>
    /// <param name="Taken">Requests that this process has taken and not spent.</param>
    /// <param name="Used">How many all processes have taken, as far as this one knows.</param>
    /// <param name="IsUsedUp">Whether the day has no more.</param>
    private sealed record State(LocalDate Day, long Taken, long Used, bool IsUsedUp);
}
