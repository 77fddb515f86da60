using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.FreeAgent;

/// <summary>What a category or bank account is.</summary>
internal enum FreeAgentAccountKind
{
    Income = 0,
    CostOfSales = 1,
    AdminExpense = 2,
    General = 3,
    Bank = 4,
}

/// <summary>A category, or a bank account.</summary>
/// <param name="Id">The nominal code of a category; the path of a bank account.</param>
/// <param name="Code">The nominal code; null for a bank account.</param>
/// <param name="Name">Its description.</param>
/// <param name="Kind">The group it is listed in.</param>
/// <param name="IsActive">False for a bank account that is hidden; categories are always active.</param>
/// <param name="Currency">That of a bank account; null for a category.</param>
internal sealed record FreeAgentAccount(string Id, string? Code, string Name, FreeAgentAccountKind Kind, bool IsActive = true, string? Currency = null)
{
    private static readonly string[] NeedsMore = ["601", "602", "603", "604", "605", "606", "607", "609", "610", "900", "901", "902", "903", "904", "905", "906", "907", "908", "909", "910"];
    private static readonly string[] Own = ["599", "681", "750", "760", "761", "790", "796", "817", "818", "819", "820", "823", "824", "825", "968"];

    public bool IsBank => Kind == FreeAgentAccountKind.Bank;

    /// <summary>Whether an invoice's lines may go there.</summary>
    public bool IsIncome => Kind == FreeAgentAccountKind.Income;

    /// <summary>Whether a bill's lines may go there.</summary>
    public bool IsCost => Kind is FreeAgentAccountKind.CostOfSales or FreeAgentAccountKind.AdminExpense;

    /// <summary>Whether money may be explained by it: income, costs, and the current assets that a company makes for itself.</summary>
    public bool ExplainsMoney => IsIncome || IsCost || Number is >= 671 and <= 720 and not (681 or 682);

    /// <summary>Whether documents may name it: not what needs more than a category, nor what FreeAgent books by itself.</summary>
    public bool CanBeChosen => IsBank || !(NeedsMore.Contains(Main) || Own.Contains(Main));

    public string Label => Code is null ? $"'{Name}'" : $"'{Name}' ({Code})";

    private string Main => Code?.Split('-')[0] ?? "";

    private int Number => int.TryParse(Main, out var number) ? number : 0;

    /// <summary>As the merchant may choose it. FreeAgent says no more of a category than its group and code.</summary>
    public ChartAccount ToChart()
    {
        var classification = Kind switch
        {
            FreeAgentAccountKind.Bank => "Asset.Bank",
            FreeAgentAccountKind.Income => "Income.Sales",
            FreeAgentAccountKind.CostOfSales => "Expense.CostOfSales",
            FreeAgentAccountKind.AdminExpense => "Expense.Admin",
            _ => Number switch
            {
                < 100 => "Income.Other",
                < 600 => "Expense.Other",
                < 650 => "Asset.Other",
                650 or 660 => "Liability.Other",
                670 => "Equity.Other",
                <= 730 => "Asset.Current",
                <= 899 => "Liability.Other",
                _ => "Equity.Other",
            },
        };
        return new ChartAccount(Id, Name, Code, classification, IsActive);
    }
}

/// <summary>What a company's books look like.</summary>
internal sealed record FreeAgentChart
{
    public const string Debtors = "681";
    public const string Creditors = "796";
    public const string TaxCharged = "819";
    private const string Sales = "001";
    private const string BankCharges = "363";

    public required string Name { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>As FreeAgent spells it, such as <c>UkLimitedCompany</c>.</summary>
    public required string CompanyType { get; init; }

    /// <summary>Whether the company lets property: its documents then need one, which records do not name.</summary>
    public bool IsLandlord => CompanyType == "UkUnincorporatedLandlord";

    /// <summary>Whether the company charges sales tax.</summary>
    public required bool IsRegistered { get; init; }

    public required LocalDate? ClosedUpTo { get; init; }

    public required IReadOnlyDictionary<string, FreeAgentAccount> Accounts { get; init; }

    public required IReadOnlyDictionary<string, ChartItem> TaxRates { get; init; }

    public required IReadOnlyList<ChartItem> Contacts { get; init; }

    /// <summary>The income category through which passes what can't stand on an invoice.</summary>
    public string ThroughSales => Accounts.ContainsKey(Sales) ? Sales : Accounts.Values.First(account => account.IsIncome).Id;

    /// <summary>The category through which passes what can't stand on a bill.</summary>
    public string ThroughCosts => Accounts.ContainsKey(BankCharges) ? BankCharges : Accounts.Values.First(account => account.IsCost).Id;

    public bool IsBank(string account) => Accounts.TryGetValue(account, out var known) && known.IsBank;

    public string LabelOf(string account) => Accounts.TryGetValue(account, out var known) ? known.Label : $"'{account}'";

    public Chart ToChart() => new()
    {
        CompanyName = Name,
        Accounts = [.. Accounts.Values.Where(account => account.CanBeChosen).Select(account => account.ToChart())],
        TaxRates = [.. TaxRates.Values],
        Customers = Contacts,
        Suppliers = Contacts,
        ClosedUpTo = ClosedUpTo,
        TakesTax = false,
        PaysBillsFromBanksOnly = true,
        ReceivableAccount = Debtors,
        PayableAccount = Creditors,
    };
}
