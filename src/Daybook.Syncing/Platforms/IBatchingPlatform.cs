using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>A ledger that takes several documents in one call: a merchant's day then costs few of the calls that it counts.</summary>
public interface IBatchingPlatform : IAccountingPlatform
{
    /// <summary>How many documents may be handed over at once; more than one.</summary>
    int MostTogether { get; }

    /// <summary>
    /// Writes documents none of which settles another of them, in as few calls as the platform has for them. Each is taken or refused by itself, as by
    /// <see cref="IAccountingPlatform.WriteAsync"/>.
    /// </summary>
    /// <param name="link">The books to write to.</param>
    /// <param name="documents">The documents, never tried before.</param>
    /// <param name="platformIdOf">The platform's id of a document that one of these names as target or source.</param>
    /// <param name="cancellationToken">Cancels the attempt; what was written is then unknown.</param>
    /// <returns>What became of each, in their order.</returns>
    Task<IReadOnlyList<WriteOutcome>> WriteTogetherAsync(PlatformLink link, IReadOnlyList<Document> documents, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken);
}
