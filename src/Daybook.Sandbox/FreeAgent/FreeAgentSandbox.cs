using System.Collections.Concurrent;
using Daybook.Sandbox.FreeAgent.Books;
using Daybook.Sandbox.FreeAgent.Consent;

namespace Daybook.Sandbox.FreeAgent;

/// <summary>A stand-in for FreeAgent with two companies, to which more can be added; a consent opens one of them.</summary>
public sealed class FreeAgentSandbox
{
    public const string ClientId = "SANDBOX-CLIENT";
    public const string ClientSecret = "sandbox-secret";

    private const int Demo = 2;
    private readonly FaultPlan faults = new();
    private readonly Lock adding = new();
    private volatile FreeAgentCompany[] companies;

    public FreeAgentSandbox(TimeProvider clock, Func<Guid> newId)
    {
        Clock = clock;
        NewId = newId;
        companies = [DemoCompany.Create(1, "Harbour Coffee Ltd (sandbox)", "harbourcoffee", clock), DemoCompany.Create(2, "Second Shop Ltd (sandbox)", "secondshop", clock)];
        Grants = new Grants(clock, newId);
    }

    public IReadOnlyList<FreeAgentCompany> Companies => companies;

    /// <summary>What a company takes before it answers 429.</summary>
    public FreeAgentLimits Limits { get; set; } = new();

    /// <summary>Every call to the API as it came, the newest last.</summary>
    public ConcurrentQueue<FreeAgentCall> Calls { get; } = [];

    internal TimeProvider Clock { get; }

    internal Func<Guid> NewId { get; }

    internal Grants Grants { get; }

    internal CallCounts Counts { get; } = new();

    /// <summary>The companies that the page of consent shows.</summary>
    internal IEnumerable<FreeAgentCompany> OfTheUser => companies.Take(Demo);

    /// <summary>Opens one more company.</summary>
    public FreeAgentCompany Add(string name)
    {
        lock (adding)
        {
            var number = companies.Length + 1;
            var added = DemoCompany.Create(number, name, $"shop{number}", Clock);
            companies = [.. companies, added];
            return added;
        }
    }

    /// <summary>Empties the books of all companies, and forgets every call; categories, bank accounts, contacts and consents stay.</summary>
    public void Clear()
    {
        foreach (var company in companies)
        {
            company.Clear();
        }

        Calls.Clear();
    }

    /// <summary>Makes the next calls that fit go wrong.</summary>
    public void Plan(Fault fault) => faults.Add(fault);

    /// <summary>Ends every access token; refresh tokens stay.</summary>
    public void ExpireAccessTokens() => Grants.ExpireAccessTokens();

    /// <summary>As if the merchant had removed the app in FreeAgent.</summary>
    public void Revoke() => Grants.RevokeAll();

    /// <summary>Takes one fault that fits; null where none waits.</summary>
    internal FaultKind? Take(string method, string path) => faults.Take(method, path);
}

/// <summary>A call as it came and was answered.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Behind the version, without the query.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Request">The body.</param>
public sealed record FreeAgentCall(string Method, string Path, int Status, string Request);
