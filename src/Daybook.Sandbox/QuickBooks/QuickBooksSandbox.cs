using System.Collections.Concurrent;
using System.Globalization;
using Daybook.Sandbox.QuickBooks.Books;
using Daybook.Sandbox.QuickBooks.Consent;

namespace Daybook.Sandbox.QuickBooks;

/// <summary>A stand-in for QuickBooks Online with one user and three companies: two British ones and one of the United States with automated sales tax. More can be added, each with a user of its own.</summary>
public sealed class QuickBooksSandbox
{
    public const string ClientId = "SANDBOX-CLIENT";
    public const string ClientSecret = "sandbox-secret";

    private const int Demo = 3;
    private readonly FaultPlan faults = new();
    private readonly Lock adding = new();
    private volatile QuickBooksCompany[] companies;

    public QuickBooksSandbox(TimeProvider clock, Func<Guid> newId)
    {
        Clock = clock;
        companies =
        [
            DemoCompany.British("9130347957983201", "Harbour Coffee (sandbox)", clock),
            DemoCompany.British("9130347957983202", "Second Shop (sandbox)", clock),
            DemoCompany.American("9130347957983203", "Pier Street Coffee (sandbox)", clock),
        ];
        Grants = new QuickBooksGrants(clock, newId);
    }

    public IReadOnlyList<QuickBooksCompany> Companies => companies;

    /// <summary>What a company takes before it answers 429.</summary>
    public QuickBooksLimits Limits { get; set; } = new();

    /// <summary>Every call to the API as it came, the newest last.</summary>
    public ConcurrentQueue<QuickBooksCall> Calls { get; } = [];

    /// <summary>Whether bodies of requests and answers are kept in <see cref="Calls"/>.</summary>
    public bool KeepsBodies { get; set; }

    internal TimeProvider Clock { get; }

    internal QuickBooksGrants Grants { get; }

    internal FirstReplies Replies { get; private set; } = new();

    internal QuickBooksCounts Counts { get; } = new();

    /// <summary>The companies of the user whom the page of consent shows.</summary>
    internal IEnumerable<QuickBooksCompany> OfTheUser => companies.Take(Demo);

    /// <summary>Opens one more British company, of a user who has no other.</summary>
    public QuickBooksCompany Add(string name)
    {
        lock (adding)
        {
            var added = DemoCompany.British(string.Create(CultureInfo.InvariantCulture, $"{9_130_347_957_983_201 + companies.Length}"), name, Clock);
            companies = [.. companies, added];
            return added;
        }
    }

    /// <summary>Empties the books of all companies, and forgets every call; accounts, tax codes, customers, suppliers and consents stay.</summary>
    public void Clear()
    {
        foreach (var company in companies)
        {
            company.Clear();
        }

        Replies = new FirstReplies();
        Calls.Clear();
    }

    /// <summary>Makes the next calls that fit go wrong.</summary>
    public void Plan(Fault fault) => faults.Add(fault);

    /// <summary>Ends every access token; refresh tokens stay.</summary>
    public void ExpireAccessTokens() => Grants.ExpireAccessTokens();

    /// <summary>As if the merchant had taken the consent back in QuickBooks.</summary>
    public void Revoke() => Grants.RevokeAll();

    /// <summary>Takes one fault that fits; null where none waits.</summary>
    internal FaultKind? Take(string method, string path) => faults.Take(method, path);
}

/// <summary>A call as it came and was answered.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Behind the company, without the query.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Request">The body; null where none is kept.</param>
/// <param name="Answer">The body of the answer; null where none is kept.</param>
public sealed record QuickBooksCall(string Method, string Path, int Status, string? Request, string? Answer);

/// <summary>What a company takes before it answers 429.</summary>
/// <param name="PerMinute">Calls in a minute of the clock.</param>
/// <param name="PerSecond">Calls in a second of the clock.</param>
public sealed record QuickBooksLimits(int PerMinute = 500, int PerSecond = 10, int BatchesPerMinute = 40);
