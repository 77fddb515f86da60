using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>
/// Gives the documents of a plan their ids, and finds out which of them the books hold already though the database does not know: that is so after an older
/// copy of the database was put back. What the books hold as it is planned keeps its number and is adopted; what they hold of the same days otherwise is to be
/// replaced, as long as the plan tells at least half as much of the day as they do.
/// </summary>
internal sealed class Adoption(ISyncStore store, IAccountingPlatform platform, PlatformLink link, ComparedBooks compared)
{
    /// <summary>How many documents of one content are looked for in the books.</summary>
    private const int Alike = 4;

    private static readonly Duration Zones = Duration.FromDays(2);
    private static readonly Instant EarliestBegin = Instant.FromUtc(1970, 1, 1, 0, 0);

    private readonly Strays strays = new(store, platform, link);

    /// <summary>Renames the plan's documents and their parts, in place.</summary>
    /// <param name="company">The company's number.</param>
    /// <param name="planned">The plan.</param>
    /// <param name="begun">Nothing is in the books of what was created before, as long as the database remembers no day.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    public async Task<Adopted> AdoptAsync(int company, Planned planned, Instant begun, CancellationToken cancellationToken)
    {
        var standing = await ReadStandingAsync(company, planned.Plan.Documents, begun, cancellationToken);
        var unknown = await UnknownAsync(company, standing, cancellationToken);
        var isShared = standing.Any(one => one.IsMarked && !DocumentName.IsOf(link.Company, one.Id));
        await strays.ReadAsync(company, standing, isSurelyOurs: !isShared || unknown.Count > 0, cancellationToken);
        var (documents, found) = await NameAsync(planned, standing, unknown, cancellationToken);
        var (replaced, refusal) = Replaced([.. documents.Where(document => !found.Contains(document.Id))], unknown);
        return new Adopted
        {
            Documents = documents,
            Found = found,
            IsShared = isShared,
            Taken = standing.Where(one => DocumentNumber.TryRead(one.Number, out _, out _)).GroupBy(one => DayOf(one.Number)).ToDictionary(day => day.Key, day => day.Max(one => CountOf(one.Number))),
            Replaced = replaced,
            Left = [.. unknown.Except(replaced)],
            Refusal = refusal,
        };
    }

    private async Task<IReadOnlyList<StandingDocument>> ReadStandingAsync(int company, IReadOnlyList<Document> documents, Instant begun, CancellationToken cancellationToken)
    {
        var days = documents.Where(document => document.Kind != DocumentKind.Netted).Select(document => document.Date).ToHashSet();
        if (days.Count == 0 || platform is not IStandingBooks books || await compared.HoldAsync(store, link.Connection, cancellationToken))
        {
            return [];
        }

        // A business day ends after its date does, and zones differ.
        var first = begun < EarliestBegin ? LocalDate.MinIsoValue : (begun - Zones).InUtc().Date;
        return await books.ReadStandingAsync(link, new DaySpan(days, await store.ReadLastDayAsync(company, cancellationToken) ?? first), cancellationToken);
    }

    /// <summary>What stands in the books as this company's, and is not known. One whose number is known for another document is not to be adopted.</summary>
    private async Task<List<StandingDocument>> UnknownAsync(int company, IReadOnlyList<StandingDocument> standing, CancellationToken cancellationToken)
    {
        if (standing.Count == 0)
        {
            return [];
        }

        var known = await store.ReadNumbersAsync(company, [.. standing.Select(one => one.Number)], cancellationToken);
        return [.. standing.Where(one => one.IsMarked && !one.IsVoid && DocumentName.IsOf(link.Company, one.Id) && !(known.TryGetValue(one.Number, out var id) && MarkOf(id, one.Digits) == MarkOf(one)))];
    }

    /// <summary>Names the documents; what is found of <paramref name="unknown"/> is taken out of it.</summary>
    private async Task<(List<Document> Documents, HashSet<Guid> Found)> NameAsync(
        Planned planned, IReadOnlyList<StandingDocument> standing, List<StandingDocument> unknown, CancellationToken cancellationToken)
    {
        var digits = standing.Where(one => one.IsMarked).Select(one => one.Digits).DefaultIfEmpty(32).Min();
        var gone = standing.Where(one => one.IsMarked && one.IsVoid).Select(MarkOf).ToHashSet(StringComparer.Ordinal);
        var there = unknown.GroupBy(MarkOf).ToDictionary(group => group.Key, group => new Queue<StandingDocument>(group), StringComparer.Ordinal);
        var known = await KnownAsync(planned.Plan.Documents, cancellationToken);
        var names = new Dictionary<Guid, Guid>(planned.Plan.Documents.Count);
        var (used, adopted) = (new HashSet<Guid>(), new HashSet<Guid>());
        var named = new List<Document>(planned.Plan.Documents.Count);
        foreach (var document in planned.Plan.Documents)
        {
            var tied = Tied(document, names);
            var free = new List<Guid>(Alike);
            for (var count = 1; free.Count == 0 || (there.Count > 0 && count <= Alike); count++)
            {
                var id = DocumentName.Of(link.Company, tied, count);
                if (!used.Contains(id) && !gone.Contains(MarkOf(id, digits)) && !await IsKnownAsync(id))
                {
                    free.Add(id);
                }
            }

            var chosen = free.Find(id => there.ContainsKey(MarkOf(id, digits)));
            var found = chosen != default && there.Remove(MarkOf(chosen, digits), out var queue) ? queue.Dequeue() : null;
            var name = found is null ? free[0] : chosen;
            found ??= document.Kind == DocumentKind.Netted ? null : await strays.TakeAsync(tied with { Id = name }, cancellationToken);
            used.Add(name);
            names.Add(document.Id, name);
            named.Add(tied with { Id = name, Number = found?.Number ?? "" });
            if (found is not null)
            {
                unknown.Remove(found);
                adopted.Add(name);
                strays.Learn(name, found.PlatformId);
            }
        }

        planned.Parts.Rename(names);
        return (named, adopted);

        async ValueTask<bool> IsKnownAsync(Guid id) =>
            known.TryGetValue(id, out var isKnown) ? isKnown : known[id] = (await store.ReadKnownAsync([id], cancellationToken)).Count > 0;
    }

    /// <summary>Asks in one go for the ids that almost all documents get: those of the first of their content.</summary>
    private async Task<Dictionary<Guid, bool>> KnownAsync(IReadOnlyList<Document> documents, CancellationToken cancellationToken)
    {
        var names = new Dictionary<Guid, Guid>(documents.Count);
        foreach (var document in documents)
        {
            names.Add(document.Id, DocumentName.Of(link.Company, Tied(document, names), 1));
        }

        var known = await store.ReadKnownAsync(names.Values, cancellationToken);
        return names.Values.Distinct().ToDictionary(id => id, known.Contains);
    }

    private static Document Tied(Document document, Dictionary<Guid, Guid> names)
    {
        return document with { Target = Named(document.Target), Source = Named(document.Source) };

        Guid? Named(Guid? id) => id is { } other ? names.GetValueOrDefault(other, other) : null;
    }

    /// <summary>What stands in the way of what is to be written, the last settled first; or why it must not be touched.</summary>
    private (IReadOnlyList<StandingDocument> Replaced, string? Refusal) Replaced(IReadOnlyList<Document> written, List<StandingDocument> left)
    {
        var planned = written.Where(document => document.Kind != DocumentKind.Netted).ToLookup(document => document.Date, document => document.Firsts);
        var replaced = new List<StandingDocument>();
        foreach (var day in left.GroupBy(one => one.Date).Where(day => planned.Contains(day.Key)))
        {
            if (planned[day.Key].Sum(firsts => (long)firsts) * 2 < day.Sum(one => DocumentName.Firsts(one.Id)))
            {
                return ([], $"The books hold {day.Count()} documents of {day.Key:uuuu-MM-dd} that this server does not know, such as {day.First().Number}: was an older database put back? "
                    + "Push again what was sent since its backup; or, where that can't be done, take these documents out of the books by hand. Nothing was written.");
            }

            replaced.AddRange(day);
        }

        if (replaced.Count > 0)
        {
            // What only adjusts is in the records themselves when they are pushed again.
            replaced.AddRange(left.Where(one => !planned.Contains(one.Date) && DocumentName.Firsts(one.Id) == 0));
            replaced.AddRange(strays.Settling(replaced).ToList());
        }

        var leaving = replaced.Select(one => one.PlatformId).ToHashSet(StringComparer.Ordinal);
        if (left.Except(replaced).FirstOrDefault(one => one.Settles.Any(leaving.Contains)) is { } staying)
        {
            return ([], $"The books hold {staying.Number} of {staying.Date:uuuu-MM-dd}, which this server does not know; it settles documents that the records now say otherwise: was an older database put back? "
                + "Push again what was sent since its backup; or, where that can't be done, take it out of the books by hand. Nothing was written.");
        }

        return ([.. replaced.OrderByDescending(one => one.Kind.Rank()).ThenByDescending(one => one.Date).ThenByDescending(one => CountOf(one.Number))], null);
    }

    private static string MarkOf(StandingDocument one) => MarkOf(one.Id, one.Digits);

    private static string MarkOf(Guid id, int digits) => id.ToString("N")[..digits];

    private static LocalDate DayOf(string number) => DocumentNumber.TryRead(number, out var day, out _) ? day : default;

    private static int CountOf(string number) => DocumentNumber.TryRead(number, out _, out var count) ? count : 0;
}

/// <summary>A plan's documents beside what the books hold.</summary>
internal sealed record Adopted
{
    /// <summary>With their final ids; those that are in the books already with the numbers that they have there.</summary>
    public required IReadOnlyList<Document> Documents { get; init; }

    /// <inheritdoc cref="NewPlan.Found"/>
    public required IReadOnlySet<Guid> Found { get; init; }

    /// <summary>Whether others write to the same books.</summary>
    public required bool IsShared { get; init; }

    /// <inheritdoc cref="NewPlan.Taken"/>
    public required IReadOnlyDictionary<LocalDate, int> Taken { get; init; }

    /// <summary>What must leave the books before the plan is written, in this order.</summary>
    public required IReadOnlyList<StandingDocument> Replaced { get; init; }

    /// <summary>What the books hold of days of which nothing was planned.</summary>
    public required IReadOnlyList<StandingDocument> Left { get; init; }

    /// <summary>Why nothing may be written; null where it may.</summary>
    public string? Refusal { get; init; }

    /// <summary>What a person should know of it; empty where the books hold what the database knows.</summary>
    public IEnumerable<string> Told
    {
        get
        {
            if (Found.Count > 0)
            {
                yield return $"{Found.Count} documents were in the books already, though this server did not know them; they were adopted, not written again.";
            }

            if (Replaced.Count > 0)
            {
                yield return $"{Replaced.Count} documents in the books, that this server did not know, said otherwise than the records now do; they were taken out and written anew, first {Replaced.Last(one => one.IsMarked).Number}.";
            }

            if (Left.Count > 0)
            {
                yield return $"{Left.Count} documents in the books, first {Left[0].Number}, are not known to this server and were left as they are: was an older database put back? Push again what was sent since its backup.";
            }
        }
    }
}
