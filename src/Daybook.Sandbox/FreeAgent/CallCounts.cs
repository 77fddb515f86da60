namespace Daybook.Sandbox.FreeAgent;

/// <summary>Counts calls by what they are counted for, in windows that begin with the clock's minute and hour.</summary>
internal sealed class CallCounts
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Minute, int InMinute, long Hour, int InHour)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts a call, unless a limit forbids it.</summary>
    /// <returns>FreeAgent's words where it is forbidden; else null.</returns>
    public string? Enter(string counted, int perMinute, int perHour, DateTimeOffset now)
    {
        var (minute, hour) = (now.ToUnixTimeSeconds() / 60, now.ToUnixTimeSeconds() / 3_600);
        lock (gate)
        {
            var known = counts.GetValueOrDefault(counted);
            var (inMinute, inHour) = (known.Minute == minute ? known.InMinute : 0, known.Hour == hour ? known.InHour : 0);
            if (inMinute >= perMinute)
            {
                return $"You must not exceed {perMinute} requests per 60 seconds";
            }

            if (inHour >= perHour)
            {
                return $"You must not exceed {perHour} requests per 3600 seconds";
            }

            counts[counted] = (minute, inMinute + 1, hour, inHour + 1);
            return null;
        }
    }
}
