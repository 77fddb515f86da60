namespace Daybook.Wire;

/// <summary>A merchant.</summary>
public sealed record Company
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The name of the accounting platform it is linked to; <c>Partner Commerce</c> where there is none.</summary>
    public required string Platform { get; init; }

    /// <summary>Where the merchant starts to connect, absolute.</summary>
    public required Uri Redirect { get; init; }

    /// <summary>When data last moved on any of its connections, UTC; absent where never.</summary>
    public DateTime? LastSync { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Created { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required IReadOnlyList<Connection> DataConnections { get; init; }
}

/// <summary>A company's tie to where its sales come from, or to its books.</summary>
public sealed record Connection
{
    public required Guid Id { get; init; }

    /// <summary>The same for every connection to one platform.</summary>
    public required Guid IntegrationId { get; init; }

    /// <summary>The platform's key: four lower-case letters.</summary>
    public required string IntegrationKey { get; init; }

    /// <summary>The same for every connection to one platform.</summary>
    public required Guid SourceId { get; init; }

    /// <summary><c>Accounting</c> or <c>Commerce</c>.</summary>
    public required string SourceType { get; init; }

    public required string PlatformName { get; init; }

    /// <summary>Where the merchant authorizes the connection in a browser, absolute.</summary>
    public required Uri LinkUrl { get; init; }

    /// <summary><c>PendingAuth</c>, <c>Linked</c>, <c>Unlinked</c> or <c>Deauthorized</c>.</summary>
    public required string Status { get; init; }

    /// <summary>UTC; absent where nothing moved yet.</summary>
    public DateTime? LastSync { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Created { get; init; }
}
