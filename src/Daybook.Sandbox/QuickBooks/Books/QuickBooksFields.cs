using System.Text.Json.Nodes;

namespace Daybook.Sandbox.QuickBooks.Books;

/// <summary>The fields that QuickBooks knows; it refuses all others.</summary>
internal static class QuickBooksFields
{
    private const string OfAll = "Id SyncToken MetaData CustomField domain status sparse ";
    private const string OfTransactions = OfAll + "DocNumber TxnDate DepartmentRef CurrencyRef ExchangeRate PrivateNote LinkedTxn Line TxnTaxDetail ";
    private const string OfSales = OfTransactions
        + "CustomerRef CustomerMemo BillAddr ShipAddr ClassRef SalesTermRef DueDate GlobalTaxCalculation TotalAmt HomeTotalAmt ApplyTaxAfterDiscount PrintStatus EmailStatus BillEmail Balance HomeBalance RemainingCredit PaymentMethodRef PaymentRefNum DepositToAccountRef AllowIPNPayment AllowOnlinePayment AllowOnlineCreditCardPayment AllowOnlineACHPayment";
    private const string OfCosts = OfTransactions + "VendorRef APAccountRef TotalAmt SalesTermRef DueDate GlobalTaxCalculation VendorAddr Balance HomeBalance";
    private const string OfNames = OfAll
        + "DisplayName Title GivenName MiddleName FamilyName Suffix FullyQualifiedName CompanyName PrintOnCheckName Active PrimaryPhone PrimaryEmailAddr BillAddr ShipAddr CurrencyRef Balance BalanceWithJobs Notes Taxable Job ParentRef DefaultTaxCodeRef AcctNum Vendor1099";

    private static readonly Dictionary<string, HashSet<string>> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Invoice"] = OfSales,
        ["CreditMemo"] = OfSales,
        ["Bill"] = OfCosts,
        ["VendorCredit"] = OfCosts,
        ["Payment"] = OfTransactions.Replace("DocNumber ", "", StringComparison.Ordinal) + "CustomerRef DepositToAccountRef PaymentMethodRef PaymentRefNum TotalAmt UnappliedAmt ProcessPayment ARAccountRef",
        ["BillPayment"] = OfTransactions + "VendorRef APAccountRef PayType CheckPayment CreditCardPayment TotalAmt",
        ["JournalEntry"] = OfTransactions + "Adjustment GlobalTaxCalculation TotalAmt HomeTotalAmt",
        ["Transfer"] = OfTransactions.Replace("DocNumber ", "", StringComparison.Ordinal) + "FromAccountRef ToAccountRef Amount ClassRef",
        ["Account"] = OfAll + "Name SubAccount ParentRef Description FullyQualifiedName Active Classification AccountType AccountSubType AcctNum CurrentBalance CurrentBalanceWithSubAccounts CurrencyRef TaxCodeRef",
        ["Customer"] = OfNames,
        ["Vendor"] = OfNames,
        ["Item"] = OfAll + "Name Sku Description Active SubItem ParentRef FullyQualifiedName Taxable UnitPrice Type IncomeAccountRef PurchaseCost ExpenseAccountRef AssetAccountRef TrackQtyOnHand SalesTaxCodeRef PurchaseTaxCodeRef",
    }.ToDictionary(known => known.Key, known => known.Value.Split(' ').ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly Dictionary<string, HashSet<string>> OfLines = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Line"] = "Id LineNum Description Amount DetailType LinkedTxn SalesItemLineDetail AccountBasedExpenseLineDetail JournalEntryLineDetail TaxLineDetail DescriptionLineDetail DiscountLineDetail SubTotalLineDetail",
        ["SalesItemLineDetail"] = "ItemRef ClassRef UnitPrice Qty ItemAccountRef TaxCodeRef ServiceDate TaxInclusiveAmt",
        ["AccountBasedExpenseLineDetail"] = "AccountRef TaxCodeRef ClassRef CustomerRef BillableStatus TaxAmount TaxInclusiveAmt",
        ["JournalEntryLineDetail"] = "PostingType AccountRef Entity ClassRef DepartmentRef TaxCodeRef TaxRateRef TaxApplicableOn TaxAmount TaxInclusiveAmt BillableStatus",
        ["TaxLineDetail"] = "TaxRateRef PercentBased TaxPercent NetAmountTaxable TaxInclusiveAmount OverrideDeltaAmount",
        ["TxnTaxDetail"] = "DefaultTaxCodeRef TxnTaxCodeRef TotalTax TaxLine UseAutomatedSalesTax",
        ["LinkedTxn"] = "TxnId TxnType TxnLineId",
    }.ToDictionary(known => known.Key, known => known.Value.Split(' ').ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>All that can be asked for; what can be written has fields above.</summary>
    public static IReadOnlyList<string> Entities { get; } = [.. Known.Keys, "CompanyInfo", "Preferences", "TaxCode", "TaxRate", "Department", "Class"];

    public static bool CanBeWritten(string entity) => Known.ContainsKey(entity);

    /// <exception cref="RefusedException">A field is none that QuickBooks knows.</exception>
    public static void Check(string entity, JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (!Known[entity].Contains(name))
            {
                throw Unknown(entity, name);
            }

            CheckParts(entity, name, value);
        }
    }

    private static void CheckParts(string entity, string name, JsonNode? value)
    {
        var parts = value switch { JsonArray list => list.OfType<JsonObject>(), JsonObject one => [one], _ => Enumerable.Empty<JsonObject>() };
        foreach (var part in parts)
        {
            foreach (var (inner, content) in part)
            {
                if (OfLines.TryGetValue(name == "TaxLine" ? "Line" : name, out var fields) && !fields.Contains(inner))
                {
                    throw Unknown(entity, $"{name}.{inner}");
                }

                CheckParts(entity, inner, content);
            }
        }
    }

    private static RefusedException Unknown(string entity, string name) => new(
        "2010", "Request has invalid or unsupported property", $"Property Name:Unrecognized field \"{name}\" (class com.intuit.schema.finance.v3.{entity}), not marked as ignorable specified is unsupported or invalid");
}
