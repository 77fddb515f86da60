using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Platforms.Tryton;

/// <summary>Several documents at once: Tryton's lists are all or nothing, so each goes by itself, as many side by side as one server is asked at once.</summary>
public sealed partial class TrytonBooks : IBatchingPlatform
{
    public int MostTogether => 20;

    public async Task<IReadOnlyList<WriteOutcome>> WriteTogetherAsync(
        PlatformLink link, IReadOnlyList<Document> documents, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken) =>
        await Task.WhenAll(documents.Select(document => WriteAsync(link, document, platformIdOf, cancellationToken)));
}
