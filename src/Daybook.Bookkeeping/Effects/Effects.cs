namespace Daybook.Bookkeeping;

/// <summary>The effect of each kind of record: what it means as a balanced double entry over roles.</summary>
public static class Effects
{
    private static readonly string[] BySubType = ["loan", "loanPayment", "loanFee", "cashback"];

    /// <summary>
    /// Receivable against sales, refunds, tax, gift cards, charges, gratuity and rounding.
    /// </summary>
    /// <param name="order">An order that <see cref="Bookable.Reason(Order)"/> does not refuse.</param>
    /// <param name="catalogue">The shop's products and tax components.</param>
    /// <param name="payments">The order's payments: cash that differs from what is owed by no more than the currency's cash step is rounding.</param>
    /// <exception cref="ArgumentException">The order can't be booked.</exception>
    public static Effect Of(Order order, Catalogue catalogue, IReadOnlyCollection<Payment> payments) =>
        TryOf(order, catalogue, payments, out var reason) ?? throw new ArgumentException(reason, nameof(order));

    /// <summary>As <see cref="Of(Order, Catalogue, IReadOnlyCollection{Payment})"/>; null where the order can't be booked.</summary>
    /// <param name="order">Any order.</param>
    /// <param name="catalogue">The shop's products and tax components.</param>
    /// <param name="payments">The order's payments.</param>
    /// <param name="reason">Why it can't be booked; null where it can.</param>
    public static Effect? TryOf(Order order, Catalogue catalogue, IReadOnlyCollection<Payment> payments, out string? reason)
    {
        var apart = OrderParts.Of(order, catalogue);
        reason = apart.Refusal;
        return reason is null ? Of(order, apart, catalogue, payments) : null;
    }

    private static Effect Of(Order order, in OrderParts apart, Catalogue catalogue, IReadOnlyCollection<Payment> payments)
    {
        var currency = order.Currency!.Value;
        var effect = new EffectBuilder(currency);
        var gratuity = currency.Round(order.Gratuity);
        var owed = currency.Round(order.Total) + gratuity;
        var rounding = apart.Rounding + CashRounding(currency, owed, payments);
        effect.Add(Role.Receivable, owed + rounding - apart.Rounding);
        foreach (var part in apart.Parts)
        {
            effect.Add(part.Role, part.Tax - part.Gross);
            AddTax(effect, part, currency, catalogue);
        }

        effect.Add(Role.Gratuity, -gratuity);
        effect.Add(Role.Rounding, -rounding);
        return effect.Build();
    }

    /// <summary>The account of the payment's type against receivable.</summary>
    /// <param name="payment">A payment that <see cref="Bookable.Reason(Payment)"/> does not refuse; only a Paid one has an effect.</param>
    /// <param name="tender">The role of the payment's type: its account, or suspense.</param>
    public static Effect Of(Payment payment, Role tender)
    {
        var currency = payment.Currency!.Value;
        if (payment.Status != PaymentStatus.Paid)
        {
            return Effect.Zero(currency);
        }

        return Pair(currency, tender, Role.Receivable, currency.Round(payment.Amount));
    }

    /// <summary>
    /// A gift card redeemed that was taxed when it was sold: it gives back the tax that the order charges for what it pays, and the rest of it is no longer owed.
    /// </summary>
    /// <param name="payment">A payment that <see cref="Bookable.Reason(Payment)"/> does not refuse; only a Paid one has an effect.</param>
    /// <param name="order">The order that it pays, which has an effect.</param>
    /// <param name="catalogue">The shop's products and tax components.</param>
    public static Effect OfTaxedVoucher(Payment payment, Order order, Catalogue catalogue)
    {
        var currency = payment.Currency!.Value;
        if (payment.Status != PaymentStatus.Paid)
        {
            return Effect.Zero(currency);
        }

        var effect = new EffectBuilder(currency);
        var amount = currency.Round(payment.Amount);
        var sign = Math.Sign(amount);
        var paid = order.Currency == currency ? OrderParts.Of(order, catalogue).Parts.Where(part => part.Gross > 0 && part.Role.Kind != RoleKind.Prepaid).ToArray() : [];
        var shares = Spread.ByLargestRemainder(Math.Min(Math.Abs(amount), paid.Sum(part => part.Gross)), Array.ConvertAll(paid, part => part.Gross), currency.Unit);
        for (var i = 0; i < paid.Length; i++)
        {
            var tax = currency.Round(paid[i].Tax * shares[i] / paid[i].Gross);
            var redeemed = new OrderPart(Role.Prepaid(paid[i].Role.TaxCode), -sign * shares[i], -sign * tax, paid[i].Taxes);
            effect.Add(redeemed.Role, redeemed.Tax - redeemed.Gross);
            AddTax(effect, redeemed, currency, catalogue);
        }

        effect.Add(Role.Prepaid(TaxCode.None), amount - (sign * shares.Sum()));
        effect.Add(Role.Receivable, -amount);
        return effect.Build();
    }

    /// <summary>Fees, payouts, transfers and loans against the account of a payment type.</summary>
    /// <param name="transaction">A transaction that <see cref="Bookable.Reason(Transaction)"/> does not refuse; one that only ties a payment to its order has no effect.</param>
    /// <param name="tender">The role of the type of the payment that a fee belongs to; for everything else, and where no payment is named, that of card.</param>
    public static Effect Of(Transaction transaction, Role tender)
    {
        var currency = transaction.Currency!.Value;
        var amount = currency.Round(transaction.Amount);
        if (transaction.Kind.IsTie())
        {
            return Effect.Zero(currency);
        }

        return transaction.Kind switch
        {
            RecordKind.PaymentFee when SubTypeRole(transaction) is { } role => Pair(currency, role, tender, Math.Abs(amount)),
            RecordKind.PaymentFee => Pair(currency, Role.Fee, tender, Math.Abs(amount)),
            RecordKind.PaymentFeeRefund => Pair(currency, tender, Role.FeeRefund, Math.Abs(amount)),
            RecordKind.Payout or RecordKind.FailedPayout => Pair(currency, Role.Payout, tender, -amount),
            _ => Pair(currency, tender, SubTypeRole(transaction) ?? Role.Transfer, amount),
        };
    }

    /// <summary>The role that a transaction's sub-type names, or null where it names none.</summary>
    internal static Role? SubTypeRole(Transaction transaction) =>
        Array.FindIndex(BySubType, name => name.Equals(transaction.SubType, StringComparison.OrdinalIgnoreCase)) switch
        {
            0 => Role.Loan,
            1 => Role.LoanPayment,
            2 => Role.LoanFee,
            3 => Role.Cashback,
            _ => null,
        };

    /// <summary>What a cash payment was rounded by: positive where the customer paid more than was owed.</summary>
    private static decimal CashRounding(Currency currency, decimal owed, IReadOnlyCollection<Payment> payments)
    {
        if (currency.CashStep == 0 || payments.Count == 0)
        {
            return 0;
        }

        decimal paid = 0;
        var cash = false;
        foreach (var payment in payments)
        {
            if (payment.Status == PaymentStatus.Paid && payment.Currency == currency)
            {
                paid += currency.Round(payment.Amount);
                cash |= payment.Type == PaymentType.Cash;
            }
        }

        var difference = paid - owed;
        return cash && paid != 0 && Math.Abs(difference) <= currency.CashStep ? difference : 0;
    }

    private static void AddTax(EffectBuilder effect, OrderPart part, Currency currency, Catalogue catalogue)
    {
        if (part.Taxes.Count == 0 || part.Tax == 0)
        {
            effect.Add(Role.TaxOn(part.Role, ""), -part.Tax);
            return;
        }

        var rates = new decimal[part.Taxes.Count];
        for (var i = 0; i < rates.Length; i++)
        {
            rates[i] = Math.Abs(catalogue.RateOf(part.Taxes[i]));
        }

        if (rates.Sum() == 0)
        {
            Array.Fill(rates, 1);
        }

        var shares = Spread.ByLargestRemainder(part.Tax, rates, currency.Unit);
        for (var i = 0; i < shares.Length; i++)
        {
            effect.Add(Role.TaxOn(part.Role, part.Taxes[i].Component), -shares[i]);
        }
    }

    private static Effect Pair(Currency currency, Role debit, Role credit, decimal amount) =>
        amount == 0 ? Effect.Zero(currency) : new Effect(currency, [new Posting(debit, amount), new Posting(credit, -amount)]);
}
