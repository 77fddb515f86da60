using System.Globalization;
using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.Tryton;

/// <summary>An account as Tryton has it.</summary>
internal sealed record TrytonAccount(int Id, string? Code, string Name, bool IsActive)
{
    /// <summary>The last day on which documents may name it; null: for ever.</summary>
    public LocalDate? End { get; init; }

    public required string Statement { get; init; }

    public required bool IsAsset { get; init; }

    public required bool IsReceivable { get; init; }

    public required bool IsPayable { get; init; }

    /// <summary>Whether lines of customers' invoices may name it.</summary>
    public required bool IsRevenue { get; init; }

    /// <summary>Whether lines of suppliers' invoices may name it.</summary>
    public required bool IsExpense { get; init; }

    public required bool NeedsParty { get; init; }

    /// <summary>Whether what is paid can be tied to what pays it.</summary>
    public required bool CanReconcile { get; init; }

    public string Key => Id.ToString(CultureInfo.InvariantCulture);

    public string Label => string.IsNullOrEmpty(Code) ? $"'{Name}'" : $"'{Name}' ({Code})";

    public ChartAccount ToChart() => new(Key, Name, string.IsNullOrEmpty(Code) ? null : Code, Classification(), IsActive);

    private string Classification() => (Statement, IsAsset) switch
    {
        ("balance", true) => IsReceivable ? "Asset.Receivable" : "Asset",
        ("balance", false) => IsPayable ? "Liability.Payable" : "Liability",
        _ => IsRevenue || !IsExpense ? "Income" : "Expense",
    };
}

/// <summary>A rate of tax.</summary>
/// <param name="Id">Tryton's id.</param>
/// <param name="Name">What the merchant knows it by.</param>
/// <param name="Account">The account of the tax itself.</param>
/// <param name="CreditAccount">The account of the tax on what is given back.</param>
/// <param name="IsActive">Whether documents may still name it.</param>
internal sealed record TrytonTax(int Id, string Name, int Account, int CreditAccount, bool IsActive)
{
    public string Key => $"tax-{Id.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>A customer or supplier: Tryton makes no difference.</summary>
/// <param name="Id">Tryton's id.</param>
/// <param name="Name">The name.</param>
/// <param name="Address">The id of the address that invoices name; null where there is none.</param>
/// <param name="IsActive">Whether documents may still name it.</param>
internal sealed record TrytonParty(int Id, string Name, int? Address, bool IsActive)
{
    public string Key => Id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A stretch of days within a fiscal year.</summary>
internal sealed record TrytonPeriod(int Id, LocalDate Start, LocalDate End, bool IsOpen);

/// <summary>A currency.</summary>
internal sealed record TrytonCurrency(int Id, string Code, int Digits);

/// <summary>What a company's books look like.</summary>
internal sealed record TrytonChart
{
    public required string Name { get; init; }

    public required TrytonCurrency Currency { get; init; }

    /// <summary>Whether posted invoices of customers may be cancelled; else they are credited.</summary>
    public required bool CancelsCustomerInvoices { get; init; }

    public required IReadOnlyDictionary<string, TrytonAccount> Accounts { get; init; }

    public required IReadOnlyDictionary<string, TrytonTax> Taxes { get; init; }

    public required IReadOnlyDictionary<string, TrytonParty> Parties { get; init; }

    /// <summary>In their order.</summary>
    public required IReadOnlyList<TrytonPeriod> Periods { get; init; }

    /// <summary>The journals' ids by type: revenue, expense, cash, general.</summary>
    public required IReadOnlyDictionary<string, int> Journals { get; init; }

    public required IReadOnlyDictionary<string, TrytonCurrency> Currencies { get; init; }

    /// <summary>The account that the company's configuration names for what customers owe.</summary>
    public required int? Receivable { get; init; }

    /// <summary>The account that the company's configuration names for what suppliers are owed.</summary>
    public required int? Payable { get; init; }

    public TrytonPeriod? PeriodOf(LocalDate day) => Periods.FirstOrDefault(period => period.Start <= day && day <= period.End);

    /// <summary>Nothing can be booked before the first open period, whether its days are closed or were never opened.</summary>
    public LocalDate? ClosedUpTo => Periods.FirstOrDefault(period => period.IsOpen)?.Start.PlusDays(-1) ?? (Periods is [.., var last] ? last.End : null);

    public Chart ToChart()
    {
        var parties = Parties.Values.Where(party => party.Address is not null).Select(party => new ChartItem(party.Key, party.Name, party.IsActive)).ToList();
        return new Chart
        {
            CompanyName = Name,
            Accounts = [.. Accounts.Values.Select(account => account.ToChart())],
            TaxRates = [.. Taxes.Values.Select(tax => new ChartItem(tax.Key, tax.Name, tax.IsActive))],
            Customers = parties,
            Suppliers = parties,
            ClosedUpTo = ClosedUpTo,
            ReceivableAccount = (Receivable ?? Accounts.Values.FirstOrDefault(account => account is { IsReceivable: true, IsActive: true })?.Id)?.ToString(CultureInfo.InvariantCulture),
            PayableAccount = (Payable ?? Accounts.Values.FirstOrDefault(account => account is { IsPayable: true, IsActive: true })?.Id)?.ToString(CultureInfo.InvariantCulture),
        };
    }
}
