using NodaTime;

namespace Daybook.Bookkeeping;

/// <summary>A document as a platform is to write it: everything named by the platform's own ids, every amount positive unless said otherwise.</summary>
public sealed record Document
{
    /// <summary>The document's own id: its idempotency key on every attempt.</summary>
    public required Guid Id { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>Readable and unique per company, such as <c>DB-20261120-1</c>; empty until the plan is stored.</summary>
    public string Number { get; init; } = "";

    /// <summary>The business day it is booked on.</summary>
    public required LocalDate Date { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>The id of the location whose sales these are, where the merchant groups by it; else null.</summary>
    public string? Location { get; init; }

    /// <summary>What people call that location; null where it has no name.</summary>
    public string? LocationName { get; init; }

    /// <summary>The lines of an invoice, credit note, bill or journal entry; empty for the other kinds.</summary>
    public IReadOnlyList<DocumentLine> Lines { get; init; } = [];

    /// <summary>With tax. For a journal entry the sum of its debits.</summary>
    public required decimal Total { get; init; }

    /// <summary>The account that a payment or refund moves money on; for a transfer the one that the money reaches; else null.</summary>
    public string? Account { get; init; }

    /// <summary>For a transfer the account that the money leaves; else null.</summary>
    public string? FromAccount { get; init; }

    /// <summary>The document that this pays, refunds or is set against; else null.</summary>
    public Guid? Target { get; init; }

    /// <summary>For an allocation the document whose credit is used; else null.</summary>
    public Guid? Source { get; init; }

    /// <summary>What a reader must know: the orders and days that it adjusts, the closed day it was moved from.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How many records it holds that were in no document before: a measure of how much of a day it is. 0 for mere adjustments and settlements.</summary>
    public int Firsts { get; init; }

    /// <summary>The double entry that the document amounts to, by account; it sums to zero. Debit is positive.</summary>
    public required IReadOnlyList<LedgerLine> Ledger { get; init; }
}

/// <summary>A line of a document. On an invoice, credit note or bill its amounts are positive (a rounding line may be negative); in a journal entry debit is positive.</summary>
public sealed record DocumentLine
{
    public required string Account { get; init; }

    /// <summary>What the line is, in plain words.</summary>
    public required string Description { get; init; }

    /// <summary>Without tax.</summary>
    public required decimal Net { get; init; }

    /// <summary>The source's tax.</summary>
    public decimal Tax { get; init; }

    /// <summary>How the line is taxed (see <see cref="Bookkeeping.TaxCode"/>); empty where tax has no meaning.</summary>
    public string TaxCode { get; init; } = "";

    /// <summary>The platform's id of the tax rate; null where the line carries none.</summary>
    public string? TaxRate { get; init; }

    /// <summary>The id of the product category, or the empty string.</summary>
    public string Category { get; init; } = "";

    /// <summary>The roles whose amounts the line sums: they lead from the line to its records.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }
}

/// <summary>One side of a document's double entry. Debit is positive.</summary>
public readonly record struct LedgerLine(string Account, decimal Amount);
