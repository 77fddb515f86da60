using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>How a merchant's books are kept: what the merchant chose, by the platform's ids.</summary>
public sealed record SyncConfiguration
{
    /// <summary>Whether syncs may run.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether every required choice has been made and checked.</summary>
    public bool Configured { get; init; }

    public SyncSchedule Schedule { get; init; } = new();

    /// <summary>The merchant's country, ISO 3166-1, or null.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Fixed once configured.</summary>
    public Presentation Presentation { get; init; }

    public SalesChoices Sales { get; init; } = new();

    public PaymentChoices Payments { get; init; } = new();

    public FeeChoices Fees { get; init; } = new();

    /// <summary>Whether another configuration books the same records by the same roles, whatever accounts they go to.</summary>
    public bool BooksTheSameAs(SyncConfiguration other) =>
        Schedule.StartDate == other.Schedule.StartDate && Sales.SyncSales == other.Sales.SyncSales && Sales.VouchersTaxedAtSale == other.Sales.VouchersTaxedAtSale && Fees.SyncFees == other.Fees.SyncFees
        && Payments.SyncPayments == other.Payments.SyncPayments && Payments.SuspendedTypes.SequenceEqual(other.Payments.SuspendedTypes);
}

/// <summary>When syncs are due, and how time is divided into business days.</summary>
public sealed record SyncSchedule
{
    public const string Daily = "Daily";
    public const string Monthly = "Monthly";

    /// <summary><see cref="Daily"/> or <see cref="Monthly"/>; null until chosen.</summary>
    public string? Frequency { get; init; }

    /// <summary>Nothing created before this moment is booked.</summary>
    public Instant? StartDate { get; init; }

    /// <summary>0 to 23: the hour of the merchant's day at which one business day ends and the next begins.</summary>
    public int SyncHour { get; init; }

    /// <summary>An IANA time zone.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>The merchant's business day of a moment.</summary>
    public LocalDate DayOf(Instant moment) => BusinessDay.Of(moment);

    /// <summary>How the merchant divides time.</summary>
    internal BusinessDay BusinessDay => new(DateTimeZoneProviders.Tzdb[TimeZone], SyncHour);
}

public sealed record SalesChoices
{
    /// <summary>The invoice level at which each location has documents of its own.</summary>
    public const string ByLocation = "Location";

    /// <summary>The invoice statuses.</summary>
    public const string Submitted = "Submitted";

    /// <inheritdoc cref="Submitted"/>
    public const string Draft = "Draft";

    public bool SyncSales { get; init; } = true;

    /// <summary>Account ids by key: sales, refund, gratuity, prepaid, sales-other, rounding, receivable, serviceCharge-*, and one per product category id.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();

    /// <summary><see cref="Submitted"/> or <see cref="Draft"/>; null until chosen.</summary>
    public string? InvoiceStatus { get; init; }

    public string? CustomerId { get; init; }

    /// <summary>Whether gift cards are vouchers that are taxed when they are sold (single-purpose); false: what they pay for is taxed when they are redeemed.</summary>
    public bool VouchersTaxedAtSale { get; init; }

    /// <summary>Tax rate ids by numeric rate: <c>"20"</c> and so on.</summary>
    public IReadOnlyDictionary<string, string> TaxRates { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<TaxComponentMapping> TaxComponents { get; init; } = [];

    /// <summary>The tax rate of lines whose tax components come to zero, or null.</summary>
    public string? DefaultZeroTaxRateId { get; init; }

    /// <summary><c>Daily</c>; null until chosen.</summary>
    public string? GroupingPeriod { get; init; }

    /// <summary>Empty, or <c>Location</c>.</summary>
    public IReadOnlyList<string> InvoiceLevel { get; init; } = [];

    /// <summary>What lines are told apart by, beyond account and tax.</summary>
    public IReadOnlyList<string> InvoiceLineLevel { get; init; } = [];
}

/// <summary>The accounting platform's tax rate for a set of the shop's tax components.</summary>
public sealed record TaxComponentMapping(IReadOnlyList<string> CommerceTaxRateIds, string? AccountingTaxRateId);

public sealed record PaymentChoices
{
    public bool SyncPayments { get; init; }

    /// <summary>Account ids by key: card, cash, …, payout, transfer, suspense.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();

    /// <summary>Account ids by the id of the shop's own payment method.</summary>
    public IReadOnlyDictionary<string, string> MethodAccounts { get; init; } = new Dictionary<string, string>();

    /// <summary>With a suspense account the payments of a type go there or not, as the type has an account: what decides that, in a fixed order.</summary>
    internal IEnumerable<string> SuspendedTypes =>
        Accounts.ContainsKey("suspense") ? Accounts.Keys.Concat(MethodAccounts.Keys.Select(id => PaymentType.Method(id).Key)).Order(StringComparer.Ordinal) : [];
}

public sealed record FeeChoices
{
    public bool SyncFees { get; init; }

    public string? SupplierId { get; init; }

    /// <summary>Account ids by key: paymentFee, paymentFeeRefund, loan, loanPayment, loanFee, cashback.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();
}
