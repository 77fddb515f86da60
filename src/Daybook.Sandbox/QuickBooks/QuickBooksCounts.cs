namespace Daybook.Sandbox.QuickBooks;

/// <summary>Counts calls to a company in fixed windows of a second and a minute, those that bring several things once more by themselves.</summary>
internal sealed class QuickBooksCounts
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Second, int InSecond, long Minute, int InMinute, int Batches)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts a call; false where a limit forbids it.</summary>
    public bool Enter(string realm, bool isBatch, QuickBooksLimits limits, DateTimeOffset now)
    {
        lock (gate)
        {
            var (second, minute) = (now.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() / 60);
            var count = counts.GetValueOrDefault(realm);
            var inSecond = count.Second == second ? count.InSecond : 0;
            var (inMinute, batches) = count.Minute == minute ? (count.InMinute, count.Batches) : (0, 0);
            if (inSecond >= limits.PerSecond || inMinute >= limits.PerMinute || (isBatch && batches >= limits.BatchesPerMinute))
            {
                return false;
            }

            counts[realm] = (second, inSecond + 1, minute, inMinute + 1, isBatch ? batches + 1 : batches);
            return true;
        }
    }
}
