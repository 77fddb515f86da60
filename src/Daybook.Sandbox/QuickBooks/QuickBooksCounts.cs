namespace Daybook.Sandbox.QuickBooks;

/// <summary>Counts calls to a company in fixed windows of a second and a minute.</summary>
internal sealed class QuickBooksCounts
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Second, int InSecond, long Minute, int InMinute)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts a call; false where a limit forbids it.</summary>
    public bool Enter(string realm, QuickBooksLimits limits, DateTimeOffset now)
    {
        lock (gate)
        {
            var (second, minute) = (now.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() / 60);
            var count = counts.GetValueOrDefault(realm);
            var (inSecond, inMinute) = (count.Second == second ? count.InSecond : 0, count.Minute == minute ? count.InMinute : 0);
            if (inSecond >= limits.PerSecond || inMinute >= limits.PerMinute)
            {
                return false;
            }

            counts[realm] = (second, inSecond + 1, minute, inMinute + 1);
            return true;
        }
    }
}
