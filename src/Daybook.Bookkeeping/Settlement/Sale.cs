using NodaTime;

namespace Daybook.Bookkeeping;

/// <summary>What of one record is not in the books yet.</summary>
/// <param name="Record">The record's number in the store.</param>
/// <param name="Date">The business day that it is to be booked on.</param>
/// <param name="Difference">Effect of the current version less what is in the books; one currency.</param>
/// <param name="Adjusts">Where part of the record is in the books already, the business day it was first booked on; else null.</param>
/// <param name="Label">What a person calls the record.</param>
public readonly record struct Entry(long Record, LocalDate Date, Effect Difference, LocalDate? Adjusts, string Label);

/// <summary>An order with its payments: the unit of settlement.</summary>
public sealed record Sale
{
    /// <summary>The order's record number, which also carries allocations of its credits.</summary>
    public required long Order { get; init; }

    /// <summary>What a person calls the order.</summary>
    public required string Label { get; init; }

    /// <summary>The id of the order's location, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Differences of the order itself.</summary>
    public required IReadOnlyList<Entry> OrderEntries { get; init; }

    /// <summary>Differences of its payments.</summary>
    public required IReadOnlyList<Entry> PaymentEntries { get; init; }

    /// <summary>What the order's documents in the books still have open, oldest first.</summary>
    public IReadOnlyList<OpenItem> Open { get; init; } = [];
}

/// <summary>The open amount of one order on one document.</summary>
/// <param name="Document">The document's id.</param>
/// <param name="Kind">SalesInvoice or Overrefund (owed by the customer), CreditNote or Overpayment (owed to the customer).</param>
/// <param name="Date">The document's date.</param>
/// <param name="Currency">The document's currency.</param>
/// <param name="Amount">Positive where the customer owes it, negative where it is owed to the customer.</param>
public readonly record struct OpenItem(Guid Document, DocumentKind Kind, LocalDate Date, Currency Currency, decimal Amount);
