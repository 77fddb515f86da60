namespace Daybook.Wire;

/// <summary>How a company's books are kept: what can be chosen and what is.</summary>
public sealed record Configuration
{
    public Guid? CompanyId { get; init; }

    public string? AccountingSoftwareCompanyName { get; init; }

    /// <summary>Whether syncs may run.</summary>
    public bool? Enable { get; init; }

    /// <summary>What older clients call <see cref="Enable"/>.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Whether every required choice has been made.</summary>
    public bool? Configured { get; init; }

    public Schedule? Schedule { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("configuration")]
    public Choices? Choices { get; init; }
}

/// <summary>When syncs are due, and how time is divided into business days.</summary>
public sealed record Schedule
{
    /// <summary><c>Daily</c> or <c>Monthly</c>.</summary>
    public string? SelectedFrequency { get; init; }

    public IReadOnlyList<string>? FrequencyOptions { get; init; }

    /// <summary>Nothing created before this moment is booked; without a zone it is UTC.</summary>
    public string? StartDate { get; init; }

    /// <summary>0 to 23, in <see cref="TimeZone"/>: where one business day ends and the next begins.</summary>
    public int? SyncHour { get; init; }

    /// <summary>What older clients call <see cref="SyncHour"/>.</summary>
    public int? SyncHourUtc { get; init; }

    /// <summary>IANA; default <c>Etc/UTC</c>.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>What can be chosen, section by section.</summary>
public sealed record Choices
{
    /// <summary>ISO 3166-1.</summary>
    public string? CountryCode { get; init; }

    public MapSettings? MapSettings { get; init; }

    public Sales? Sales { get; init; }

    public Payments? Payments { get; init; }

    public Payments? NewPayments { get; init; }

    public Fees? Fees { get; init; }
}

/// <summary>In which form a day is booked.</summary>
/// <param name="OutputFormat"><c>JournalEntry</c>; absent: invoices. Fixed once configured.</param>
public sealed record MapSettings(string? OutputFormat);

/// <summary>How sales are booked.</summary>
public sealed record Sales
{
    public bool? SyncSales { get; init; }

    public IReadOnlyDictionary<string, AccountChoice?>? Accounts { get; init; }

    public InvoiceStatus? InvoiceStatus { get; init; }

    public SalesCustomer? SalesCustomer { get; init; }

    /// <summary>Whether gift cards are taxed when they are sold (single-purpose vouchers); false, the default: when they are redeemed.</summary>
    public bool? VouchersTaxedAtSale { get; init; }

    /// <summary>By rate in percent: <c>20</c>.</summary>
    public IReadOnlyDictionary<string, TaxRateChoice?>? TaxRates { get; init; }

    public NewTaxRates? NewTaxRates { get; init; }

    public Grouping? Grouping { get; init; }
}

/// <summary>Payments by type, or in newPayments by the shop's own payment method.</summary>
public sealed record Payments
{
    public bool? SyncPayments { get; init; }

    public IReadOnlyDictionary<string, AccountChoice?>? Accounts { get; init; }
}

/// <summary>How the provider's fees are booked.</summary>
public sealed record Fees
{
    public FeesSupplier? FeesSupplier { get; init; }

    public bool? SyncFees { get; init; }

    public IReadOnlyDictionary<string, AccountChoice?>? Accounts { get; init; }
}
