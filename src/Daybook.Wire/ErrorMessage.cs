namespace Daybook.Wire;

/// <summary>The body of every answer that is not a success.</summary>
public sealed record ErrorMessage
{
    /// <summary>The HTTP status.</summary>
    public required int StatusCode { get; init; }

    /// <summary>Who answers: always <c>Daybook</c>.</summary>
    public required string Service { get; init; }

    /// <summary>What is wrong, in words for the caller.</summary>
    public required string Error { get; init; }

    /// <summary>The trace id under which the server's log tells more.</summary>
    public required string CorrelationId { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>: whether the same request may succeed later.</summary>
    public required string CanBeRetried { get; init; }

    /// <summary>Always 0: the contract has the member, this server has no codes beyond the status.</summary>
    public int DetailedErrorCode { get; init; }

    /// <summary>The faults one by one, where there are several; else absent.</summary>
    public ErrorValidation? Validation { get; init; }
}

/// <summary>Faults of a request, or remarks on a dataset.</summary>
public sealed record ErrorValidation
{
    public required IReadOnlyList<ErrorValidationItem> Errors { get; init; }

    public required IReadOnlyList<ErrorValidationItem> Warnings { get; init; }
}

/// <summary>One fault or remark.</summary>
/// <param name="ItemId">The record or field that it is about.</param>
/// <param name="Message">What is wrong or unusual, in plain words.</param>
/// <param name="ValidatorName">What found it.</param>
public sealed record ErrorValidationItem(string? ItemId, string Message, string? ValidatorName);
