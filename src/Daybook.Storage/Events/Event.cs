using NodaTime;

namespace Daybook.Storage;

/// <summary>Something that happened and that others may want to be told of.</summary>
public sealed record Event
{
    /// <summary>Its place in the order of happening; 0 until it is stored.</summary>
    public long Number { get; init; }

    public required Guid Id { get; init; }

    /// <summary>Such as <c>company.created</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The id of the company that it is about; null where it is about none. The company may be gone.</summary>
    public Guid? Company { get; init; }

    public required EventFacts Facts { get; init; }

    public required Instant CreatedAt { get; init; }
}
