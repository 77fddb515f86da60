using System.Text;
using Daybook.Bookkeeping;
using Daybook.Syncing.Tests.StandIns;
using NodaTime;

namespace Daybook.Syncing.Tests.RealStores;

/// <summary>A company on the real engine and a real store, with books in memory.</summary>
internal sealed class StoredCompany
{
    private readonly EngineStorage storage;

    private StoredCompany(EngineStorage storage, SyncedCompany engine) => (this.storage, Engine) = (storage, engine);

    /// <summary>What syncs it: only its store is another.</summary>
    public SyncedCompany Engine { get; }

    private int Number => Engine.Target.Company.Number;

    private int Connection => Engine.Target.Commerce!.Number;

    public static async Task<StoredCompany> NewAsync(EngineStorage storage, Presentation presentation)
    {
        var engine = new SyncedCompany(presentation) { NewId = storage.NewId, StoreSeen = _ => storage.Syncs };
        var company = await storage.Companies.AddAsync(
            new Company { Id = storage.NewId(), Name = "Shop", CreatedAt = engine.Now },
            engine.Target.Commerce! with { Id = storage.NewId(), CreatedAt = engine.Now },
            default);
        var commerce = (await storage.Connections.ListAsync(company.Number, default))[0];
        engine.Target = engine.Target with { Company = company, Commerce = commerce };
        return new StoredCompany(storage, engine);
    }

    /// <summary>Pushes a record that carries its own stamp.</summary>
    public void Push(Instant received, PushedRecord record)
    {
        var dataset = new Dataset
        {
            Id = storage.NewId(),
            Company = Number,
            Connection = Connection,
            DataType = "commerce-orders",
            RequestedAt = received,
            CompletedAt = received,
            Sent = 1,
        };

        // The same version has the same text: in a history a moment has one version.
        var text = Encoding.UTF8.GetBytes($$"""{"id":"{{record.Key}}","sourceModifiedDate":"{{record.Modified}}"}""");
        storage.Records.PushAsync(dataset, [record with { Payload = text }], default).GetAwaiter().GetResult();
    }

    /// <summary>All records as they are now, deleted ones left out.</summary>
    public async Task<IReadOnlyList<object>> ContentsAsync()
    {
        var contents = new List<object>();
        var all = new WorkRange(Connection, -1, long.MaxValue, Instant.MinValue);
        await foreach (var record in storage.Syncs.ReadWorkAsync(all, Enum.GetValues<RecordKind>(), default))
        {
            if (!record.IsDeleted)
            {
                contents.Add(record.Content!);
            }
        }

        return contents;
    }

    public async Task<AccountMap> AccountsAsync() =>
        AccountMapping.For(Engine.Target.Configuration!, Engine.Platform.Chart, await storage.Syncs.ReadCatalogueAsync(Connection, default));

    public IReadOnlyList<StoredDocument> Documents() =>
        storage.Syncs.ReadDocumentsAsync(Number, Enum.GetValues<DocumentState>(), null, default).GetAwaiter().GetResult();
}
