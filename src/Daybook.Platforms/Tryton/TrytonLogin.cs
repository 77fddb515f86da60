using System.Text.Json;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.Tryton;

/// <summary>How we sign in to a merchant's Tryton.</summary>
public sealed record TrytonLogin
{
    /// <summary>The address of the server, http or https, without the database.</summary>
    public required Uri Server { get; init; }

    /// <summary>The name of the database on the server.</summary>
    public required string Database { get; init; }

    /// <summary>The login of a user of Tryton; its company is the one whose books these are.</summary>
    public required string User { get; init; }

    /// <summary>A secret.</summary>
    public required string Password { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{User} at {Server}, database {Database}";

    /// <summary>As it is kept: the login buys sessions as a refresh token buys access tokens.</summary>
    internal Authorization For(string company, string companyName, Instant now) => new()
    {
        AccessToken = "", AccessExpiresAt = now, RefreshToken = JsonSerializer.Serialize(this), Organisation = company, OrganisationName = companyName,
    };

    /// <summary>The login that is kept in an authorization.</summary>
    internal static TrytonLogin Of(Authorization authorization) => JsonSerializer.Deserialize<TrytonLogin>(authorization.RefreshToken)!;
}

/// <summary>What came of trying a login.</summary>
public abstract record TrytonWelcome
{
    private TrytonWelcome()
    {
    }

    /// <summary>It opens books.</summary>
    /// <param name="Authorization">What is to be kept; its organisation is the company.</param>
    public sealed record Opened(Authorization Authorization) : TrytonWelcome;

    /// <summary>It opens nothing that could be written to.</summary>
    /// <param name="Message">Why, and what to do, in words for the merchant.</param>
    public sealed record Refused(string Message) : TrytonWelcome;
}
