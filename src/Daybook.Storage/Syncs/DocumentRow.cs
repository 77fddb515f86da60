using Daybook.Bookkeeping;
using Daybook.Syncing;

namespace Daybook.Storage.Syncs;

internal sealed record DocumentRow
{
    public const string Fields =
        "select d.sync as Sync, d.state as State, d.platform_id as PlatformId, d.error as Error, d.requested as Requested, d.completed as Completed, d.body as Body";

    public const string Select = Fields + " from document d ";

    public const string Insert =
        """
        insert into document (id, company, connection, sync, number, kind, date, currency, state, target, source, requested, body)
        values (@Id, @Company, @Connection, @Sync, @Number, @Kind, @Date, @Currency, @State, @Target, @Source, @Requested, @Body)
        returning ordinal
        """;

    public string Id { get; init; } = "";

    public int Company { get; init; }

    public int Connection { get; init; }

    public string Sync { get; init; } = "";

    public string? Number { get; init; }

    public short Kind { get; init; }

    public string Date { get; init; } = "";

    public string Currency { get; init; } = "";

    public short State { get; init; }

    public string? PlatformId { get; init; }

    public string? Error { get; init; }

    public string? Target { get; init; }

    public string? Source { get; init; }

    public long Requested { get; init; }

    public long? Completed { get; init; }

    public string Body { get; init; } = "";

    public static DocumentRow Of(StoredDocument stored, int company, int connection)
    {
        var document = stored.Document;
        return new DocumentRow
        {
            Id = Columns.ToText(document.Id),
            Company = company,
            Connection = connection,
            Sync = Columns.ToText(stored.Sync),
            Number = document.Number.Length == 0 ? null : document.Number,
            Kind = (short)document.Kind,
            Date = Columns.ToText(document.Date),
            Currency = document.Currency.Code,
            State = (short)stored.State,
            PlatformId = stored.PlatformId,
            Error = stored.Error,
            Target = document.Target is { } target ? Columns.ToText(target) : null,
            Source = document.Source is { } source ? Columns.ToText(source) : null,
            Requested = Columns.ToTicks(stored.RequestedAt),
            Completed = Columns.ToTicks(stored.CompletedAt),
            Body = Columns.ToJson(document),
        };
    }

    public StoredDocument ToDocument() => new()
    {
        Document = Columns.FromJson<Document>(Body),
        Sync = Columns.ToId(Sync),
        State = (DocumentState)State,
        PlatformId = PlatformId,
        Error = Error,
        RequestedAt = Columns.ToInstant(Requested),
        CompletedAt = Columns.ToInstant(Completed),
    };
}
