using Daybook.Server.Requests;
using Daybook.Server.Resources.Companies;
using Daybook.Storage;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Server.Resources.Syncs;

/// <summary>Syncs as the wire has them.</summary>
internal sealed class SyncShape(ConnectionStore connections, CompanyShape companies, TimeProvider clock)
{
    private static readonly Duration Long = Duration.FromMinutes(10);

    public async Task<Wire.SyncSummary> SummaryAsync(Company company, Sync sync, CancellationToken cancellationToken) => new()
    {
        SyncDateRangeUtc = new Wire.SyncDateRange(ToWire(sync.From), ToWire(sync.To)),
        CompanyId = company.Id,
        CommerceSyncId = sync.Id,
        SyncStatusCode = CodeOf(sync),
        SyncStatus = sync.Status,
        ErrorMessage = sync.ErrorMessage,
        SyncUtc = ToWire(sync.StartedAt),
        DataConnections = await ConnectionsAsync(company, cancellationToken),
        DataPushed = sync.DataPushed,
    };

    public async Task<Wire.SyncStatus> StatusAsync(Company company, Sync sync, CancellationToken cancellationToken) => new()
    {
        CompanyId = company.Id,
        CommerceSyncId = sync.Id,
        SyncId = sync.Id,
        SyncStatusCode = CodeOf(sync),
        Status = sync.Status,
        ErrorMessage = sync.ErrorMessage,
        SyncUtc = ToWire(sync.StartedAt),
        DataPushed = sync.DataPushed,
        DataConnections = await ConnectionsAsync(company, cancellationToken),
    };

    public Wire.CompanySyncStatus Of(Company company, Sync sync) => new()
    {
        CompanyId = company.Id,
        SyncId = sync.Id,
        SyncStatusCode = CodeOf(sync),
        SyncStatus = sync.Status,
        ErrorMessage = sync.ErrorMessage,
        SyncUtc = ToWire(sync.StartedAt),
        DataPushed = sync.DataPushed,
    };

    public Wire.SyncDetails DetailsOf(Company company, Sync sync) => new()
    {
        CompanyId = company.Id,
        SyncId = sync.Id,
        SyncDateRangeUtc = new Wire.SyncDateRange(ToWire(sync.From), ToWire(sync.To)),
        SyncStatusCode = CodeOf(sync),
        SyncStatus = sync.Status,
        ErrorMessage = sync.ErrorMessage,
        SyncUtc = ToWire(sync.StartedAt),
        CompletedUtc = sync.FinishedAt is { } finished ? ToWire(finished) : null,
        DataPushed = sync.DataPushed,
        IsUndone = sync.IsUndone,
        Problems = sync.Problems,
    };

    private int CodeOf(Sync sync) =>
        (int)(sync.FinishedAt is null && clock.Now() - sync.StartedAt > Long ? SyncStatusCode.RunningLong : sync.StatusCode);

    /// <summary>A range that begins with time itself is told from the first year on.</summary>
    private static DateTimeOffset ToWire(Instant moment) =>
        Instant.Max(moment, Instant.FromUtc(1, 1, 1, 0, 0)).ToDateTimeOffset();

    private async Task<IReadOnlyList<Wire.Connection>> ConnectionsAsync(Company company, CancellationToken cancellationToken) =>
        [.. (await connections.ListAsync(company.Number, cancellationToken)).Select(tie => companies.Of(company, tie))];
}
