namespace Daybook.Syncing;

/// <summary>The keys under which the merchant chooses accounts, as the configuration object spells them.</summary>
public static class AccountKeys
{
    public const string Sales = "sales";
    public const string Refund = "refund";
    public const string Gratuity = "gratuity";
    public const string Prepaid = "prepaid";

    /// <summary>Sales without a category, or of one that has no account of its own.</summary>
    public const string SalesOther = "sales-other";
    public const string Rounding = "rounding";
    public const string Receivable = "receivable";
    public const string Card = "card";
    public const string Payout = "payout";
    public const string PrepaidPayment = "prepaidPayment";
    public const string Transfer = "transfer";

    /// <summary>Where payments of a type without an account wait; with none chosen, such a payment holds its day.</summary>
    public const string Suspense = "suspense";
    public const string PaymentFee = "paymentFee";
    public const string PaymentFeeRefund = "paymentFeeRefund";
    public const string Loan = "loan";
    public const string LoanPayment = "loanPayment";
    public const string LoanFee = "loanFee";
    public const string Cashback = "cashback";

    /// <summary>Payments that lie with a provider until they are paid out: what it takes for them is paid from there.</summary>
    public static readonly IReadOnlyList<string> WithProvider = [Card, "onlineCard", "paypal", "paypalQr", "mobile", "vipps", "swish"];

    /// <summary>The key of a type of service charge: <c>serviceCharge-shipping</c>.</summary>
    public static string ServiceCharge(string type) => "serviceCharge-" + type;
}
