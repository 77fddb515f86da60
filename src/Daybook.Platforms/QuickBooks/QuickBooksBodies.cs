namespace Daybook.Platforms.QuickBooks;

// What is sent, in QuickBooks' own words; nulls are left out. Unknown fields are refused there, so nothing else may be added.

/// <summary>Any transaction: each entity has its own of these fields.</summary>
internal sealed record QuickBooksTransaction
{
    public required string TxnDate { get; init; }

    public required string PrivateNote { get; init; }

    public string? DueDate { get; init; }

    public string? DocNumber { get; init; }

    /// <summary>The number of a payment, which has no document number.</summary>
    public string? PaymentRefNum { get; init; }

    public QuickBooksRef? CustomerRef { get; init; }

    public QuickBooksRef? VendorRef { get; init; }

    /// <summary>The location; of a journal entry each line has its own.</summary>
    public QuickBooksRef? DepartmentRef { get; init; }

    public QuickBooksRef? CurrencyRef { get; init; }

    /// <summary>Home currency for one unit of the document's.</summary>
    public decimal? ExchangeRate { get; init; }

    public string? GlobalTaxCalculation { get; init; }

    public QuickBooksRef? DepositToAccountRef { get; init; }

    public QuickBooksRef? APAccountRef { get; init; }

    public QuickBooksRef? FromAccountRef { get; init; }

    public QuickBooksRef? ToAccountRef { get; init; }

    public decimal? Amount { get; init; }

    public decimal? TotalAmt { get; init; }

    public string? PayType { get; init; }

    public object? CheckPayment { get; init; }

    public object? CreditCardPayment { get; init; }

    public IReadOnlyList<QuickBooksLine>? Line { get; init; }

    public QuickBooksTax? TxnTaxDetail { get; init; }
}

/// <summary>A line; its amount is positive but for a sale's line that takes something off.</summary>
internal sealed record QuickBooksLine(decimal Amount)
{
    public string? Description { get; init; }

    public string? DetailType { get; init; }

    public object? SalesItemLineDetail { get; init; }

    public object? AccountBasedExpenseLineDetail { get; init; }

    public QuickBooksEntryDetail? JournalEntryLineDetail { get; init; }

    public object? TaxLineDetail { get; init; }

    public IReadOnlyList<QuickBooksLink>? LinkedTxn { get; init; }
}

/// <summary>One side of a journal entry; accounts receivable name their customer, accounts payable their supplier.</summary>
internal sealed record QuickBooksEntryDetail(string PostingType, QuickBooksRef AccountRef)
{
    public object? Entity { get; init; }

    public QuickBooksRef? DepartmentRef { get; init; }
}

internal sealed record QuickBooksTax
{
    public decimal? TotalTax { get; init; }

    public IReadOnlyList<QuickBooksLine>? TaxLine { get; init; }
}

internal sealed record QuickBooksLink(string TxnId, string TxnType);

#pragma warning disable IDE1006, SA1300 // Intuit spells this one in small letters.
internal sealed record QuickBooksRef(string value);
#pragma warning restore IDE1006, SA1300
