using System.Collections.Concurrent;
using Daybook.Sandbox.Xero.Books;
using Daybook.Sandbox.Xero.Consent;

namespace Daybook.Sandbox.Xero;

/// <summary>A stand-in for Xero with one user and two organisations; more can be added, each with a user of its own.</summary>
public sealed class XeroSandbox
{
    public const string ClientId = "SANDBOX-CLIENT";
    public const string ClientSecret = "sandbox-secret";

    internal static readonly Guid DemoUser = Guid.Empty;

    private readonly FaultPlan faults = new();
    private readonly Lock adding = new();
    private volatile XeroOrganisation[] organisations;

    public XeroSandbox(TimeProvider clock, Func<Guid> newId)
    {
        Clock = clock;
        NewId = newId;
        organisations = [DemoOrganisation.Create("Harbour Coffee (sandbox)", DemoUser, clock, newId), DemoOrganisation.Create("Second Shop (sandbox)", DemoUser, clock, newId)];
        Grants = new Grants(clock, newId);
    }

    public IReadOnlyList<XeroOrganisation> Organisations => organisations;

    /// <summary>What an organisation takes before it answers 429.</summary>
    public XeroLimits Limits { get; set; } = new();

    /// <summary>Every call to the API as it came, the newest last: method and path.</summary>
    public ConcurrentQueue<XeroCall> Calls { get; } = [];

    /// <summary>Whether bodies of requests and answers are kept in <see cref="Calls"/>.</summary>
    public bool KeepsBodies { get; set; }

    internal TimeProvider Clock { get; }

    internal Func<Guid> NewId { get; }

    internal Grants Grants { get; }

    internal IdempotencyMemory Idempotency { get; private set; } = new();

    internal CallCounts Counts { get; } = new();

    /// <summary>Opens one more organisation, of a user who has no other.</summary>
    public XeroOrganisation Add(string name)
    {
        var added = DemoOrganisation.Create(name, NewId(), Clock, NewId);
        lock (adding)
        {
            organisations = [.. organisations, added];
        }

        return added;
    }

    /// <summary>Empties the books of all organisations, and forgets every call; charts, contacts and consents stay.</summary>
    public void Clear()
    {
        foreach (var organisation in organisations)
        {
            organisation.Clear();
        }

        Idempotency = new IdempotencyMemory();
        Calls.Clear();
    }

    /// <summary>Makes the next calls that fit go wrong.</summary>
    public void Plan(Fault fault) => faults.Add(fault);

    /// <summary>Ends every access token; refresh tokens stay.</summary>
    public void ExpireAccessTokens() => Grants.ExpireAccessTokens();

    /// <summary>As if the merchant had taken the consent back in Xero.</summary>
    public void Revoke() => Grants.RevokeAll();

    /// <summary>Takes one fault that fits; null where none waits.</summary>
    internal FaultKind? Take(string method, string path) => faults.Take(method, path);
}

/// <summary>A call as it came and was answered.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Behind the version, without the query.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Request">The body; null where none is kept.</param>
/// <param name="Answer">The body of the answer; null where none is kept.</param>
public sealed record XeroCall(string Method, string Path, int Status, string? Request, string? Answer);
