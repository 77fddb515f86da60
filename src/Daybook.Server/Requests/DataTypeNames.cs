namespace Daybook.Server.Requests;

/// <summary>The names of data types that the contract has, whether there is such data here or not.</summary>
internal static class DataTypeNames
{
    public const string ChartOfAccounts = "chartOfAccounts";
    public const string BankAccounts = "bankAccounts";
    public const string Company = "company";

    /// <summary>What is read from the ledger whenever it is asked for.</summary>
    public static readonly IReadOnlyList<string> OfLedger = [ChartOfAccounts, BankAccounts, Company];

    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        "accountTransactions", "balanceSheet", BankAccounts, "bankTransactions", "billCreditNotes", "billPayments", "bills", "cashFlowStatement", ChartOfAccounts,
        Company, "creditNotes", "customers", "directCosts", "directIncomes", "invoices", "itemReceipts", "items", "journalEntries", "journals", "paymentMethods", "payments",
        "profitAndLoss", "purchaseOrders", "salesOrders", "suppliers", "taxRates", "trackingCategories", "transfers",
        "banking-accountBalances", "banking-accounts", "banking-transactionCategories", "banking-transactions",
        "commerce-companyInfo", "commerce-customers", "commerce-disputes", "commerce-locations", "commerce-orders", "commerce-paymentMethods", "commerce-payments",
        "commerce-productCategories", "commerce-products", "commerce-taxComponents", "commerce-transactions",
    };
}
