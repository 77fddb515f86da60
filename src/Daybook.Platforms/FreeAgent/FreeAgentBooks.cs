using System.Collections.Concurrent;
using Daybook.Bookkeeping;
using Daybook.Platforms.FreeAgent.Forms;
using Daybook.Platforms.Http;
using Daybook.Platforms.OAuth;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Books kept in FreeAgent.</summary>
public sealed partial class FreeAgentBooks : IOAuthPlatform, IDisposable
{
    private readonly Paces paces;
    private readonly FreeAgentCalls calls;
    private readonly FreeAgentChartReader charts;
    private readonly FreeAgentMemory memory;
    private readonly TimeProvider time;

    /// <summary>Documents of one company are written one after the other: FreeAgent's check of numbers is not safe against two at once.</summary>
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> writing = [];

    public FreeAgentBooks(FreeAgentOptions options, IHttpClientFactory http, AccessTokens tokens, TimeProvider time, ISharedPace? shared = null)
    {
        App = options.ToApp();
        this.time = time;
        paces = new Paces(Key, options.Limits, new PaceLimits(int.MaxValue, int.MaxValue, int.MaxValue), time, shared);
        calls = new FreeAgentCalls(http, options, App, tokens, paces);
        charts = new FreeAgentChartReader(calls, time);
        memory = new FreeAgentMemory(time);
    }

    public string Key => "fbrh";

    public string Name => "FreeAgent";

    public bool LinksAtOnce => false;

    public OAuthApp App { get; }

    public void Dispose()
    {
        paces.Dispose();
        foreach (var turn in writing.Values)
        {
            turn.Dispose();
        }
    }

    public async Task<Chart> ReadChartAsync(PlatformLink link, CancellationToken cancellationToken) => (await charts.ReadAsync(link.Connection, cancellationToken)).ToChart();

    /// <summary>Writes one document; the platform's id of it is where its forms stand.</summary>
    public Task<WriteOutcome> WriteAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken) =>
        InTurnAsync(link, () => WriteInTurnAsync(link, document, platformIdOf, cancellationToken), cancellationToken);

    public async Task<string?> FindAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        // Who asks may have sent it, or a form of it, in another process.
        memory.Try(document.Id);
        var chart = await charts.GetAsync(link.Connection, cancellationToken);
        var forms = memory.WasVoided(document.Id) ? [] : FormsOf(link, document, chart, platformIdOf).Forms;
        return (await LookupOf(link).FindAllAsync(document, forms, cancellationToken)).PlatformId;
    }

    /// <summary>Deletes what the document became: FreeAgent keeps no trace of it.</summary>
    public Task<WriteOutcome> VoidAsync(PlatformLink link, Document document, string platformId, CancellationToken cancellationToken) =>
        InTurnAsync(link, () => VoidInTurnAsync(link, document, platformId, cancellationToken), cancellationToken);

    /// <summary>A token opens one company.</summary>
    public async Task<IReadOnlyList<Organisation>> ReadOrganisationsAsync(string accessToken, Func<string, string?> callback, CancellationToken cancellationToken) =>
        await calls.ReadCompanyAsync(accessToken, cancellationToken) is { } company
            ? [new Organisation(company.Text("subdomain") ?? company.Text("url") ?? "", company.Text("name") ?? "", null)]
            : [];

    /// <summary>FreeAgent lets no program take the consent back: the merchant removes the app there.</summary>
    public Task DisconnectAsync(Guid connection, CancellationToken cancellationToken)
    {
        charts.Forget(connection);
        return Task.CompletedTask;
    }

    private async Task<WriteOutcome> WriteInTurnAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        if (memory.WasVoided(document.Id))
        {
            return new WriteOutcome.Rejected(Refusal.Invalid, $"{document.Number} was taken out of FreeAgent and can't be written again.");
        }

        var wasTried = memory.WasTried(document.Id);
        try
        {
            var (chart, refusal) = await CheckAsync(link, document, cancellationToken);
            var (forms, formless) = FormsOf(link, document, chart, platformIdOf);
            refusal ??= formless;
            var writer = new FreeAgentWriter(calls, memory, link.Connection, document);
            if (refusal is null)
            {
                return Noted(link, await writer.WriteAsync(forms, cancellationToken));
            }

            // It may stand there, whole or in part, from before what is in its way now.
            var standing = wasTried ? await LookupOf(link).FindAllAsync(document, forms, cancellationToken) : new FreeAgentStanding([], IsWhole: false);
            return standing.PlatformId is { } id ? new WriteOutcome.Accepted(id) : await writer.TakeBackAsync(standing.Ids, refusal, cancellationToken);
        }
        catch (PlatformNotAuthorizedException closed) when (wasTried)
        {
            return new WriteOutcome.Unanswered(closed.Message);
        }
    }

    /// <summary>A refusal may show that the chart has changed.</summary>
    private WriteOutcome Noted(PlatformLink link, WriteOutcome outcome)
    {
        if (outcome is WriteOutcome.Rejected { Refusal: Refusal.NotActive or Refusal.DayClosed })
        {
            charts.Forget(link.Connection);
        }

        return outcome;
    }

    private (IReadOnlyList<FreeAgentForm> Forms, WriteOutcome.Rejected? Refusal) FormsOf(PlatformLink link, Document document, FreeAgentChart chart, Func<Guid, string?> platformIdOf) =>
        FreeAgentCheck.Formless(document, chart, link) is { } formless ? ([], formless)
            : new FreeAgentForms(chart, link, calls.Url, Instant.FromDateTimeOffset(time.GetUtcNow()).InUtc().Date).Of(document, platformIdOf);

    private FreeAgentLookup LookupOf(PlatformLink link) => new(calls, memory, link.Connection);

    private async Task<WriteOutcome> VoidInTurnAsync(PlatformLink link, Document document, string platformId, CancellationToken cancellationToken)
    {
        var removal = new FreeAgentRemoval(calls, link.Connection);
        foreach (var id in FreeAgentId.Split(platformId).Reverse())
        {
            if (await removal.RemoveAsync(id, cancellationToken) is { } problem)
            {
                return problem;
            }
        }

        memory.Void(document.Id);
        return new WriteOutcome.Accepted(platformId);
    }

    /// <summary>A chart that was read some minutes ago may be too old to refuse by, never too old to send by: FreeAgent refuses by itself.</summary>
    private async Task<(FreeAgentChart Chart, WriteOutcome.Rejected? Refusal)> CheckAsync(PlatformLink link, Document document, CancellationToken cancellationToken)
    {
        var chart = await charts.GetAsync(link.Connection, cancellationToken);
        var refusal = FreeAgentCheck.Refusal(document, chart, link);
        if (refusal is { Refusal: Refusal.NotActive or Refusal.DayClosed })
        {
            chart = await charts.ReadAsync(link.Connection, cancellationToken);
            refusal = FreeAgentCheck.Refusal(document, chart, link);
        }

        return (chart, refusal);
    }

    private async Task<WriteOutcome> InTurnAsync(PlatformLink link, Func<Task<WriteOutcome>> work, CancellationToken cancellationToken)
    {
        var turn = writing.GetOrAdd(link.Connection, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        catch (PlatformNotAuthorizedException closed)
        {
            return new WriteOutcome.Rejected(Refusal.NotAuthorized, closed.Message);
        }
        catch (PlatformUnavailableException unavailable)
        {
            return new WriteOutcome.Unanswered(unavailable.Message);
        }
        finally
        {
            turn.Release();
        }
    }
}
