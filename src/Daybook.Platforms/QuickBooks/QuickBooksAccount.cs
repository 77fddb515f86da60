using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

/// <summary>An account as QuickBooks has it.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">With the names of the accounts above it: <c>Sales:Shop</c>.</param>
/// <param name="Number">Its number; null where the company has none.</param>
/// <param name="Type">Such as <c>Other Current Asset</c>.</param>
/// <param name="SubType">Such as <c>UndepositedFunds</c>.</param>
/// <param name="Classification">Asset, Equity, Expense, Liability or Revenue.</param>
/// <param name="Currency">ISO 4217; null: the home currency.</param>
/// <param name="IsActive">Whether documents may still name it.</param>
internal sealed record QuickBooksAccount(string Id, string Name, string? Number, string Type, string SubType, string Classification, string? Currency, bool IsActive)
{
    public bool IsBank => Type == "Bank";

    public bool IsCard => Type == "Credit Card";

    public bool IsReceivable => Type == "Accounts Receivable";

    public bool IsPayable => Type == "Accounts Payable";

    /// <summary>Whether customers' payments may be put there.</summary>
    public bool TakesPayments => IsBank || Type == "Other Current Asset";

    /// <summary>Whether a transfer may touch it.</summary>
    public bool IsBalanceSheet => Classification is "Asset" or "Liability" or "Equity" && !IsReceivable && !IsPayable;

    /// <summary>Whether an item may book to it, and so a line of a sale.</summary>
    public bool TakesItems => !IsBank && !IsCard && !IsReceivable && !IsPayable;

    /// <summary>Whether documents may name it: not what QuickBooks books by itself.</summary>
    public bool CanBeChosen => !IsReceivable && !IsPayable && Type != "Non-Posting" && SubType != "RetainedEarnings";

    public string Label => Number is null ? $"'{Name}'" : $"'{Name}' ({Number})";

    /// <summary>As the merchant may choose it.</summary>
    public ChartAccount ToChart()
    {
        var kind = Classification == "Revenue" ? "Income" : Classification.Length == 0 ? "Asset" : Classification;
        return new ChartAccount(Id, Name, Number, IsBank ? "Asset.Bank" : $"{kind}.{Type.Replace(" ", "", StringComparison.Ordinal)}", IsActive);
    }
}

/// <summary>A customer or supplier.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">Unique among customers, suppliers and employees.</param>
/// <param name="Currency">The only currency that its documents may have, ISO 4217.</param>
/// <param name="IsActive">Whether documents may still name it.</param>
internal sealed record QuickBooksParty(string Id, string Name, string Currency, bool IsActive)
{
    public ChartItem ToChart() => new(Id, Name, IsActive);
}

/// <summary>A tax code: how a line is taxed.</summary>
/// <param name="Id">QuickBooks' id.</param>
/// <param name="Name">What the merchant knows it by.</param>
/// <param name="IsActive">Whether documents may still name it.</param>
/// <param name="IsTaxable">Whether lines with it show in the tax return.</param>
/// <param name="Sales">The rates that it puts on sales.</param>
internal sealed record QuickBooksTaxCode(string Id, string Name, bool IsActive, bool IsTaxable, IReadOnlyList<QuickBooksTaxRate> Sales)
{
    /// <summary>The percentage is what a merchant looks for: it is added where the name does not say it.</summary>
    public string Label => Name.Contains('%', StringComparison.Ordinal) || Sales.Count == 0 ? Name : $"{Name} ({Sales.Sum(rate => rate.Percent):0.####}%)";
}

/// <param name="Id">QuickBooks' id.</param>
/// <param name="Percent">Such as 20.</param>
internal sealed record QuickBooksTaxRate(string Id, decimal Percent);
