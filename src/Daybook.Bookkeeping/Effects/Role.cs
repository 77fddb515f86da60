namespace Daybook.Bookkeeping;

/// <summary>The part an amount plays, before the merchant's configuration says which account that is. The numbers are stored: never change one.</summary>
public enum RoleKind : byte
{
    /// <summary>What customers owe.</summary>
    Receivable = 1,
    Sales = 2,
    Refunds = 3,

    /// <summary>Tax owed to the tax office.</summary>
    Tax = 4,

    /// <summary>Gift cards sold and not yet redeemed.</summary>
    Prepaid = 5,
    ServiceCharge = 6,

    /// <summary>Tips: owed to the staff.</summary>
    Gratuity = 7,

    /// <summary>The pennies by which a source's totals differ from their parts, and cash rounding.</summary>
    Rounding = 8,

    /// <summary>Where the payments of a type lie until they reach the bank.</summary>
    PaymentAccount = 9,

    /// <summary>Where payments of a type that the merchant has not mapped wait until it is mapped.</summary>
    Suspense = 10,
    Fee = 11,
    FeeRefund = 12,

    /// <summary>The bank account that payouts reach.</summary>
    Payout = 13,
    Transfer = 14,
    Loan = 15,
    LoanPayment = 16,
    LoanFee = 17,
    Cashback = 18,

    /// <summary>What the merchant owes for fees: within a plan it always comes to zero.</summary>
    Payable = 19,
}

/// <summary>A role with what tells it from others of its kind. The merchant's mapping turns a role into an account when documents are made.</summary>
public readonly record struct Role
{
    private Role(RoleKind kind, string detail = "", string taxCode = "", RoleKind of = default, string component = "")
    {
        Kind = kind;
        Detail = detail;
        TaxCode = taxCode;
        Of = of;
        Component = component;
    }

    public RoleKind Kind { get; }

    /// <summary>The product category of a sale or refund, the type of a service charge or of a payment; else the empty string.</summary>
    public string Detail { get; }

    /// <summary>How the amount is taxed (see <see cref="Bookkeeping.TaxCode"/>); empty where tax has no meaning.</summary>
    public string TaxCode { get; }

    /// <summary>For tax: the kind of role that it is the tax of; else 0.</summary>
    public RoleKind Of { get; }

    /// <summary>For tax: the id of the tax component, empty where the source names none.</summary>
    public string Component { get; }

    public static readonly Role Receivable = new(RoleKind.Receivable);
    public static readonly Role Payable = new(RoleKind.Payable);
    public static readonly Role Gratuity = new(RoleKind.Gratuity);
    public static readonly Role Rounding = new(RoleKind.Rounding);
    public static readonly Role Fee = new(RoleKind.Fee);
    public static readonly Role FeeRefund = new(RoleKind.FeeRefund);
    public static readonly Role Payout = new(RoleKind.Payout);
    public static readonly Role Transfer = new(RoleKind.Transfer);
    public static readonly Role Loan = new(RoleKind.Loan);
    public static readonly Role LoanPayment = new(RoleKind.LoanPayment);
    public static readonly Role LoanFee = new(RoleKind.LoanFee);
    public static readonly Role Cashback = new(RoleKind.Cashback);

    public static Role Sales(string category, string taxCode) => new(RoleKind.Sales, category, taxCode);

    public static Role Refunds(string category, string taxCode) => new(RoleKind.Refunds, category, taxCode);

    /// <param name="taxCode">Nearly always "0": a gift card is taxed when it is redeemed.</param>
    public static Role Prepaid(string taxCode) => new(RoleKind.Prepaid, "", taxCode);

    public static Role ServiceCharge(ServiceChargeType type, string taxCode) => new(RoleKind.ServiceCharge, DetailOf(type), taxCode);

    public static Role PaymentAccount(PaymentType type) => new(RoleKind.PaymentAccount, type.Key);

    public static Role Suspense(PaymentType type) => new(RoleKind.Suspense, type.Key);

    /// <summary>The tax on a line's role.</summary>
    public static Role TaxOn(Role line, string component) => new(RoleKind.Tax, line.Detail, line.TaxCode, line.Kind, component);

    /// <summary>The role of the document line that this belongs to: for tax, the line that is taxed.</summary>
    public Role Line => Kind == RoleKind.Tax ? new Role(Of, Detail, TaxCode) : this;

    /// <summary>Whether money itself moves: the account a customer's payment reaches.</summary>
    public bool IsTender => Kind is RoleKind.PaymentAccount or RoleKind.Suspense;

    /// <summary>Whether the amount is a cost of taking payments, billed by the provider.</summary>
    public bool IsCost => Kind is RoleKind.Fee or RoleKind.FeeRefund or RoleKind.LoanFee;

    /// <summary>The role whose parts are given, as it was stored.</summary>
    public static Role Restore(RoleKind kind, string detail, string taxCode, RoleKind of, string component) => new(kind, detail, taxCode, of, component);

    public bool Equals(Role other) =>
        Kind == other.Kind && Of == other.Of && Detail == other.Detail && TaxCode == other.TaxCode && Component == other.Component;

    /// <summary>Cheap on purpose: plans look roles up many millions of times, and a company has few of them.</summary>
    public override int GetHashCode() => ((int)Kind * 31) + ((int)Of * 17) + (Sample(Detail) * 7) + (Sample(TaxCode) * 3) + Sample(Component);

    public override string ToString()
    {
        var name = Kind == RoleKind.Tax ? $"Tax on {Of}" : Kind.ToString();
        var details = string.Join(", ", new[] { Detail, TaxCode, Component }.Where(part => part.Length > 0));
        return details.Length == 0 ? name : $"{name}({details})";
    }

    /// <summary>The default role, which stands for none, has no texts at all.</summary>
    private static int Sample(string? text) =>
        string.IsNullOrEmpty(text) ? 0 : (text.Length * 1009) + (text[0] * 257) + (text[text.Length / 2] * 31) + text[^1];

    private static string DetailOf(ServiceChargeType type) => type switch
    {
        ServiceChargeType.Shipping => "shipping",
        ServiceChargeType.Overpayment => "overpayment",
        _ => "generic",
    };
}
