namespace Daybook.Wire;

/// <summary>Something written to a company's books.</summary>
public sealed record PushOperation<T>
{
    /// <summary>What was written; absent where it is told elsewhere.</summary>
    public T? Data { get; init; }

    /// <summary>What changed in the books; empty while nothing did.</summary>
    public required IReadOnlyList<PushChange> Changes { get; init; }

    /// <summary>Such as <c>invoices</c>.</summary>
    public required string DataType { get; init; }

    public required Guid CompanyId { get; init; }

    /// <summary>For what a sync wrote, the document's id.</summary>
    public required Guid PushOperationKey { get; init; }

    /// <summary>The accounting connection's id.</summary>
    public required Guid DataConnectionKey { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RequestedOnUtc { get; init; }

    /// <summary>UTC; absent while it is not over.</summary>
    public DateTime? CompletedOnUtc { get; init; }

    /// <summary>Pending, Success, Failed, or TimedOut where the answer was lost: the next sync looks for it first.</summary>
    public required string Status { get; init; }

    /// <summary>Why it failed, in plain words.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The status in HTTP's numbers: 202, 200, 400 or 408.</summary>
    public required int StatusCode { get; init; }
}

/// <summary>A change in the books.</summary>
/// <param name="Type"><c>Created</c> or <c>Deleted</c>.</param>
/// <param name="RecordRef">What was changed.</param>
public sealed record PushChange(string Type, PushedRecordRef RecordRef);

/// <summary>A record in the books.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="DataType">Such as <c>invoices</c>.</param>
public sealed record PushedRecordRef(string Id, string DataType);
