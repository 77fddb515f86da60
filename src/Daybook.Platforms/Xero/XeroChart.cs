using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.Xero;

/// <summary>An account as Xero has it.</summary>
internal sealed record XeroAccount(string Id, string? Code, string Name, string Type, string Class, string SystemAccount, bool TakesPayments, bool IsActive)
{
    public bool IsBank => Type == "BANK";

    /// <summary>Whether documents may name it: not what Xero books by itself.</summary>
    public bool CanBeChosen => SystemAccount is not ("DEBTORS" or "CREDITORS" or "RETAINEDEARNINGS" or "UNPAIDEXPCLM" or "BANKCURRENCYGAIN" or "REALISEDCURRENCYGAIN" or "UNREALISEDCURRENCYGAIN" or "TRACKINGTRANSFERS");

    public string Label => Code is null ? $"'{Name}'" : $"'{Name}' ({Code})";

    /// <summary>As the merchant may choose it.</summary>
    public ChartAccount ToChart()
    {
        var kind = Class switch
        {
            "ASSET" => "Asset",
            "LIABILITY" => "Liability",
            "EQUITY" => "Equity",
            "REVENUE" => "Income",
            _ => "Expense",
        };
        return new ChartAccount(Id, Name, Code, IsBank ? "Asset.Bank" : $"{kind}.{Type}", IsActive);
    }
}

/// <summary>What an organisation's books look like.</summary>
internal sealed record XeroChart
{
    public required string Name { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    public required LocalDate? ClosedUpTo { get; init; }

    public required IReadOnlyDictionary<string, XeroAccount> Accounts { get; init; }

    /// <summary>By TaxType, with whether sales may use them.</summary>
    public required IReadOnlyDictionary<string, ChartItem> TaxRates { get; init; }

    public required IReadOnlySet<string> SalesRates { get; init; }

    public required IReadOnlyList<ChartItem> Contacts { get; init; }

    public XeroAccount? System(string name) => Accounts.Values.FirstOrDefault(account => account.SystemAccount == name);

    /// <summary>The rate of lines that have nothing to do with tax: every country has one of these.</summary>
    public string Untaxed => TaxRates.ContainsKey("NONE") ? "NONE" : "BASEXCLUDED";

    public Chart ToChart() => new()
    {
        CompanyName = Name,
        Accounts = [.. Accounts.Values.Where(account => account.CanBeChosen).Select(account => account.ToChart())],
        TaxRates = [.. TaxRates.Values.Where(rate => SalesRates.Contains(rate.Id))],
        Customers = Contacts,
        Suppliers = Contacts,
        ClosedUpTo = ClosedUpTo,
        ReceivableAccount = System("DEBTORS")?.Id,
        PayableAccount = System("CREDITORS")?.Id,
    };
}
