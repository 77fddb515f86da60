namespace Daybook.Syncing;

/// <summary>A place in the configuration where the merchant chooses an account.</summary>
/// <param name="Key">Its key in the configuration object.</param>
/// <param name="Label">What the merchant sees.</param>
/// <param name="Description">What is booked there.</param>
/// <param name="IsRequired">Whether the section can't be synced without it.</param>
/// <param name="Suggestions">Account names that suggest themselves, best first: compared with the last part of an account's name.</param>
public sealed record AccountSlot(string Key, string Label, string Description, bool IsRequired = false, params string[] Suggestions);

/// <summary>The slots of each section; categories and payment methods of the shop's own come on top.</summary>
public static class AccountSlots
{
    public static readonly IReadOnlyList<AccountSlot> Sales =
    [
        new(AccountKeys.Sales, "Sales", "Income from sales.", true, "sales"),
        new(AccountKeys.Refund, "Refunds", "What sales give back.", true, "refunds"),
        new(AccountKeys.Gratuity, "Tips", "Tips, owed to the staff.", false, "tips"),
        new(AccountKeys.Prepaid, "Gift cards sold", "Gift cards sold and not yet redeemed: a liability.", false, "gift cards"),
        new(AccountKeys.SalesOther, "Other sales", "Sales of products without a category, or of one that has no account."),
        new(AccountKeys.Rounding, "Rounding", "Pennies by which totals differ, and cash rounding; else they go to Sales.", false, "rounding"),
        new(AccountKeys.Receivable, "Owed by customers", "What customers owe; else the ledger's own receivable account."),
        new(AccountKeys.ServiceCharge("shipping"), "Shipping", "Shipping charged to customers; else it goes to Sales.", false, "shipping"),
        new(AccountKeys.ServiceCharge("generic"), "Service charges", "Service charges; else they go to Sales.", false, "service charges"),
    ];

    public static readonly IReadOnlyList<AccountSlot> Payments =
    [
        new(AccountKeys.Card, "Card payments", "Where card payments lie until they are paid out.", true, "card clearing", "card payments"),
        new("cash", "Cash payments", "Where cash is kept.", false, "cash"),
        new("invoice", "Payments by invoice", "Where payments by invoice arrive.", false, "invoice clearing", "other clearing"),
        new("onlineCard", "Online card payments", "Where online card payments lie until they are paid out.", false, "online card clearing", "card clearing", "card payments"),
        new(AccountKeys.Payout, "Payouts", "The bank account that payouts reach.", false, "bank"),
        new("custom", "Custom payments", "Where payments of a type of the shop's own arrive.", false, "custom clearing", "other clearing"),
        new("storeCredit", "Store credit", "Where payments by store credit are set against what the shop owes.", false, "store credit", "other clearing"),
        new("paypal", "PayPal payments", "Where PayPal payments lie until they are paid out.", false, "paypal"),
        new("paypalQr", "PayPal QR payments", "Where PayPal QR payments lie until they are paid out.", false, "paypal"),
        new("mobile", "Mobile payments", "Where mobile payments lie until they are paid out.", false, "mobile clearing", "other clearing"),
        new("vipps", "Vipps payments", "Where Vipps payments lie until they are paid out.", false, "vipps clearing", "other clearing"),
        new("swish", "Swish payments", "Where Swish payments lie until they are paid out.", false, "swish clearing", "other clearing"),
        new(AccountKeys.PrepaidPayment, "Gift cards redeemed", "Choose the account of gift cards sold, so that redeeming a card clears what was owed for it.", false, "gift cards"),
        new("manual", "Manual payments", "Where payments of an unknown type arrive.", false, "manual clearing", "other clearing"),
        new(AccountKeys.Transfer, "Transfers", "The other side of transfers; else the payout account.", false, "transfers"),
        new(AccountKeys.Suspense, "Suspense", "Where payments of a type without an account wait until it has one; with none chosen, such a payment holds its day."),
    ];

    public static readonly IReadOnlyList<AccountSlot> Fees =
    [
        new(AccountKeys.PaymentFee, "Payment fees", "What the provider takes for payments.", true, "payment fees"),
        new(AccountKeys.PaymentFeeRefund, "Payment fee refunds", "Fees that the provider gives back; else the account of fees.", false, "payment fee refunds"),
        new(AccountKeys.Loan, "Loans", "Loans from the provider.", false, "loans"),
        new(AccountKeys.LoanPayment, "Loan payments", "What is paid back of loans.", false, "loans"),
        new(AccountKeys.LoanFee, "Loan fees", "What the provider takes for loans.", false, "loan fees", "payment fees"),
        new(AccountKeys.Cashback, "Cashback", "Cashback from the provider.", false, "cashback"),
    ];

    /// <summary>The slots of the sales section for a shop with these product categories.</summary>
    public static IEnumerable<AccountSlot> OfSales(ShopCatalogue shop) =>
        Sales.Concat(shop.Categories.Select(category => new AccountSlot(category.Id, $"Sales of {category.Name}", "Income from this product category; else it goes to Sales.")));

    /// <summary>The slots of the shop's own payment methods.</summary>
    public static IEnumerable<AccountSlot> OfMethods(ShopCatalogue shop) =>
        shop.PaymentMethods.Select(method => new AccountSlot(method.Id, method.Name, $"Where payments by {method.Name} lie until they are paid out."));
}
