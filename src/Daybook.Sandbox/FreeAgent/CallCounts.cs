namespace Daybook.Sandbox.FreeAgent;

/// <summary>Counts calls by what they are counted for, in windows that begin with the clock's minute and hour.</summary>
internal sealed class CallCounts
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Counted, long Window), int> counts = [];

    /// <summary>Counts a call, unless a limit forbids it.</summary>
    /// <returns>FreeAgent's words where it is forbidden; else null.</returns>
    public string? Enter(string counted, int perMinute, int perHour, DateTimeOffset now)
    {
        var (minute, hour) = (($"{counted} a minute", now.ToUnixTimeSeconds() / 60), ($"{counted} an hour", now.ToUnixTimeSeconds() / 3_600));
        lock (gate)
        {
            var (inMinute, inHour) = (counts.GetValueOrDefault(minute), counts.GetValueOrDefault(hour));
            if (inMinute >= perMinute)
            {
                return $"You must not exceed {perMinute} requests per 60 seconds";
            }

            if (inHour >= perHour)
            {
                return $"You must not exceed {perHour} requests per 3600 seconds";
            }

            foreach (var old in counts.Keys.Where(key => key != minute && key != hour && (key.Counted == minute.Item1 || key.Counted == hour.Item1)).ToList())
            {
                counts.Remove(old);
            }

            (counts[minute], counts[hour]) = (inMinute + 1, inHour + 1);
            return null;
        }
    }
}
