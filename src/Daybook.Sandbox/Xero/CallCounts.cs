namespace Daybook.Sandbox.Xero;

/// <summary>Counts calls an organisation in fixed windows of a minute and a day, as Xero does.</summary>
internal sealed class CallCounts
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Count> counts = [];

    /// <summary>Counts a call, unless a limit forbids it.</summary>
    /// <returns>The limit that forbids it with the seconds until it is over (0: not said); null where the call may go on.</returns>
    public (string Problem, int RetryAfter)? Enter(Guid organisation, XeroLimits limits, DateTimeOffset now)
    {
        lock (gate)
        {
            var count = Of(organisation);
            var (minute, day) = (now.ToUnixTimeSeconds() / 60, now.ToUnixTimeSeconds() / 86_400);
            count.InMinute = count.Minute == minute ? count.InMinute : 0;
            count.InDay = count.Day == day ? count.InDay : 0;
            (count.Minute, count.Day) = (minute, day);
            if (count.InFlight >= limits.Concurrent)
            {
                return ("concurrent", 0);
            }

            if (count.InDay >= limits.PerDay)
            {
                return ("day", (int)(86_400 - (now.ToUnixTimeSeconds() % 86_400)));
            }

            if (count.InMinute >= limits.PerMinute)
            {
                return ("minute", (int)(60 - (now.ToUnixTimeSeconds() % 60)));
            }

            count.InFlight++;
            count.InMinute++;
            count.InDay++;
            return null;
        }
    }

    public void Leave(Guid organisation)
    {
        lock (gate)
        {
            Of(organisation).InFlight--;
        }
    }

    public (int Minute, int Day) Remaining(Guid organisation, XeroLimits limits)
    {
        lock (gate)
        {
            var count = Of(organisation);
            return (Math.Max(0, limits.PerMinute - count.InMinute), Math.Max(0, limits.PerDay - count.InDay));
        }
    }

    private Count Of(Guid organisation)
    {
        if (!counts.TryGetValue(organisation, out var count))
        {
            counts[organisation] = count = new Count();
        }

        return count;
    }

    private sealed class Count
    {
        public long Minute { get; set; }

        public int InMinute { get; set; }

        public long Day { get; set; }

        public int InDay { get; set; }

        public int InFlight { get; set; }
    }
}
