namespace Daybook.Wire;

/// <summary>Who uses this server: a client with its merchants.</summary>
public sealed record Profile
{
    public string? Name { get; init; }

    public string? LogoUrl { get; init; }

    public string? IconUrl { get; init; }

    /// <summary>Where merchants are sent to connect; <c>{companyId}</c> stands for the company's id.</summary>
    public string? RedirectUrl { get; init; }

    /// <summary>Origins of the client's own pages.</summary>
    public IReadOnlyList<string>? WhiteListUrls { get; init; }

    /// <summary>Sent as <c>Authorization</c> with what rules post; absent: nothing is sent.</summary>
    public string? AlertAuthHeader { get; init; }

    /// <summary>Whether merchants confirm their company's name.</summary>
    public bool? ConfirmCompanyName { get; init; }
}

/// <summary>A key to the API.</summary>
public sealed record ApiKeyDetails
{
    public required Guid Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The key itself: told once, in the answer that makes it. Only its hash is stored.</summary>
    public string? ApiKey { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedDate { get; init; }
}

/// <summary>Makes an API key.</summary>
/// <param name="Name">At most 50 characters; may be absent.</param>
public sealed record ApiKeyRequest(string? Name);

/// <summary>A list that is always told whole.</summary>
public sealed record Whole<T>(IReadOnlyList<T> Results);
