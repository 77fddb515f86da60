namespace Daybook.Storage;

internal sealed record EventRow
{
    public const string Select = "select number as Number, id as Id, type as Type, company as Company, payload as Payload, created as Created from event ";

    public long Number { get; init; }

    public string Id { get; init; } = "";

    public string Type { get; init; } = "";

    public string? Company { get; init; }

    public string Payload { get; init; } = "";

    public long Created { get; init; }

    public Event ToEvent() => new()
    {
        Number = Number,
        Id = Columns.ToId(Id),
        Type = Type,
        Company = Company is null ? null : Columns.ToId(Company),
        Facts = Columns.FromJson<EventFacts>(Payload),
        CreatedAt = Columns.ToInstant(Created),
    };
}
