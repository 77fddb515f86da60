using NodaTime;

namespace Daybook.Syncing;

/// <summary>One push of one data type: stored whole, or not at all.</summary>
public sealed record Dataset
{
    public required Guid Id { get; init; }

    /// <summary>The company's number.</summary>
    public required int Company { get; init; }

    /// <summary>The commerce connection's number.</summary>
    public required int Connection { get; init; }

    /// <summary>The wire's word, such as <c>commerce-orders</c>.</summary>
    public required string DataType { get; init; }

    public required Instant RequestedAt { get; init; }

    public required Instant CompletedAt { get; init; }

    /// <summary>How many records were sent.</summary>
    public required int Sent { get; init; }

    /// <summary>How many of them changed what was stored.</summary>
    public int Changed { get; init; }

    /// <summary>Records that were set aside, and why.</summary>
    public IReadOnlyList<DatasetRemark> Errors { get; init; } = [];

    /// <summary>Records that are unusual and booked all the same.</summary>
    public IReadOnlyList<DatasetRemark> Warnings { get; init; } = [];
}

/// <summary>A remark on one record of a dataset.</summary>
/// <param name="ItemId">The source's id of the record.</param>
/// <param name="Message">What is wrong or unusual.</param>
public sealed record DatasetRemark(string ItemId, string Message);
