using Daybook.Syncing;
using NodaTime;

namespace Daybook.Platforms.PlainText;

/// <summary>What a set of books declares.</summary>
internal sealed record BooksChart
{
    private Dictionary<string, ChartAccount>? byName;

    public const string Receivable = "assets:receivable";
    public const string Payable = "liabilities:payable";
    public const string TaxRoot = "liabilities:tax payable:";
    public const string Customer = "daily-sales";
    public const string Supplier = "payment-provider";

    /// <summary>The last closed day, or null.</summary>
    public LocalDate? ClosedUpTo { get; init; }

    /// <summary>The codes of the currencies in use, in the order in which they were first needed.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = [];

    /// <summary>In the order in which they were created.</summary>
    public required IReadOnlyList<ChartAccount> Accounts { get; init; }

    /// <summary>The accounts by name.</summary>
    public IReadOnlyDictionary<string, ChartAccount> ByName => byName ??= Accounts.ToDictionary(account => account.Id, StringComparer.Ordinal);

    /// <summary>The chart with an account added, or in the place of the one that has its name.</summary>
    public BooksChart With(ChartAccount account) => new()
    {
        ClosedUpTo = ClosedUpTo,
        Currencies = Currencies,
        Accounts = ByName.ContainsKey(account.Id) ? [.. Accounts.Select(other => other.Id == account.Id ? account : other)] : [.. Accounts, account],
    };

    /// <summary>As the merchant chooses from it.</summary>
    public Chart ToChart(string companyName) => new()
    {
        CompanyName = companyName,
        Accounts = Accounts,
        TaxRates =
        [
            .. Accounts.Where(account => account.Id.StartsWith(TaxRoot, StringComparison.Ordinal))
                .Select(account => new ChartItem(account.Id, RateName(account.Id[TaxRoot.Length..]), account.IsActive)),
        ],
        Customers = [new ChartItem(Customer, "Daily sales")],
        Suppliers = [new ChartItem(Supplier, "Payment provider")],
        ClosedUpTo = ClosedUpTo,
        ReceivableAccount = Receivable,
        PayableAccount = Payable,
    };

    private static string RateName(string rate) => char.IsAsciiDigit(rate[0]) && rate.All(sign => char.IsAsciiDigit(sign) || sign == '.') ? $"Tax {rate}%" : rate;
}
