using Daybook.Bookkeeping;
using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Storage.Listing;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Server.Resources.Records;

/// <summary>Where the records of a commerce connection stand, by state: what is booked is known, the rest is looked at as the next plan would.</summary>
internal sealed class RecordListing(RecordStore records, ConfigurationStore configurations, SyncStore syncs, Planner planner, TimeProvider clock)
{
    private const string NextSync = "The next sync books it.";
    private static readonly AccountMap AnyAccount = new(_ => "any", _ => "any");

    /// <summary>How a company that has configured nothing yet is looked at: as if everything were synced.</summary>
    private static readonly SyncConfiguration Everything = new() { Payments = new PaymentChoices { SyncPayments = true }, Fees = new FeeChoices { SyncFees = true } };

    /// <summary>The records that are booked.</summary>
    public Task<ListPage<RecordStanding>> ListBookedAsync(Connection commerce, ListQuery query, CancellationToken cancellationToken) =>
        records.ListBookedAsync(commerce.Number, query, cancellationToken);

    /// <summary>Some of the records in any other state, and how many there are.</summary>
    public async Task<ListPage<RecordStanding>> ReadAsync(
        Company company, Connection commerce, RecordState state, int skip, int take, CancellationToken cancellationToken)
    {
        var reasons = await ReasonsAsync(company, commerce, state, cancellationToken);
        var page = reasons.Keys.Skip(skip).Take(take).ToList();
        var described = await records.DescribeAsync(page, cancellationToken);
        return new ListPage<RecordStanding>([.. described.Select(record => record with { State = state, Reason = reasons[record.Number] })], reasons.Count);
    }

    private async Task<SortedDictionary<long, string>> ReasonsAsync(Company company, Connection commerce, RecordState state, CancellationToken cancellationToken)
    {
        var configuration = await configurations.FindAsync(company.Number, cancellationToken) ?? Everything;
        var planned = await planner.PlanAsync(
            new PlanRequest
            {
                Connection = commerce.Number,
                Configuration = configuration,
                Accounts = AnyAccount,
                Catalogue = await syncs.ReadCatalogueAsync(commerce.Number, cancellationToken),
                From = configuration.Schedule.StartDate ?? Instant.MinValue,
                To = clock.Now(),
            },
            cancellationToken);
        var reasons = new SortedDictionary<long, string>();
        foreach (var deferral in await records.ListDeferralsOutsideAsync(state, planned.Range, cancellationToken))
        {
            reasons[deferral.Record] = deferral.Reason;
        }

        foreach (var deferral in planned.Deferrals.Where(deferral => deferral.State == state))
        {
            reasons[deferral.Record] = deferral.Reason;
        }

        foreach (var part in state == RecordState.Pending ? planned.Parts.Parts() : [])
        {
            reasons.TryAdd(part.Record, NextSync);
        }

        return reasons;
    }
}
