using NodaTime;

namespace Daybook.Server.Tests.Hosting;

/// <summary>Stands still until it is set.</summary>
public sealed class TestClock : TimeProvider
{
    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 20, 8, 0);

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
