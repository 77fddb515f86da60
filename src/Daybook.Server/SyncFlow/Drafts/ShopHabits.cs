using Daybook.Bookkeeping;
using NodaTime;

namespace Daybook.Server.SyncFlow.Drafts;

/// <summary>What occurs in a shop's records: nobody is asked for what never happens.</summary>
internal sealed class ShopHabits
{
    private readonly HashSet<string> locations = new(StringComparer.Ordinal);

    /// <summary>Whether anything was pushed at all; else the common choices are asked for.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>The keys of the payment types, and the ids of the shop's own payment methods.</summary>
    public HashSet<string> PaymentTypes { get; } = new(StringComparer.Ordinal);

    public HashSet<string> PaymentMethods { get; } = new(StringComparer.Ordinal);

    /// <summary>Tax rates of lines that name no tax components.</summary>
    public HashSet<string> TaxRates { get; } = new(StringComparer.Ordinal);

    public HashSet<string> TaxComponents { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys of accounts that something would be booked to: gratuity, prepaid, serviceCharge-shipping, payout, paymentFee, loan, …</summary>
    public HashSet<string> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool HasManyLocations => locations.Count > 1;

    /// <summary>When the last sale was made; null where there is none.</summary>
    public Instant? LastSale { get; private set; }

    /// <summary>The code of the newest order's currency, or null.</summary>
    public string? Currency { get; private set; }

    public void Add(object? content, Catalogue catalogue)
    {
        switch (content)
        {
            case Order order:
                AddOrder(order, catalogue);
                break;
            case Payment payment:
                IsEmpty = false;
                AddPayment(payment.Type);
                break;
            case Transaction transaction:
                IsEmpty = false;
                AddTransaction(transaction);
                break;
        }
    }

    private void AddOrder(Order order, Catalogue catalogue)
    {
        IsEmpty = false;
        Currency = order.Currency?.Code ?? Currency;
        LastSale = order.CreatedAt is { } at && (LastSale is null || at > LastSale) ? at : LastSale;
        if (order.Location is { } location)
        {
            locations.Add(location);
        }

        AddWhere(order.Gratuity != 0, "gratuity");
        AddWhere(order.Refund != 0, "refund");
        foreach (var line in order.Lines)
        {
            AddWhere(catalogue.ProductOf(line.Product).IsGiftCard, "prepaid");
            AddTax(line.Rate, line.Taxes);
        }

        foreach (var charge in order.Charges)
        {
            AddWhere(condition: true, charge.Type == ServiceChargeType.Shipping ? "serviceCharge-shipping" : "serviceCharge-generic");
            AddTax(charge.Rate, charge.Taxes);
        }
    }

    private void AddTax(decimal rate, IReadOnlyList<TaxShare> taxes)
    {
        foreach (var tax in taxes)
        {
            TaxComponents.Add(tax.Component);
        }

        if (taxes.Count == 0)
        {
            TaxRates.Add(TaxCode.OfRate(rate));
        }
    }

    private void AddPayment(PaymentType type)
    {
        AddWhere(type == PaymentType.Prepaid, "prepaid");
        if (type.MethodId is { } method)
        {
            PaymentMethods.Add(method);
        }
        else
        {
            PaymentTypes.Add(type.Key);
        }
    }

    private void AddTransaction(Transaction transaction)
    {
        AddWhere(transaction.SubType is not null, transaction.SubType ?? "");
        AddWhere(transaction.Kind is RecordKind.Payout or RecordKind.FailedPayout, "payout");
        AddWhere(transaction.Kind == RecordKind.Transfer, "transfer");
        AddWhere(transaction.Kind == RecordKind.PaymentFee, "paymentFee");
        AddWhere(transaction.Kind == RecordKind.PaymentFeeRefund, "paymentFeeRefund");
    }

    private void AddWhere(bool condition, string account)
    {
        if (condition)
        {
            Accounts.Add(account);
        }
    }
}
