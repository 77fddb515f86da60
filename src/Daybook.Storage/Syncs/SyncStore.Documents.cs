using System.Runtime.CompilerServices;
using Daybook.Bookkeeping;
using Daybook.Storage.Companies;
using Daybook.Storage.Engines;
using Daybook.Storage.Syncs;
using Daybook.Syncing;

namespace Daybook.Storage;

public sealed partial class SyncStore
{
    private const int Chunk = 20_000;

    /// <inheritdoc/>
    public async Task SaveDocumentsAsync(Sync sync, IReadOnlyList<StoredDocument> documents, CancellationToken cancellationToken)
    {
        await using var session = await FencedAsync(sync, cancellationToken);
        foreach (var document in documents)
        {
            await UpdateAsync(session, sync, document, cancellationToken);
            if (document.State is DocumentState.Accepted or DocumentState.Rejected)
            {
                var write = new WriteFacts(document.Document.Id, document.Document.Kind, document.State, document.RequestedAt, document.CompletedAt, document.PlatformId, document.Error);
                await EventStore.AddAsync(
                    session, database, document.State == DocumentState.Accepted ? "write.successful" : "write.unsuccessful", sync.Company, ConnectionRow.ActiveLedger, new EventFacts { Write = write }, cancellationToken);
            }
        }

        await session.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredDocument>> ReadDocumentsAsync(int company, IReadOnlyList<DocumentState> states, Guid? sync, CancellationToken cancellationToken)
    {
        if (states.Count == 0)
        {
            return [];
        }

        var list = string.Join(',', states.Select(state => (short)state));
        var chosen = sync is null ? NotNetted : "d.sync = @sync";
        await using var session = await dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<DocumentRow>(
            $"{DocumentRow.Select} where d.company = @company and d.state in ({list}) and {chosen} order by d.ordinal",
            new { company, sync = sync is { } id ? Columns.ToText(id) : null },
            cancellationToken);
        return rows.ConvertAll(row => row.ToDocument());
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, string>> ReadPlatformIdsAsync(IReadOnlyCollection<Guid> documents, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, string>(documents.Count);
        await using var session = await dialect.ReadAsync(cancellationToken);
        foreach (var chunk in documents.Chunk(Chunk))
        {
            var rows = await session.ListAsync<PlatformIdRow>(
                $"select id as Id, platform_id as PlatformId from document where id in {dialect.Values} and state = @accepted and platform_id is not null",
                SetParameters.With(dialect.SetOf(chunk.Select(Columns.ToText)), new { accepted = (short)DocumentState.Accepted }),
                cancellationToken);
            foreach (var row in rows)
            {
                found[Columns.ToId(row.Id)] = row.PlatformId;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<Guid>> ReadKnownAsync(IReadOnlyCollection<Guid> documents, CancellationToken cancellationToken)
    {
        var known = new HashSet<Guid>();
        await using var session = await dialect.ReadAsync(cancellationToken);
        foreach (var chunk in documents.Chunk(Chunk))
        {
            var ids = await session.ListAsync<string>(
                $"select id from document where id in {dialect.Values}", SetParameters.With(dialect.SetOf(chunk.Select(Columns.ToText))), cancellationToken);
            known.UnionWith(ids.Select(Columns.ToId));
        }

        return known;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, Guid>> ReadNumbersAsync(int company, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await using var session = await dialect.ReadAsync(cancellationToken);
        foreach (var chunk in numbers.Chunk(Chunk))
        {
            var rows = await session.ListAsync<NumberRow>(
                $"select id as Id, number as Number from document where company = @company and number in {dialect.Values}",
                SetParameters.With(dialect.SetOf(chunk), new { company }),
                cancellationToken);
            foreach (var row in rows)
            {
                known[row.Number] = Columns.ToId(row.Id);
            }
        }

        return known;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> ReadKnownPlatformIdsAsync(int company, IReadOnlyCollection<string> platformIds, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await using var session = await dialect.ReadAsync(cancellationToken);
        foreach (var chunk in platformIds.Chunk(Chunk))
        {
            known.UnionWith(await session.ListAsync<string>(
                $"select platform_id from document where company = @company and platform_id in {dialect.Values}", SetParameters.With(dialect.SetOf(chunk), new { company }), cancellationToken));
        }

        return known;
    }

    /// <inheritdoc/>
    public async Task<NodaTime.LocalDate?> ReadLastDayAsync(int company, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await session.FirstAsync<string?>("select max(date) from number_day where company = @company", new { company }, cancellationToken) is { } day ? Columns.ToDate(day) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredDocument>> ReadDependentsAsync(int company, Guid sync, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var rows = await session.ListAsync<DocumentRow>(
            $"""
            {DocumentRow.Select}
            where d.company = @company and d.sync <> @sync and d.state in (0, 1, 2) and {NotNetted} and (
                d.target in (select id from document where company = @company and sync = @sync)
                or d.source in (select id from document where company = @company and sync = @sync)
                or d.ordinal in (
                    select later.document from document mine join part p on p.document = mine.ordinal join part later on later.record = p.record
                    where mine.company = @company and mine.sync = @sync and later.document > mine.ordinal))
            order by d.ordinal
            """,
            new { company, sync = Columns.ToText(sync) },
            cancellationToken);
        return rows.ConvertAll(row => row.ToDocument());
    }

    /// <summary>A document of the company by its id; null where there is none.</summary>
    public async Task<StoredDocument?> FindDocumentAsync(int company, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var row = await session.FirstAsync<DocumentRow>(
            DocumentRow.Select + "where d.company = @company and d.id = @id", new { company, id = Columns.ToText(id) }, cancellationToken);
        return row?.ToDocument();
    }

    /// <summary>The parts that a document holds, in the order in which they were planned; none where it was dissolved or voided.</summary>
    public async Task<IReadOnlyList<DocumentPart>> ReadDocumentPartsAsync(Guid document, CancellationToken cancellationToken)
    {
        var parts = new List<DocumentPart>();
        await using var session = await dialect.ReadAsync(cancellationToken);
        await using var command = session.Command(
            "select p.record, d.currency, p.postings from document d join part p on p.document = d.ordinal where d.id = @id order by p.n", ("id", Columns.ToText(document)));
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            parts.Add(new DocumentPart(rows.GetInt64(0), PartBuffer.Unpack(rows.GetFieldValue<byte[]>(2), Currency.Parse(rows.GetString(1)))));
        }

        return parts;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BookedPart>> ReadPartsAsync(IReadOnlyCollection<long> records, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        return await PartsAsync(session, "record", records, cancellationToken).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BookedPart>> ReadSalePartsAsync(IReadOnlyCollection<long> sales, IReadOnlyCollection<long> payments, CancellationToken cancellationToken)
    {
        await using var session = await dialect.ReadAsync(cancellationToken);
        var named = sales.Concat(payments).ToHashSet();
        var parts = await PartsAsync(session, "record", named, cancellationToken).ToListAsync(cancellationToken);
        await foreach (var part in PartsAsync(session, "sale", sales, cancellationToken))
        {
            if (!named.Contains(part.Record))
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<long>> ReadSalesOfAsync(IReadOnlyCollection<long> payments, CancellationToken cancellationToken)
    {
        var sales = new HashSet<long>();
        await using var session = await dialect.ReadAsync(cancellationToken);
        foreach (var chunk in payments.Chunk(Chunk))
        {
            sales.UnionWith(await session.ListAsync<long>(
                $"select distinct p.sale from {dialect.Values} v cross join part p where p.record = v.value and p.sale is not null",
                SetParameters.With(dialect.SetOf(chunk)),
                cancellationToken));
        }

        return sales;
    }

    /// <summary>The parts whose <paramref name="column"/> holds one of the numbers, in the order of records and documents.</summary>
    private async IAsyncEnumerable<BookedPart> PartsAsync(
        Session session, string column, IReadOnlyCollection<long> numbers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var documents = new Dictionary<int, (Guid Id, DocumentKind Kind, NodaTime.LocalDate Date, Currency Currency)>();
        foreach (var chunk in numbers.Distinct().Chunk(Chunk))
        {
            await using var command = session.Command(
                $"select p.record, p.document, p.postings, d.id, d.kind, d.date, d.currency, coalesce(p.sale, p.record) from {dialect.Values} v cross join part p "
                + $"join document d on d.ordinal = p.document where p.{column} = v.value order by p.record, p.document, p.n",
                ("set", dialect.SetOf(chunk)));
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                var ordinal = rows.GetInt32(1);
                if (!documents.TryGetValue(ordinal, out var document))
                {
                    document = (Columns.ToId(rows.GetString(3)), (DocumentKind)rows.GetInt16(4), Columns.ToDate(rows.GetString(5)), Currency.Parse(rows.GetString(6)));
                    documents.Add(ordinal, document);
                }

                var postings = PartBuffer.Unpack(rows.GetFieldValue<byte[]>(2), document.Currency);
                yield return new BookedPart(rows.GetInt64(0), rows.GetInt64(7), document.Id, document.Kind, document.Date, postings);
            }
        }
    }

    private static readonly string NotNetted = $"d.kind <> {(int)DocumentKind.Netted}";

    private static async Task UpdateAsync(Session session, Sync sync, StoredDocument document, CancellationToken cancellationToken)
    {
        var updated = await session.ExecuteAsync(
            """
            update document set state = @State, platform_id = @PlatformId, error = @Error, requested = @Requested, completed = @Completed, number = @Number, body = @Body
            where id = @Id and company = @Company
            """,
            DocumentRow.Of(document, sync.Company, 0),
            cancellationToken);
        if (updated == 0)
        {
            throw new InvalidOperationException($"There is no document {document.Document.Id} of company {sync.Company}.");
        }
    }

    private sealed record NumberRow
    {
        public string Id { get; init; } = "";

        public string Number { get; init; } = "";
    }

    private sealed record PlatformIdRow
    {
        public string Id { get; init; } = "";

        public string PlatformId { get; init; } = "";
    }
}

/// <summary>The part of a record that a document holds.</summary>
/// <param name="Record">The record's number.</param>
/// <param name="Postings">The part.</param>
public sealed record DocumentPart(long Record, Effect Postings);
