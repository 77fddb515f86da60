namespace Daybook.Syncing.Tests.StandIns;

/// <summary>Time that passes when it is told to; timers go off on the way, in their order.</summary>
public sealed class SetTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<SetTimer> timers = [];
    private DateTimeOffset now = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SetTimer(this, () => callback(state));
        lock (gate)
        {
            timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    public void Pass(TimeSpan time)
    {
        var end = GetUtcNow() + time;
        while (Next(end) is { } due)
        {
            due.GoOff();
        }
    }

    /// <summary>Moves on to the next timer, or to the end.</summary>
    private SetTimer? Next(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            now = next?.Due > now ? next.Due.Value : next is null ? end : now;
            next?.Advance();
            return next;
        }
    }

    private sealed class SetTimer(SetTime time, Action goOff) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset? Due { get; private set; }

        public void GoOff() => goOff();

        public void Advance() => Due = period > TimeSpan.Zero ? Due + period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime;
                this.period = period;
                return true;
            }
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
