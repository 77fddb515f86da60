using Daybook.Bookkeeping;

namespace Daybook.Syncing.Tests.StandIns;

/// <summary>Books in memory that take some documents in one call; of each call each document may go wrong by itself.</summary>
public sealed class BatchingMemoryPlatform : MemoryPlatform, IBatchingPlatform
{
    public int MostTogether => 4;

    /// <summary>How many documents each call brought.</summary>
    public List<int> Calls { get; } = [];

    public async Task<IReadOnlyList<WriteOutcome>> WriteTogetherAsync(PlatformLink link, IReadOnlyList<Document> documents, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken)
    {
        Calls.Add(documents.Count);
        var outcomes = new List<WriteOutcome>(documents.Count);
        foreach (var document in documents)
        {
            outcomes.Add(await WriteAsync(link, document, platformIdOf, cancellationToken));
        }

        return outcomes;
    }
}
