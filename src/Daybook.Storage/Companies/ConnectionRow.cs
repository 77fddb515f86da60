using Daybook.Syncing;

namespace Daybook.Storage.Companies;

internal sealed record ConnectionRow
{
    public const string Fields =
        """
        select number as Number, id as Id, company as Company, platform as Platform, source as Source, status as Status, created as Created,
            last_sync as LastSync, payouts_are_magnitudes as PayoutsAreMagnitudes
        """;

    public const string Select = Fields + " from connection ";

    /// <summary>A company's accounting connection that documents go to.</summary>
    public const string ActiveLedger = "where company = @company and source = 2 and status in (0, 1) order by number desc limit 1";

    public int Number { get; init; }

    public string Id { get; init; } = "";

    public int Company { get; init; }

    public string Platform { get; init; } = "";

    public short Source { get; init; }

    public short Status { get; init; }

    public long Created { get; init; }

    public long? LastSync { get; init; }

    public bool PayoutsAreMagnitudes { get; init; }

    public static ConnectionRow Of(Connection connection) => new()
    {
        Number = connection.Number,
        Id = Columns.ToText(connection.Id),
        Company = connection.Company,
        Platform = connection.PlatformKey,
        Source = (short)connection.Source,
        Status = (short)connection.Status,
        Created = Columns.ToTicks(connection.CreatedAt),
        LastSync = Columns.ToTicks(connection.LastSync),
        PayoutsAreMagnitudes = connection.PayoutsAreMagnitudes,
    };

    public Connection ToConnection() => new()
    {
        Number = Number,
        Id = Columns.ToId(Id),
        Company = Company,
        PlatformKey = Platform,
        Source = (ConnectionSource)Source,
        Status = (ConnectionStatus)Status,
        CreatedAt = Columns.ToInstant(Created),
        LastSync = Columns.ToInstant(LastSync),
        PayoutsAreMagnitudes = PayoutsAreMagnitudes,
    };
}
