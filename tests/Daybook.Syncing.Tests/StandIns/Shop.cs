using Daybook.Bookkeeping;
using NodaTime;
using NodaTime.Text;

namespace Daybook.Syncing.Tests.StandIns;

/// <summary>Says what a shop pushes, in the words of the scenarios.</summary>
public static class Shop
{
    public static readonly Currency Gbp = Currency.Parse("GBP");

    /// <summary>A moment, such as <c>2026-06-03T10:00:00Z</c>.</summary>
    public static Instant At(string moment) => InstantPattern.ExtendedIso.Parse(moment).Value;

    public static OrderLine Line(decimal total, decimal tax, decimal rate, string? product = null) =>
        new() { Total = total, Tax = tax, Rate = rate, Product = product };

    public static Order Order(string id, string at, decimal total, params OrderLine[] lines) => new()
    {
        Id = id,
        Number = "#" + id,
        Currency = Gbp,
        CreatedAt = At(at),
        Total = total,
        Lines = lines,
    };

    public static Payment Payment(string id, string at, decimal amount, PaymentType? type = null, Currency? currency = null) => new()
    {
        Id = id,
        Amount = amount,
        Currency = currency ?? Gbp,
        Type = type ?? PaymentType.Card,
        Status = PaymentStatus.Paid,
        CreatedAt = At(at),
    };

    public static Transaction Movement(string id, RecordKind kind, string at, decimal amount, string? payment = null, string? subType = null) => new()
    {
        Id = id,
        Kind = kind,
        Amount = amount,
        Currency = Gbp,
        CreatedAt = At(at),
        SubType = subType,
        Source = payment is null ? null : new TransactionSource(payment, TransactionSourceType.Payment),
    };

    /// <summary>The transaction that ties a payment to its order.</summary>
    public static Transaction Tie(Payment payment, string order) => new()
    {
        Id = payment.Id,
        Kind = payment.Amount < 0 ? RecordKind.RefundTransaction : RecordKind.PaymentTransaction,
        Amount = payment.Amount,
        Currency = payment.Currency,
        CreatedAt = payment.CreatedAt,
        Source = new TransactionSource(order, TransactionSourceType.Order),
    };

    /// <summary>A record as it is pushed.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="modified">When the source changed it; null: when it was created.</param>
    public static PushedRecord Pushed(object content, Instant? modified = null)
    {
        return content switch
        {
            Order order => Record(RecordKind.Order, order.Id, order.CreatedAt),
            Payment payment => Record(RecordKind.Payment, payment.Id, payment.CreatedAt),
            Transaction transaction => Record(transaction.Kind, transaction.Id, transaction.CreatedAt) with { Link = LinkOf(transaction) },
            CatalogueItem item => Record(item.Rate is null ? RecordKind.Product : RecordKind.TaxComponent, item.Id, null),
            _ => throw new ArgumentException("not a record", nameof(content)),
        };

        PushedRecord Record(RecordKind kind, string id, Instant? created) => new()
        {
            Kind = kind,
            Key = RecordKey.Of(id),
            Created = created,
            Modified = modified ?? created,
            Content = content,
        };
    }

    /// <summary>A record deleted by its id alone.</summary>
    public static PushedRecord Deleted(RecordKind kind, string id) => new() { Kind = kind, Key = RecordKey.Of(id), IsDeleted = true };

    private static RecordKey? LinkOf(Transaction transaction) =>
        (transaction.Kind.IsTie() || transaction.Kind.IsFee()) && transaction.Source is { } source ? RecordKey.Of(source.Id) : null;
}
