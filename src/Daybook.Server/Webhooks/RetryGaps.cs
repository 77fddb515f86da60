using NodaTime;

namespace Daybook.Server.Webhooks;

/// <summary>How long to wait after a delivery failed: longer each time, and never the same for all.</summary>
internal static class RetryGaps
{
    /// <summary>A subscriber that fails for longer is switched off.</summary>
    public static readonly Duration GiveUpAfter = Duration.FromDays(3);

    private static readonly Duration[] Gaps =
    [
        Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromMinutes(30),
        Duration.FromHours(1), Duration.FromHours(2), Duration.FromHours(4), Duration.FromHours(8),
    ];

    /// <param name="attempts">How often it has failed, this time included.</param>
    /// <param name="subscriber">Decides the share of a fifth that is added or taken off.</param>
    public static Duration After(int attempts, Guid subscriber)
    {
        var gap = Gaps[Math.Clamp(attempts - 1, 0, Gaps.Length - 1)];
        Span<byte> bytes = stackalloc byte[16];
        subscriber.TryWriteBytes(bytes);
        var share = (bytes[(attempts * 7) % 16] / 255.0 * 0.4) - 0.2;
        return gap + (gap * share);
    }
}
