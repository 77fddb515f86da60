using Daybook.Bookkeeping;

namespace Daybook.Syncing;

/// <summary>
/// What the books hold that carries no mark of ours, since its kind has no place for one on that platform, and that the database does not know. Whether it is a planned document
/// only the platform can tell, by what it settles.
/// </summary>
internal sealed class Strays(ISyncStore store, IAccountingPlatform platform, PlatformLink link)
{
    private readonly Dictionary<Guid, string> platformIds = [];
    private List<StandingDocument> left = [];

    /// <param name="company">The company's number.</param>
    /// <param name="standing">All that stands in the books.</param>
    /// <param name="isSurelyOurs">Whether also what settles nothing may be taken for ours: where books are shared, that may be another company's.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task ReadAsync(int company, IReadOnlyList<StandingDocument> standing, bool isSurelyOurs, CancellationToken cancellationToken)
    {
        left = [.. standing.Where(one => !one.IsMarked && !one.IsVoid && (isSurelyOurs || one.Settles.Count > 0))];
        if (left.Count > 0)
        {
            var known = await store.ReadKnownPlatformIdsAsync(company, [.. left.Select(one => one.PlatformId)], cancellationToken);
            left.RemoveAll(one => known.Contains(one.PlatformId));
        }
    }

    /// <summary>Notes where a document stands that later ones may settle.</summary>
    public void Learn(Guid document, string platformId) => platformIds[document] = platformId;

    /// <summary>Takes the one that is the document.</summary>
    /// <returns>Null where none is.</returns>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    public async Task<StandingDocument?> TakeAsync(Document document, CancellationToken cancellationToken)
    {
        if (!left.Exists(one => MayBe(one.Kind, document.Kind)))
        {
            return null;
        }

        var settled = new[] { document.Target, document.Source }.OfType<Guid>().Where(id => !platformIds.ContainsKey(id)).ToList();
        foreach (var (id, platformId) in await store.ReadPlatformIdsAsync(settled, cancellationToken))
        {
            Learn(id, platformId);
        }

        var found = await platform.FindAsync(link, document, platformIds.GetValueOrDefault, cancellationToken);
        var taken = left.Find(one => one.PlatformId == found);
        left.Remove(taken!);
        return taken;
    }

    /// <summary>Those that settle what is to leave the books.</summary>
    public IEnumerable<StandingDocument> Settling(IReadOnlyList<StandingDocument> leaving) => left.Where(one => one.Settles.Any(settled => leaving.Any(other => other.PlatformId == settled)));

    /// <summary>A journal entry that moves money between two bank accounts may stand as a transfer.</summary>
    private static bool MayBe(DocumentKind standing, DocumentKind planned) => standing == planned || (standing, planned) is (DocumentKind.Transfer, DocumentKind.Journal);
}
