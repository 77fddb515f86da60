namespace Daybook.Platforms.Xero;

// What is sent, in Xero's own words (OpenAPI 16.1.0); nulls are left out.

/// <summary>An ACCREC or ACCPAY invoice.</summary>
internal sealed record XeroInvoice(
    string Type, string Status, XeroContact Contact, string Date, string DueDate, string InvoiceNumber, string? Reference, string LineAmountTypes, string CurrencyCode, IReadOnlyList<XeroLine> LineItems);

/// <summary>An ACCRECCREDIT or ACCPAYCREDIT credit note.</summary>
internal sealed record XeroCreditNote(
    string Type, string Status, XeroContact Contact, string Date, string CreditNoteNumber, string? Reference, string LineAmountTypes, string CurrencyCode, IReadOnlyList<XeroLine> LineItems);

/// <summary>A payment on exactly one of invoice, credit note and overpayment.</summary>
internal sealed record XeroPayment(XeroAccountRef Account, string Date, decimal Amount, string Reference)
{
    public XeroInvoiceRef? Invoice { get; init; }

    public XeroCreditNoteRef? CreditNote { get; init; }

    public XeroOverpaymentRef? Overpayment { get; init; }
}

/// <summary>Money spent from or received on a bank account.</summary>
internal sealed record XeroBankTransaction(
    string Type, XeroContact Contact, XeroAccountRef BankAccount, string Date, string? Reference, string LineAmountTypes, IReadOnlyList<XeroLine> LineItems)
{
    public string? Status { get; init; }
}

internal sealed record XeroBankTransfer(XeroAccountRef FromBankAccount, XeroAccountRef ToBankAccount, decimal Amount, string Date, string Reference);

internal sealed record XeroManualJournal(string Narration, string Date, string Status, string LineAmountTypes, IReadOnlyList<XeroJournalLine> JournalLines);

internal sealed record XeroAllocation(XeroInvoiceRef Invoice, decimal Amount, string Date);

/// <summary>A line; with a description alone it is a remark.</summary>
internal sealed record XeroLine(string Description)
{
    public decimal? Quantity { get; init; }

    public decimal? UnitAmount { get; init; }

    public string? AccountID { get; init; }

    public string? TaxType { get; init; }

    public decimal? TaxAmount { get; init; }

    public IReadOnlyList<XeroTracked>? Tracking { get; init; }
}

/// <summary>Debit is positive.</summary>
internal sealed record XeroJournalLine(decimal LineAmount, string AccountID, string Description, string TaxType)
{
    public IReadOnlyList<XeroTracked>? Tracking { get; init; }
}

internal sealed record XeroContact(string ContactID);

internal sealed record XeroAccountRef(string AccountID);

internal sealed record XeroInvoiceRef(string InvoiceID);

internal sealed record XeroCreditNoteRef(string CreditNoteID);

internal sealed record XeroOverpaymentRef(string OverpaymentID);

/// <summary>A new account; sent bare, one at a time.</summary>
internal sealed record XeroNewAccount(string Code, string Name, string Type, string TaxType, bool EnablePaymentsToAccount);
