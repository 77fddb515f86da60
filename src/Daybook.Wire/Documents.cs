namespace Daybook.Wire;

/// <summary>A document that a sync writes, or would write.</summary>
public sealed record Document
{
    public required Guid Id { get; init; }

    /// <summary>Readable and unique per company, such as <c>DB-20261120-1</c>; absent in a preview.</summary>
    public string? Number { get; init; }

    /// <summary>Journal, SalesInvoice, CreditNote, Payment, Refund, CreditAllocation, Overpayment, Overrefund, Bill, BillPayment, BillCreditNote, BillRefund or Transfer.</summary>
    public required string Kind { get; init; }

    /// <summary>The business day it is booked on, <c>2026-11-20</c>.</summary>
    public required string Date { get; init; }

    public required string Currency { get; init; }

    /// <summary>The id of the location whose sales these are; absent where the merchant does not group by it.</summary>
    public string? Location { get; init; }

    /// <summary>With tax; for a journal entry the sum of its debits.</summary>
    public required decimal Total { get; init; }

    /// <summary>The account that money moves on; for a transfer the one that it reaches.</summary>
    public string? Account { get; init; }

    /// <summary>For a transfer the account that money leaves.</summary>
    public string? FromAccount { get; init; }

    /// <summary>The id of the document that this pays, refunds or is set against.</summary>
    public Guid? Target { get; init; }

    /// <summary>For an allocation the id of the document whose credit is used.</summary>
    public Guid? Source { get; init; }

    public required IReadOnlyList<DocumentLine> Lines { get; init; }

    /// <summary>The double entry by account; it sums to zero. Debit is positive.</summary>
    public required IReadOnlyList<AccountAmount> Ledger { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Planned, Sending, Accepted, Rejected or Voided; absent in a preview.</summary>
    public string? State { get; init; }

    /// <summary>The platform's id, once accepted.</summary>
    public string? PlatformId { get; init; }

    /// <summary>Why the platform refused it.</summary>
    public string? Error { get; init; }

    /// <summary>The sync that planned it; absent in a preview.</summary>
    public Guid? SyncId { get; init; }
}

/// <summary>A line of a document; in a journal entry debit is positive, elsewhere amounts are.</summary>
public sealed record DocumentLine
{
    /// <summary>Counted from 1: names the line when its records are asked for.</summary>
    public required int Number { get; init; }

    public required string Account { get; init; }

    public required string Description { get; init; }

    /// <summary>Without tax.</summary>
    public required decimal Net { get; init; }

    public required decimal Tax { get; init; }

    /// <summary>The platform's id of the tax rate; absent where the line carries none.</summary>
    public string? TaxRate { get; init; }

    /// <summary>The id of the product category; absent where the line has none.</summary>
    public string? Category { get; init; }
}

/// <summary>One side of a double entry. Debit is positive.</summary>
public sealed record AccountAmount(string Account, decimal Amount);

/// <summary>A record's share of a document or of one of its lines.</summary>
public sealed record RecordShare
{
    /// <summary>Such as <c>commerce-orders</c>.</summary>
    public required string DataType { get; init; }

    /// <summary>The source's id.</summary>
    public required string Id { get; init; }

    /// <summary>A transaction's type; absent for other records.</summary>
    public string? Type { get; init; }

    /// <summary>What the record puts on the line (or document), as the line counts it: without tax. For a whole document: its receivable, or the money moved.</summary>
    public required decimal Net { get; init; }

    /// <summary>The tax it puts there.</summary>
    public required decimal Tax { get; init; }
}

/// <summary>A document that holds part of a record.</summary>
public sealed record DocumentShare
{
    public required Document Document { get; init; }

    /// <summary>The part, by the role that each amount plays. Debit is positive.</summary>
    public required IReadOnlyList<RoleAmount> Part { get; init; }
}

/// <summary>An amount and the role it plays. Debit is positive.</summary>
public sealed record RoleAmount(string Role, decimal Amount);

/// <summary>What a sync would write, with its proof.</summary>
public sealed record Preview
{
    public required Guid CompanyId { get; init; }

    /// <summary>UTC; nothing of this moment or later is included.</summary>
    public required DateTimeOffset SyncTo { get; init; }

    public required IReadOnlyList<Document> Documents { get; init; }

    /// <summary>Per currency and account: the sum of the records' effects beside the sum of the documents. A plan is right where both agree on every line.</summary>
    public required IReadOnlyList<ProofLine> Proof { get; init; }

    /// <summary>Per currency and tax rate: the tax as the source states it, which is what is booked, beside what the rate would make of the same gross amount.</summary>
    public required IReadOnlyList<TaxCheck> Taxes { get; init; }

    /// <summary>Choices that are missing; while there are any, a sync writes nothing.</summary>
    public required IReadOnlyList<string> Unmapped { get; init; }

    /// <summary>What a person should look at.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>How many records were looked at.</summary>
    public required int RecordsLookedAt { get; init; }

    public required int RecordsSetAside { get; init; }

    public required int RecordsWaiting { get; init; }

    /// <summary>Records that a later sync will reach.</summary>
    public required int RecordsPending { get; init; }
}

/// <summary>One account's movement told twice: effects and tax rounding together are the documents. Debit is positive.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Account">The accounting platform's id.</param>
/// <param name="Effects">What the records say.</param>
/// <param name="TaxRounding">What a platform that computes tax by itself moves between the accounts of tax and rounding; 0 elsewhere.</param>
/// <param name="Documents">What the documents say.</param>
public sealed record ProofLine(string Currency, string Account, decimal Effects, decimal TaxRounding, decimal Documents);

/// <summary>The source's tax beside the rate's.</summary>
public sealed record TaxCheck(string Currency, string Rate, decimal Gross, decimal Source, decimal Formula, decimal Difference);
