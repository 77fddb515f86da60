using System.Text;
using Daybook.Bookkeeping;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Storage.Tests;

/// <summary>A company with a commerce connection, and what tests do with them.</summary>
public sealed class Shop(StorageFixture storage, Company company, Connection connection)
{
    public static readonly IReadOnlyList<RecordKind> AllKinds = Enum.GetValues<RecordKind>();

    public int Company => company.Number;

    public Guid CompanyId => company.Id;

    public int Connection => connection.Number;

    public Guid ConnectionId => connection.Id;

    public async Task<int> PushAsync(int received, params IReadOnlyList<PushedRecord> records) =>
        (await storage.Records.PushAsync(Dataset(received, records.Count), records, default)).Changed;

    public Dataset Dataset(int received, int sent) => new()
    {
        Id = Guid.NewGuid(),
        Company = company.Number,
        Connection = connection.Number,
        DataType = "commerce-orders",
        RequestedAt = Some.Time(received),
        CompletedAt = Some.Time(received),
        Sent = sent,
    };

    /// <summary>Everything stored, tombstones too.</summary>
    public Task<List<StoredRecord>> AllAsync() => WorkAsync(-1, long.MaxValue, Instant.MinValue);

    public async Task<List<StoredRecord>> WorkAsync(long after, long upTo, Instant dueBefore, params IReadOnlyList<RecordKind> kinds)
    {
        var range = new WorkRange(connection.Number, after, upTo, dueBefore);
        return await storage.Syncs.ReadWorkAsync(range, kinds.Count == 0 ? AllKinds : kinds, default).ToListAsync();
    }

    /// <summary>The one record of a kind and id; null where it was never seen.</summary>
    public async Task<StoredRecord?> FindAsync(RecordKind kind, string id)
    {
        var found = await storage.Syncs.FindByKeyAsync(connection.Number, [kind], [RecordKey.Of(id)], default);
        return found.Count == 0 ? null : found.Single();
    }

    public async Task<string?> PayloadAsync(RecordKind kind, string id)
    {
        var payload = await storage.Records.FindPayloadAsync(connection.Number, kind, RecordKey.Of(id), default);
        return payload is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
    }

    public Task<WorkState> StateAsync() => storage.Syncs.ReadWorkStateAsync(connection.Number, default);

    public async Task<Sync> BeginAsync(int minutes = 0)
    {
        var sync = Some.Sync(company.Number, minutes);
        var holder = await storage.Syncs.BeginAsync(sync, Some.Time(-10_000), default);
        return holder is null ? sync : throw new InvalidOperationException($"Sync {holder} runs.");
    }

    public Task EndAsync(Sync sync, SyncStatusCode code = SyncStatusCode.Success) =>
        storage.Syncs.SaveAsync(sync with { FinishedAt = sync.StartedAt, StatusCode = code, Status = "Complete" }, default);

    /// <summary>Stores a plan that has looked at everything up to the head.</summary>
    public async Task<IReadOnlyList<StoredDocument>> PlanAsync(
        Sync sync, IReadOnlyList<Document> documents, IReadOnlyList<(Document Document, long Record, Effect Part)> parts, IReadOnlyList<Deferral>? deferrals = null, Instant? dueBefore = null,
        Func<long, long>? saleOf = null, IReadOnlyDictionary<LocalDate, int>? taken = null, IReadOnlySet<Guid>? found = null)
    {
        var state = await StateAsync();
        var buffer = new PartBuffer();
        foreach (var (document, record, part) in parts)
        {
            buffer.Add(document.Id, record, saleOf?.Invoke(record) ?? record, part.Currency, part.AsSpan());
        }

        var plan = new NewPlan
        {
            Range = new WorkRange(connection.Number, state.LookAtAll ? -1 : state.Planned, state.Head, dueBefore ?? Some.Time(0)),
            Documents = documents,
            Found = found ?? new HashSet<Guid>(),
            Parts = buffer,
            Deferrals = deferrals ?? [],
            Taken = taken ?? new Dictionary<LocalDate, int>(),
        };
        return await storage.Syncs.SavePlanAsync(sync, plan, default);
    }
}
