using Daybook.Sandbox;
using Daybook.Sandbox.FreeAgent;
using Daybook.Sandbox.QuickBooks;
using Daybook.Sandbox.Xero;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Testing.Cluster;

/// <summary>The stand-ins of all platforms in this process, for servers in others: as many organisations as are asked for, a mixture of Xero, QuickBooks Online and FreeAgent.</summary>
public sealed class StandIns : IAsyncDisposable
{
    private readonly WebApplication app;
    private int opened;

    private StandIns(WebApplication app) => this.app = app;

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

    private XeroSandbox Xero => app.Services.GetRequiredService<XeroSandbox>();

    private QuickBooksSandbox QuickBooks => app.Services.GetRequiredService<QuickBooksSandbox>();

    private FreeAgentSandbox FreeAgent => app.Services.GetRequiredService<FreeAgentSandbox>();

    public static async Task<StandIns> StartAsync()
    {
        var built = SandboxApp.Build(new Uri("http://127.0.0.1:0"), TimeProvider.System, Guid.NewGuid);
        await built.StartAsync();
        return new StandIns(built);
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
