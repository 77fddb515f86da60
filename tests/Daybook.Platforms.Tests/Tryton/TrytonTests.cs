using Daybook.Bookkeeping;
using Daybook.Platforms.Tryton;
using Daybook.Syncing;
using Daybook.Testing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.Tryton;

/// <summary>Tests on books of their own.</summary>
public abstract class TrytonTests(TrytonServer server) : IAsyncLifetime
{
    protected static readonly LocalDate Day = new(2026, 11, 20);

    private readonly Dictionary<Guid, string> written = [];
    private TrytonFixture? fixture;

    private protected LossyNet Net { get; } = new();

    private protected TrytonFixture Tryton => fixture!;

    private protected TrytonDocuments New => new(Tryton);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => fixture = await TrytonFixture.StartAsync(server, GetType().Name, Net.Handler);

    public async ValueTask DisposeAsync()
    {
        await Tryton.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<WriteOutcome> TryAsync(Document document) => Tryton.Books.WriteAsync(Tryton.Link, document, written.GetValueOrDefault, Cancel);

    /// <summary>Writes documents that are accepted, one after the other.</summary>
    protected async Task WriteAsync(params IReadOnlyList<Document> documents)
    {
        foreach (var document in documents)
        {
            var outcome = await TryAsync(document);
            written[document.Id] = outcome.ShouldBeOfType<WriteOutcome.Accepted>((outcome as WriteOutcome.Rejected)?.Message).PlatformId;
        }
    }

    /// <summary>Writes as a sync does: after a lost answer it looks first.</summary>
    protected async Task DeliverAsync(Document document)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if ((attempt > 1 ? await FindAsync(document) : null) is { } found)
                {
                    written[document.Id] = found;
                    return;
                }
            }
            catch (PlatformUnavailableException) when (attempt < 3)
            {
                continue;
            }

            if (await TryAsync(document) is WriteOutcome.Accepted accepted)
            {
                written[document.Id] = accepted.PlatformId;
                return;
            }

            attempt.ShouldBeLessThan(3);
        }
    }

    protected async Task<string> ShouldRefuseAsync(Document document, Refusal refusal)
    {
        var rejected = (await TryAsync(document)).ShouldBeOfType<WriteOutcome.Rejected>();
        rejected.Refusal.ShouldBe(refusal, rejected.Message);
        return rejected.Message;
    }

    protected Task<string?> FindAsync(Document document) => Tryton.Books.FindAsync(Tryton.Link, document, written.GetValueOrDefault, Cancel);

    /// <summary>Takes documents back, the last first.</summary>
    protected async Task VoidAsync(params IReadOnlyList<Document> documents)
    {
        foreach (var document in documents.Reverse())
        {
            var outcome = await Tryton.Books.VoidAsync(Tryton.Link, document, written[document.Id], Cancel);
            outcome.ShouldBeOfType<WriteOutcome.Accepted>((outcome as WriteOutcome.Rejected)?.Message);
        }
    }

    /// <summary>The platform's id of a document that was written.</summary>
    protected string IdOf(Document document) => written[document.Id];

    private protected async Task<TrytonRecord> ReadAsync(Document document, params IReadOnlyList<string> fields)
    {
        var id = TrytonId.Read(written[document.Id])!;
        return await Tryton.Owner.ReadAsync(id.Model, id.Id, fields, Cancel);
    }

    /// <summary>The sum of the double entries of documents, by the names of accounts.</summary>
    private protected IReadOnlyDictionary<string, decimal> Expected(params IReadOnlyList<Document> documents)
    {
        string NameOf(string account) => account.StartsWith("tax-", StringComparison.Ordinal) ? "VAT" : Tryton.Company.Accounts.Single(known => Tryton.Account(known.Key) == account).Key;
        return documents.SelectMany(document => document.Ledger).GroupBy(line => NameOf(line.Account)).Select(group => (group.Key, Sum: group.Sum(line => line.Amount)))
            .Where(sum => sum.Sum != 0).ToDictionary(sum => sum.Key, sum => sum.Sum, StringComparer.Ordinal);
    }
}
