namespace Daybook.Wire;

/// <summary>A company as its commerce software knows it.</summary>
public sealed record CommerceProfile
{
    public required string CompanyName { get; init; }

    /// <summary>The id of the connection that its sales come by.</summary>
    public required string CommercePlatformRef { get; init; }

    /// <summary>When the company was created here, UTC.</summary>
    public required DateTime CreatedDate { get; init; }
}
