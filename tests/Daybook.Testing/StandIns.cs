using Daybook.Platforms.FreeAgent;
using Daybook.Platforms.Http;
using Daybook.Platforms.QuickBooks;
using Daybook.Platforms.Xero;
using Daybook.Sandbox;
using Daybook.Sandbox.FreeAgent;
using Daybook.Sandbox.QuickBooks;
using Daybook.Sandbox.Xero;
using Daybook.Testing.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Testing;

/// <summary>The stand-ins of Xero, QuickBooks Online and FreeAgent in this process, with books that outlive the servers that write to them.</summary>
public sealed class StandIns : IAsyncDisposable
{
    private static readonly PaceLimits Ample = new(5, 1_000_000, 1_000_000);
    private readonly TimeProvider clock;
    private readonly string? database;
    private WebApplication app;
    private int opened;

    private StandIns(WebApplication app, TimeProvider clock, string? database)
    {
        this.app = app;
        this.clock = clock;
        this.database = database;
    }

    /// <summary>Where they listen.</summary>
    public Uri Address => new(app.Urls.First());

    public XeroSandbox Xero => app.Services.GetRequiredService<XeroSandbox>();

    public QuickBooksSandbox QuickBooks => app.Services.GetRequiredService<QuickBooksSandbox>();

    public FreeAgentSandbox FreeAgent => app.Services.GetRequiredService<FreeAgentSandbox>();

    /// <summary>An app that calls the stand-in as fast as it likes.</summary>
    public XeroOptions XeroApp => new()
    {
        ClientId = XeroSandbox.ClientId, ClientSecret = XeroSandbox.ClientSecret, Authority = new Uri(Address, "xero/identity"), Api = new Uri(Address, "xero"), Limits = Ample,
    };

    /// <inheritdoc cref="XeroApp"/>
    public QuickBooksOptions QuickBooksApp => new()
    {
        ClientId = QuickBooksSandbox.ClientId, ClientSecret = QuickBooksSandbox.ClientSecret, Authority = new Uri(Address, "quickbooks"), Api = new Uri(Address, "quickbooks"), Limits = Ample, BatchLimits = Ample,
    };

    /// <inheritdoc cref="XeroApp"/>
    public FreeAgentOptions FreeAgentApp => new()
    {
        ClientId = FreeAgentSandbox.ClientId, ClientSecret = FreeAgentSandbox.ClientSecret, Api = new Uri(Address, "freeagent"), Limits = Ample,
    };

    /// <summary>The environment variables of a server that is to find them.</summary>
    public (string Name, string Value)[] Settings
    {
        get
        {
            var url = app.Urls.First();
            return
            [
                ("DAYBOOK_XERO_AUTHORITY", $"{url}/xero/identity"), ("DAYBOOK_XERO_API", $"{url}/xero"),
                ("DAYBOOK_XERO_CLIENT_ID", XeroSandbox.ClientId), ("DAYBOOK_XERO_CLIENT_SECRET", XeroSandbox.ClientSecret),
                ("DAYBOOK_QUICKBOOKS_AUTHORITY", $"{url}/quickbooks"), ("DAYBOOK_QUICKBOOKS_API", $"{url}/quickbooks"),
                ("DAYBOOK_QUICKBOOKS_CLIENT_ID", QuickBooksSandbox.ClientId), ("DAYBOOK_QUICKBOOKS_CLIENT_SECRET", QuickBooksSandbox.ClientSecret),
                ("DAYBOOK_FREEAGENT_API", $"{url}/freeagent"), ("DAYBOOK_FREEAGENT_CLIENT_ID", FreeAgentSandbox.ClientId), ("DAYBOOK_FREEAGENT_CLIENT_SECRET", FreeAgentSandbox.ClientSecret),
            ];
        }
    }

    /// <summary>How many calls came, and how many of them were answered 429, by platform.</summary>
    public IReadOnlyDictionary<string, (int Calls, int TooMany)> Calls => new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["Xero"] = Count(Xero.Calls.Select(call => call.Status)),
        ["QuickBooks"] = Count(QuickBooks.Calls.Select(call => call.Status)),
        ["FreeAgent"] = Count(FreeAgent.Calls.Select(call => call.Status)),
    };

    public static async Task<StandIns> StartAsync() => new(await RunAsync(Anywhere, TimeProvider.System, null), TimeProvider.System, null);

    /// <summary>Starts them without limits, beside a clock that stands still: a rest that a stand-in asked for would never end.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="database">The file that keeps what they are told; null: none.</param>
    public static async Task<StandIns> StartUnhurriedAsync(TimeProvider clock, string? database = null)
    {
        var standIns = new StandIns(await RunAsync(Anywhere, clock, database), clock, database);
        standIns.Unhurry();
        return standIns;
    }

    /// <summary>Stops them and starts them again where they were, without limits.</summary>
    public async Task RestartAsync()
    {
        var address = Address;
        await app.StopAsync();
        await app.DisposeAsync();
        app = await RunAsync(address, clock, database);
        Unhurry();
    }

    private static Uri Anywhere => new("http://127.0.0.1:0");

    private static async Task<WebApplication> RunAsync(Uri address, TimeProvider clock, string? database)
    {
        var built = SandboxApp.Build(address, clock, Guid.NewGuid, database);
        await built.StartAsync();
        return built;
    }

    private void Unhurry()
    {
        Xero.Limits = new XeroLimits(1_000, 1_000_000, 1_000_000);
        QuickBooks.Limits = new QuickBooksLimits(1_000_000, 1_000_000, 1_000_000);
        FreeAgent.Limits = new FreeAgentLimits(1_000_000, 1_000_000, 1_000_000);
    }

    /// <summary>From now on an answer takes between these times; half of it before the work, half after.</summary>
    public void AnswerWithin(TimeSpan least, TimeSpan most)
    {
        var slowness = app.Services.GetRequiredService<Slowness>();
        (slowness.Least, slowness.Most) = (least, most);
    }

    /// <summary>One more organisation on the next of the platforms.</summary>
    public OrganisationBooks Open()
    {
        var number = Interlocked.Increment(ref opened);
        var name = $"Shop {number}";
        return (number % 3) switch
        {
            0 => OrganisationBooks.Of(Xero.Add(name)),
            1 => OrganisationBooks.Of(QuickBooks.Add(name)),
            _ => OrganisationBooks.Of(FreeAgent.Add(name)),
        };
    }

    /// <summary>What the accounts of a platform's first organisation hold, by name.</summary>
    public IReadOnlyDictionary<string, decimal> TrialBalance(string platform) => platform switch
    {
        "gbol" => Xero.Organisations[0].TrialBalance(),
        "qhyg" => QuickBooks.Companies[0].TrialBalance(),
        "fbrh" => FreeAgent.Companies[0].TrialBalance(),
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, "No stand-in has this key."),
    };

    /// <summary>Empties all books; the organisations stay as they were opened.</summary>
    public void Clear()
    {
        Xero.Clear();
        QuickBooks.Clear();
        FreeAgent.Clear();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static (int Calls, int TooMany) Count(IEnumerable<int> statuses)
    {
        var all = statuses.ToList();
        return (all.Count, all.Count(status => status == 429));
    }
}
