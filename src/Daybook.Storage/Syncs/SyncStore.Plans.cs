using Daybook.Bookkeeping;
using Daybook.Storage.Engines;
using Daybook.Storage.Syncs;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Storage;

public sealed partial class SyncStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredDocument>> SavePlanAsync(Sync sync, NewPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        await using var session = await FencedAsync(sync, cancellationToken);
        var stored = new List<StoredDocument>(plan.Documents.Count);
        var places = new Dictionary<Guid, DocumentPlace>(plan.Documents.Count);
        await PassNumbersAsync(session, sync.Company, plan.Taken, cancellationToken);
        foreach (var document in plan.Documents)
        {
            var isNetted = document.Kind == DocumentKind.Netted;
            var isThere = plan.Found.Contains(document.Id);
            var planned = new StoredDocument
            {
                Document = isNetted || document.Number.Length > 0 ? document : document with { Number = await NextNumberAsync(session, sync.Company, document.Date, cancellationToken) },
                Sync = sync.Id,
                State = isNetted ? DocumentState.Accepted : isThere ? DocumentState.Sending : DocumentState.Planned,
                RequestedAt = sync.StartedAt,
            };
            var ordinal = await session.FirstAsync<int>(DocumentRow.Insert, DocumentRow.Of(planned, sync.Company, plan.Range.Connection), cancellationToken);
            places.Add(document.Id, new DocumentPlace(ordinal, document.Currency));
            if (!isNetted)
            {
                stored.Add(planned);
            }
        }

        await dialect.InsertPartsAsync(session, Rows(plan.Parts, places), cancellationToken);
        await ReplaceDeferralsAsync(session, sync, plan, cancellationToken);
        await session.ExecuteAsync(
            """
            update connection set planned = @upTo, meaning_changed = case when @after = -1 and meaning_changed <= @upTo then 0 else meaning_changed end
            where number = @connection
            """,
            new { upTo = plan.Range.UpTo, after = plan.Range.After, connection = plan.Range.Connection },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return stored;
    }

    /// <inheritdoc/>
    public async Task DissolveAsync(Sync sync, int connection, CancellationToken cancellationToken)
    {
        await using var session = await FencedAsync(sync, cancellationToken);
        const string chosen = "company = @company and connection = @connection and state in (0, 3)";
        var parameters = new { company = sync.Company, connection };
        await TakeOutAsync(session, sync, connection, chosen, parameters, cancellationToken);
        await session.ExecuteAsync("delete from document where company = @company and connection = @connection and state = 0", parameters, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task SaveVoidedAsync(Sync sync, int connection, StoredDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        await using var session = await FencedAsync(sync, cancellationToken);
        await UpdateAsync(session, sync, document with { State = DocumentState.Voided }, cancellationToken);
        await TakeOutAsync(session, sync, connection, "id = @id", new { id = Columns.ToText(document.Document.Id) }, cancellationToken);
        await session.ExecuteAsync(
            "update sync set undone = @isUndone where id = @id and not exists (select 1 from document where sync = @id and state in (1, 2))",
            new { id = Columns.ToText(document.Sync), isUndone = true },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes the parts of the chosen documents; every sync looks at their records from now on.</summary>
    private static async Task TakeOutAsync(Session session, Sync sync, int connection, string chosen, object parameters, CancellationToken cancellationToken)
    {
        var deferral = new Dapper.DynamicParameters(parameters);
        deferral.AddDynamicParams(new
        {
            records = connection,
            pending = (short)RecordState.Pending,
            due = Columns.ToTicks(Instant.MinValue),
            since = Columns.ToTicks(sync.StartedAt),
            reason = "Its document was taken back: the next sync books it.",
        });
        await session.ExecuteAsync(
            $"""
            {DeferralTable.Insert}
            select distinct cast(@records as integer), p.record, cast(@pending as smallint), cast(@due as bigint), cast(@since as bigint), 0, @reason
            from part p where p.document in (select ordinal from document where {chosen})
            on conflict (connection, record) do update set due = excluded.due
            """,
            deferral,
            cancellationToken);
        await session.ExecuteAsync($"delete from part where document in (select ordinal from document where {chosen})", parameters, cancellationToken);
    }

    /// <summary>The deferrals of this plan take the place of all earlier ones of the records that it looked at.</summary>
    private async Task ReplaceDeferralsAsync(Session session, Sync sync, NewPlan plan, CancellationToken cancellationToken)
    {
        var range = plan.Range;
        var noted = await session.FirstAsync<int>(
            "update company set plans = plans + 1 where number = @company returning plans", new { company = sync.Company }, cancellationToken);
        var round = new DeferralRound(range.Connection, Columns.ToTicks(sync.StartedAt), noted);
        await dialect.InsertDeferralsAsync(session, round, [.. plan.Deferrals], cancellationToken);
        await session.ExecuteAsync(
            """
            delete from deferred where connection = @connection and noted <> @noted and (
                due < @due or exists (select 1 from record r where r.rid = deferred.record and r.seq > @after and r.seq <= @upTo))
            """,
            new { connection = range.Connection, noted, due = Columns.ToTicks(range.DueBefore), after = range.After, upTo = range.UpTo },
            cancellationToken);
    }

    private static async Task<string> NextNumberAsync(Session session, int company, LocalDate date, CancellationToken cancellationToken)
    {
        var number = await session.FirstAsync<int>(
            """
            insert into number_day (company, date, last) values (@company, @date, 1)
            on conflict (company, date) do update set last = number_day.last + 1
            returning last
            """,
            new { company, date = Columns.ToText(date) },
            cancellationToken);
        return DocumentNumber.Of(date, number);
    }

    private static async Task PassNumbersAsync(Session session, int company, IReadOnlyDictionary<LocalDate, int> taken, CancellationToken cancellationToken)
    {
        foreach (var (date, last) in taken)
        {
            await session.ExecuteAsync(
                """
                insert into number_day (company, date, last) values (@company, @date, @last)
                on conflict (company, date) do update set last = excluded.last where excluded.last > number_day.last
                """,
                new { company, date = Columns.ToText(date), last },
                cancellationToken);
        }
    }

    private static IEnumerable<PartRow> Rows(PartBuffer parts, Dictionary<Guid, DocumentPlace> places)
    {
        foreach (var part in parts.Parts())
        {
            var place = places.TryGetValue(part.Document, out var known)
                ? known
                : throw new ArgumentException($"A part names the document {part.Document}, which is not in the plan.", nameof(parts));
            if (part.Currency != place.Currency)
            {
                throw new ArgumentException($"A part in {part.Currency} is in a document in {place.Currency}.", nameof(parts));
            }

            yield return new PartRow(place.Ordinal, place.Parts++, part.Record, part.Sale == part.Record ? null : part.Sale, part.Postings);
        }
    }

    /// <summary>Where a document of a plan is stored, and how many parts it has so far.</summary>
    private sealed class DocumentPlace(int ordinal, Currency currency)
    {
        public int Ordinal { get; } = ordinal;

        public Currency Currency { get; } = currency;

        public int Parts { get; set; }
    }
}
