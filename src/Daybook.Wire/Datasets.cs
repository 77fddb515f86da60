namespace Daybook.Wire;

/// <summary>How a push fared.</summary>
public sealed record PullOperation
{
    public required Guid Id { get; init; }

    public required Guid CompanyId { get; init; }

    public required Guid ConnectionId { get; init; }

    /// <summary>Such as <c>commerce-orders</c>.</summary>
    public required string DataType { get; init; }

    /// <summary>Always <c>Complete</c>: a push is stored whole before it is answered, or not at all.</summary>
    public required string Status { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Requested { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Completed { get; init; }

    /// <summary>Percent: always 100.</summary>
    public required int Progress { get; init; }

    public required bool IsCompleted { get; init; }

    public required bool IsErrored { get; init; }
}

/// <summary>Where a record stands on its way into the books.</summary>
public sealed record RecordStanding
{
    /// <summary>The source's id.</summary>
    public required string Id { get; init; }

    /// <summary>Such as <c>commerce-orders</c>.</summary>
    public required string DataType { get; init; }

    /// <summary>For a transaction its type; else absent.</summary>
    public string? Type { get; init; }

    /// <summary><c>setAside</c>, <c>waiting</c>, <c>pending</c> or <c>booked</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it is not in the books; absent where it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The record's createdDate, UTC; absent where it has none.</summary>
    public DateTime? CreatedDate { get; init; }

    /// <summary>When the source last changed it, UTC.</summary>
    public required DateTime ModifiedDate { get; init; }

    /// <summary>When it was first seen waiting or set aside, UTC; absent where that is not kept.</summary>
    public DateTime? Since { get; init; }
}

/// <summary>How fresh one type of data is.</summary>
public sealed record DataStatus
{
    /// <summary>Such as <c>commerce-orders</c>.</summary>
    public required string DataType { get; init; }

    /// <summary>UTC; for what is read where it lies the moment of asking; absent where nothing came yet.</summary>
    public DateTime? LastSuccessfulSync { get; init; }

    /// <summary><c>Complete</c>, or <c>Initial</c> where nothing came yet.</summary>
    public required string CurrentStatus { get; init; }

    /// <summary>The newest dataset.</summary>
    public Guid? LatestSyncId { get; init; }

    /// <summary>The newest dataset that was stored: the same, since a refused one is none.</summary>
    public Guid? LatestSuccessfulSyncId { get; init; }
}
