namespace Daybook.Wire;

/// <summary>How often each type of data is fetched. Kept as they are set: pushed data is there at once, and a ledger is read where it lies.</summary>
public sealed record SyncSettings
{
    /// <summary>In a company's settings absent.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>In the settings for all companies absent.</summary>
    public Guid? CompanyId { get; init; }

    public IReadOnlyList<SyncSetting?>? Settings { get; init; }

    /// <summary>Whether these were set, and are not the defaults.</summary>
    public bool? OverridesDefaults { get; init; }
}

/// <summary>How often one type of data is fetched.</summary>
public sealed record SyncSetting
{
    public string? DataType { get; init; }

    public bool? FetchOnFirstLink { get; init; }

    /// <summary>Hours between two fetches; 0: never by itself.</summary>
    public int? SyncSchedule { get; init; }

    public int? SyncOrder { get; init; }

    public string? SyncFromUtc { get; init; }

    /// <summary>Months.</summary>
    public int? SyncFromWindow { get; init; }

    public int? MonthsToSync { get; init; }

    public bool? IsLocked { get; init; }
}
