using NodaTime;

namespace Daybook.Storage.Tests;

/// <summary>Stands still until it is set.</summary>
public sealed class SettableClock : TimeProvider
{
    public Instant Now { get; set; } = Some.Time(0);

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
