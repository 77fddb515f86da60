using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Syncing;

/// <summary>A ledger that documents are written to. Its faults are translated here, once, into the outcomes below; nothing else of it is known outside.</summary>
public interface IAccountingPlatform
{
    /// <summary>Four lower-case letters, such as <c>hldg</c>.</summary>
    string Key { get; }

    /// <summary>The name that people know it by.</summary>
    string Name { get; }

    /// <summary>Whether a connection is Linked as soon as it is created, with nothing to authorize.</summary>
    bool LinksAtOnce { get; }

    /// <summary>Everything that the merchant can choose from, as it is now.</summary>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    Task<Chart> ReadChartAsync(PlatformLink link, CancellationToken cancellationToken);

    /// <summary>
    /// Writes one document. Writing a document whose id is there already changes nothing and answers as the first time.
    /// </summary>
    /// <param name="link">The books to write to.</param>
    /// <param name="document">The document; its <see cref="Document.Id"/> is the idempotency key.</param>
    /// <param name="platformIdOf">The platform's id of a document that this one names as target or source.</param>
    /// <param name="cancellationToken">Cancels the attempt; whether it was written is then unknown.</param>
    Task<WriteOutcome> WriteAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken);

    /// <summary>Looks for a document whose answer was lost.</summary>
    /// <param name="link">The books to look in.</param>
    /// <param name="document">The document.</param>
    /// <param name="platformIdOf">The platform's id of a document that this one names as target or source: some documents have no number there and are found by what they settle.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The platform's id of it, or null where it is not there.</returns>
    /// <exception cref="PlatformUnavailableException">The platform can't be asked at the moment.</exception>
    Task<string?> FindAsync(PlatformLink link, Document document, Func<Guid, string?> platformIdOf, CancellationToken cancellationToken);

    /// <summary>Takes a document out of the books. Voiding one that is gone already answers as the first time.</summary>
    Task<WriteOutcome> VoidAsync(PlatformLink link, Document document, string platformId, CancellationToken cancellationToken);
}

/// <summary>The books of one merchant on a platform.</summary>
/// <param name="Company">The company's id.</param>
/// <param name="Connection">The accounting connection's id.</param>
/// <param name="CompanyName">The company's name.</param>
public sealed record PlatformLink(Guid Company, Guid Connection, string CompanyName)
{
    /// <summary>The platform's id of the customer that sales are written to; null until one is chosen.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The platform's id of the supplier that fees are billed by; null until one is chosen.</summary>
    public string? SupplierId { get; init; }

    /// <summary>Whether sales invoices and credit notes are left as drafts for a person to approve.</summary>
    public bool IsDraft { get; init; }
}

/// <summary>What became of a document that was sent.</summary>
public abstract record WriteOutcome
{
    private WriteOutcome()
    {
    }

    /// <summary>It is in the books.</summary>
    /// <param name="PlatformId">The platform's id of it.</param>
    public sealed record Accepted(string PlatformId) : WriteOutcome;

    /// <summary>It is not in the books and won't be as it is.</summary>
    /// <param name="Refusal">Why, as one of a closed set.</param>
    /// <param name="Message">Why, in words for the merchant, with the platform's own text.</param>
    public sealed record Rejected(Refusal Refusal, string Message) : WriteOutcome;

    /// <summary>Nobody knows: the answer was lost. It must be looked for before it is sent again.</summary>
    /// <param name="Message">What happened.</param>
    public sealed record Unanswered(string Message) : WriteOutcome;
}

/// <summary>Why a platform refused a document.</summary>
public enum Refusal
{
    Other = 0,

    /// <summary>An account, tax rate, customer or supplier is archived or gone.</summary>
    NotActive = 1,

    /// <summary>The day is closed.</summary>
    DayClosed = 2,

    /// <summary>Another document has the number.</summary>
    DuplicateNumber = 3,

    /// <summary>The document does not balance, or names something that can't be.</summary>
    Invalid = 4,

    /// <summary>The merchant's subscription to the platform has expired.</summary>
    SubscriptionExpired = 5,

    /// <summary>The connection is no longer authorized.</summary>
    NotAuthorized = 6,
}

/// <summary>The platform can't be asked at the moment; nothing was changed.</summary>
public class PlatformUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The platform no longer lets us into the merchant's books: they must be connected again. Nothing was changed.</summary>
public sealed class PlatformNotAuthorizedException(string message, Exception? inner = null) : PlatformUnavailableException(message, inner);

/// <summary>What the merchant can choose from on a platform.</summary>
public sealed record Chart
{
    /// <summary>The name of the company in its own books.</summary>
    public required string CompanyName { get; init; }

    public required IReadOnlyList<ChartAccount> Accounts { get; init; }

    public required IReadOnlyList<ChartItem> TaxRates { get; init; }

    public required IReadOnlyList<ChartItem> Customers { get; init; }

    public required IReadOnlyList<ChartItem> Suppliers { get; init; }

    /// <summary>The last day that is closed to new documents; null where none is.</summary>
    public LocalDate? ClosedUpTo { get; init; }

    /// <summary>Whether invoices and credit notes keep the tax that they are sent with; false: the platform computes it from each line's net amount and rate.</summary>
    public bool TakesTax { get; init; } = true;

    /// <summary>Whether bills, such as those of fees, can be paid from bank accounts alone.</summary>
    public bool PaysBillsFromBanksOnly { get; init; }

    /// <summary>The account that holds what customers owe; null where the platform books it by itself.</summary>
    public string? ReceivableAccount { get; init; }

    /// <summary>The account that holds what the merchant owes suppliers; null where the platform books it by itself.</summary>
    public string? PayableAccount { get; init; }
}

/// <summary>An account of a chart.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="Name">What the merchant knows it by.</param>
/// <param name="NominalCode">Its code, or null.</param>
/// <param name="Classification">Asset, Liability, Equity, Income or Expense, with what the platform says beyond that, such as <c>Asset.Bank</c>.</param>
/// <param name="IsActive">Whether documents may still name it.</param>
public sealed record ChartAccount(string Id, string Name, string? NominalCode, string Classification, bool IsActive = true)
{
    public bool IsBank => Classification.StartsWith("Asset.Bank", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A tax rate, customer or supplier.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="Name">What the merchant knows it by.</param>
/// <param name="IsActive">Whether documents may still name it.</param>
public sealed record ChartItem(string Id, string Name, bool IsActive = true)
{
    /// <summary>Of a tax rate, where the platform computes tax by it: how much, in percent; else null.</summary>
    public decimal? Percent { get; init; }
}
