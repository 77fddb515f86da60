using Daybook.Bookkeeping;
using Daybook.Sandbox;
using Daybook.Syncing;
using Xunit;

namespace Daybook.Platforms.Tests;

/// <summary>Delivers documents as a sync does, while calls fail and processes die between them: what gave no answer is looked for before it is sent again.</summary>
internal sealed class TroubledDelivery
{
    private const int Patience = 30;
    private readonly Dictionary<Guid, string> written = [];

    /// <summary>Decides what goes wrong.</summary>
    public required Random Chance { get; init; }

    public required PlatformLink Link { get; init; }

    /// <summary>The process as it runs.</summary>
    public required IAccountingPlatform Books { get; init; }

    /// <summary>Starts another process, which knows nothing of what was tried.</summary>
    public required Func<IAccountingPlatform> Restart { get; init; }

    /// <summary>Has a call go wrong.</summary>
    public required Action<Fault> Plan { get; init; }

    /// <summary>What can go wrong.</summary>
    public required IReadOnlyList<FaultKind> Kinds { get; init; }

    /// <summary>The methods of the calls that go wrong, the likelier ones more often.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Has the access tokens run out.</summary>
    public required Action ExpireTokens { get; init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Delivers one after the other.</summary>
    public async Task DeliverAsync(IEnumerable<Document> documents)
    {
        foreach (var document in documents)
        {
            await DeliverAsync(document, wasLost: false);
        }
    }

    /// <summary>Delivers documents none of which settles another in as few calls as it takes.</summary>
    public async Task DeliverTogetherAsync(IReadOnlyList<Document> documents)
    {
        PlanFaults();
        var outcomes = await ((IBatchingPlatform)Process()).WriteTogetherAsync(Link, documents, written.GetValueOrDefault, Cancel);
        foreach (var (document, outcome) in documents.Zip(outcomes))
        {
            if (!IsWritten(document, outcome))
            {
                await DeliverAsync(document, wasLost: true);
            }
        }
    }

    private async Task DeliverAsync(Document document, bool wasLost)
    {
        var books = Process();
        PlanFaults();
        for (var attempt = 0; attempt < Patience; attempt++)
        {
            if (wasLost && await FindAsync(books, document) is { } found)
            {
                written[document.Id] = found;
                return;
            }

            if (IsWritten(document, await books.WriteAsync(Link, document, written.GetValueOrDefault, Cancel)))
            {
                return;
            }

            wasLost = true;
            books = Chance.Next(2) == 0 ? Restart() : books;
        }

        throw new InvalidOperationException($"{document.Number} was never answered.");
    }

    private bool IsWritten(Document document, WriteOutcome outcome)
    {
        switch (outcome)
        {
            case WriteOutcome.Accepted accepted:
                written[document.Id] = accepted.PlatformId;
                return true;
            case WriteOutcome.Rejected rejected:
                throw new InvalidOperationException($"{document.Number}: {rejected.Message}");
            default:
                return false;
        }
    }

    private IAccountingPlatform Process() => Chance.Next(3) == 0 ? Restart() : Books;

    private async Task<string?> FindAsync(IAccountingPlatform books, Document document)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await books.FindAsync(Link, document, written.GetValueOrDefault, Cancel);
            }
            catch (PlatformUnavailableException) when (attempt < Patience)
            {
                // As long as the platform can't be asked, nothing is sent.
            }
        }
    }

    private void PlanFaults()
    {
        for (var faults = Chance.Next(4); faults > 0; faults--)
        {
            Plan(new Fault(Kinds[Chance.Next(Kinds.Count)], Methods[Chance.Next(Methods.Count)], ""));
        }

        if (Chance.Next(5) == 0)
        {
            ExpireTokens();
        }
    }
}
