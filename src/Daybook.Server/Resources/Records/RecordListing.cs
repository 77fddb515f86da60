using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Resources.Records;

/// <summary>Where the records of a commerce connection stand, by state.</summary>
internal sealed class RecordListing(RecordStore records)
{
    /// <summary>A page of the records in a state, and how many there are.</summary>
    public async Task<(IReadOnlyList<RecordStanding> Records, int Total)> ReadAsync(
        Connection commerce, RecordState state, int skip, int take, CancellationToken cancellationToken) =>
        state == RecordState.Booked
            ? (await records.ListBookedAsync(commerce.Number, skip, take, cancellationToken), await records.CountBookedAsync(commerce.Number, cancellationToken))
            : (await records.ListDeferredAsync(commerce.Number, state, skip, take, cancellationToken), await records.CountDeferredAsync(commerce.Number, state, cancellationToken));
}
