using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.QuickBooks;

/// <summary>What a company's books look like.</summary>
internal sealed record QuickBooksChart
{
    /// <summary>QuickBooks' own tax of companies with automated sales tax: it has no id, only this name.</summary>
    public const string Automated = TaxPrefix + "TAX";

    /// <summary>Ids of tax codes and of accounts are numbers both: as tax rates they are told apart by these.</summary>
    public const string TaxPrefix = "tax-";

    /// <inheritdoc cref="TaxPrefix"/>
    public const string AccountPrefix = "account-";

    public required string Name { get; init; }

    /// <summary>ISO 3166, two letters.</summary>
    public required string Country { get; init; }

    /// <summary>The home currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    public required bool HasCurrencies { get; init; }

    /// <summary>Whether the company tells locations apart.</summary>
    public required bool TracksLocations { get; init; }

    /// <summary>Whether the company charges sales tax at all.</summary>
    public required bool UsesSalesTax { get; init; }

    /// <summary>Whether it has automated sales tax, as companies of the United States have.</summary>
    public required bool IsAutomated { get; init; }

    public required LocalDate? ClosedUpTo { get; init; }

    public required IReadOnlyDictionary<string, QuickBooksAccount> Accounts { get; init; }

    public required IReadOnlyDictionary<string, QuickBooksTaxCode> TaxCodes { get; init; }

    public required IReadOnlyDictionary<string, QuickBooksParty> Customers { get; init; }

    public required IReadOnlyDictionary<string, QuickBooksParty> Suppliers { get; init; }

    /// <summary>Whether every line has a tax code of its own: everywhere but in the United States.</summary>
    public bool IsGlobal => Country != "US";

    public bool HasTaxCodes => IsGlobal && UsesSalesTax;

    public QuickBooksAccount? Receivable => Accounts.Values.FirstOrDefault(account => account is { IsReceivable: true, IsActive: true } && IsIn(account, Currency));

    public QuickBooksAccount? Payable => Accounts.Values.FirstOrDefault(account => account is { IsPayable: true, IsActive: true } && IsIn(account, Currency));

    /// <summary>What customers owe and suppliers are owed in another currency stands on accounts of that currency, which QuickBooks makes with the first such document.</summary>
    public QuickBooksAccount InCurrency(QuickBooksAccount account, string currency) => !account.IsReceivable && !account.IsPayable ? account
        : Accounts.Values.FirstOrDefault(other => other.IsActive && other.Type == account.Type && IsIn(other, currency)) ?? account;

    /// <summary>The code of lines that have nothing to do with tax; null where the company has none.</summary>
    public QuickBooksTaxCode? Untaxed
    {
        get
        {
            var active = TaxCodes.Values.Where(code => code.IsActive).ToList();
            return active.Find(code => !code.IsTaxable) ?? active.Find(code => code.Name is "No VAT" or "Out of Scope" or "Out of scope" or "BAS Excluded" or "No Tax")
                ?? active.Find(code => code.Sales.Count == 0) ?? active.Find(code => code.Sales.All(rate => rate.Percent == 0));
        }
    }

    /// <summary>The account that keeps the tax of all codes, for journal entries.</summary>
    private QuickBooksAccount? TaxAccount =>
        Accounts.Values.FirstOrDefault(account => account is { SubType: "GlobalTaxPayable" or "SalesTaxPayable", IsActive: true });

    /// <summary>The account behind an id of a document, which may be that of a tax; null where there is none.</summary>
    public QuickBooksAccount? AccountOf(string id)
    {
        if (id.StartsWith(TaxPrefix, StringComparison.Ordinal))
        {
            return TaxAccount;
        }

        return Accounts.GetValueOrDefault(id.StartsWith(AccountPrefix, StringComparison.Ordinal) ? id[AccountPrefix.Length..] : id);
    }

    /// <summary>The tax code of a line's tax rate; null where it is none.</summary>
    public QuickBooksTaxCode? TaxCodeOf(string? rate) =>
        rate?.StartsWith(TaxPrefix, StringComparison.Ordinal) is true ? TaxCodes.GetValueOrDefault(rate[TaxPrefix.Length..]) : null;

    private bool IsIn(QuickBooksAccount account, string currency) => (account.Currency ?? Currency) == currency;

    public Chart ToChart() => new()
    {
        CompanyName = Name,
        Accounts = [.. Accounts.Values.Where(account => account.CanBeChosen).Select(account => account.ToChart())],
        TaxRates = [.. TaxRates()],
        Customers = [.. Customers.Values.Select(customer => customer.ToChart())],
        Suppliers = [.. Suppliers.Values.Select(supplier => supplier.ToChart())],
        ClosedUpTo = ClosedUpTo,
        ReceivableAccount = Receivable?.Id,
        PayableAccount = Payable?.Id,
    };

    /// <summary>Without tax codes of its own a company keeps the source's tax on an account that owes it: those are the choice.</summary>
    private IEnumerable<ChartItem> TaxRates()
    {
        if (HasTaxCodes)
        {
            return TaxCodes.Values.Select(code => new ChartItem(TaxPrefix + code.Id, code.Label, code.IsActive));
        }

        var owed = Accounts.Values.Where(account => account.Type == "Other Current Liability")
            .Select(account => new ChartItem(AccountPrefix + account.Id, $"Tax owed on {account.Label}", account.IsActive));
        return IsAutomated ? owed.Append(new ChartItem(Automated, "Automated sales tax")) : owed;
    }
}
