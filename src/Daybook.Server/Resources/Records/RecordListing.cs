using Daybook.Bookkeeping;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Storage.Listing;
using Daybook.Syncing;
using Microsoft.Extensions.Caching.Memory;
using NodaTime;

namespace Daybook.Server.Resources.Records;

/// <summary>Where the records of a commerce connection stand, by state: what is booked is known, the rest is looked at as the next plan would.</summary>
internal sealed class RecordListing(RecordStore records, ConfigurationStore configurations, SyncStore syncs, Planner planner, TimeProvider clock) : IDisposable
{
    private const string NextSync = "The next sync books it.";
    private const long MostRemembered = 2_000_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);
    private static readonly RecordState[] Unbooked = [RecordState.SetAside, RecordState.Waiting, RecordState.Pending];
    private static readonly AccountMap AnyAccount = new(_ => "any", _ => "any");

    /// <summary>How a company that has configured nothing yet is looked at: as if everything were synced.</summary>
    private static readonly SyncConfiguration Everything = new() { Payments = new PaymentChoices { SyncPayments = true }, Fees = new FeeChoices { SyncFees = true } };

    private readonly MemoryCache looks = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>The records that are booked.</summary>
    public Task<ListPage<RecordStanding>> ListBookedAsync(Connection commerce, ListQuery query, CancellationToken cancellationToken) =>
        records.ListBookedAsync(commerce.Number, query, cancellationToken);

    /// <summary>The records in any other state: a plan knows which they are, the database filters, orders and cuts them.</summary>
    public async Task<ListPage<RecordStanding>> ReadAsync(Company company, Connection commerce, RecordState state, ListQuery query, CancellationToken cancellationToken) =>
        await records.ListPlannedAsync(await ReasonsAsync(company, commerce, state, cancellationToken), RecordShape.NameOf(state), query, cancellationToken);

    /// <summary>How many records are in a state other than booked.</summary>
    public async Task<int> CountAsync(Company company, Connection commerce, RecordState state, CancellationToken cancellationToken) =>
        (await ReasonsAsync(company, commerce, state, cancellationToken)).Count;

    public void Dispose() => looks.Dispose();

    /// <summary>What is said of each record in a state, by its number. While nothing changes, one look a minute serves every page of every such list.</summary>
    private async Task<IReadOnlyDictionary<long, string>> ReasonsAsync(Company company, Connection commerce, RecordState state, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var configuration = await configurations.FindAsync(company.Number, cancellationToken) ?? Everything;
        var mark = await records.ReadMarkAsync(commerce.Number, cancellationToken);
        var key = (mark, ConfigurationStore.ToText(configuration), now.ToUnixTimeSeconds() / 60);
        if (!looks.TryGetValue<Dictionary<RecordState, Dictionary<long, string>>>(key, out var look))
        {
            look = await LookAsync(commerce, configuration, now, cancellationToken);
            looks.Set(key, look, new MemoryCacheEntryOptions { Size = 1 + look.Values.Sum(reasons => reasons.Count), AbsoluteExpirationRelativeToNow = Kept });
        }

        return look![state];
    }

    private async Task<Dictionary<RecordState, Dictionary<long, string>>> LookAsync(
        Connection commerce, SyncConfiguration configuration, Instant now, CancellationToken cancellationToken)
    {
        var planned = await planner.PlanAsync(
            new PlanRequest
            {
                Connection = commerce.Number,
                Configuration = configuration,
                Accounts = AnyAccount,
                Catalogue = await syncs.ReadCatalogueAsync(commerce.Number, cancellationToken),
                From = configuration.Schedule.StartDate ?? Instant.MinValue,
                To = now,
            },
            cancellationToken);
        var look = Unbooked.ToDictionary(state => state, _ => new Dictionary<long, string>());
        foreach (var state in Unbooked)
        {
            foreach (var deferral in await records.ListDeferralsOutsideAsync(state, planned.Range, cancellationToken))
            {
                look[state][deferral.Record] = deferral.Reason;
            }
        }

        foreach (var deferral in planned.Deferrals)
        {
            look[deferral.State][deferral.Record] = deferral.Reason;
        }

        foreach (var part in planned.Parts.Parts())
        {
            look[RecordState.Pending].TryAdd(part.Record, NextSync);
        }

        return look;
    }
}
