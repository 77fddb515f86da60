using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.QuickBooks;

public sealed partial class QuickBooksBooks : IChartEditor, IContactEditor
{
    private const int MaxAccountName = 100;
    private const int MaxPartyName = 500;

    private static readonly string[] AccountTypes =
    [
        "Bank", "Other Current Asset", "Fixed Asset", "Other Asset", "Credit Card", "Other Current Liability", "Long Term Liability", "Equity", "Income", "Cost of Goods Sold", "Expense", "Other Income", "Other Expense",
    ];

    public async Task<ChartChange<ChartAccount>> CreateAccountAsync(PlatformLink link, NewAccount account, CancellationToken cancellationToken)
    {
        if (TypeOf(account.Classification) is not { } type)
        {
            return new ChartChange<ChartAccount>.Refused($"QuickBooks has no accounts of the kind '{account.Classification}'.");
        }

        if (account.Name.Length is 0 or > MaxAccountName || account.Name.AsSpan().IndexOfAny(":\"\t\n") >= 0)
        {
            return new ChartChange<ChartAccount>.Refused($"'{account.Name}' can't be the name of an account in QuickBooks: it needs 1 to {MaxAccountName} signs, without colons and quotes.");
        }

        if (Known(await charts.ReadAsync(link.Connection, cancellationToken), account.Name, type) is { } known)
        {
            return known;
        }

        var answer = await calls.SendAsync(link.Connection, "account", new { account.Name, AccountType = type, AcctNum = account.NominalCode }, null, cancellationToken);
        if (answer is QuickBooksAnswer.Ok ok && ok.Root.Part("Account") is { } made)
        {
            charts.Forget(link.Connection);
            return new ChartChange<ChartAccount>.Done(QuickBooksChartReader.AccountOf(made).ToChart());
        }

        return Known(await charts.ReadAsync(link.Connection, cancellationToken), account.Name, type) ?? new ChartChange<ChartAccount>.Refused(ReasonOf(answer));
    }

    public Task<ChartChange<ChartItem>> CreateCustomerAsync(PlatformLink link, string name, CancellationToken cancellationToken) => CreatePartyAsync(link, "Customer", chart => chart.Customers, name, cancellationToken);

    public Task<ChartChange<ChartItem>> CreateSupplierAsync(PlatformLink link, string name, CancellationToken cancellationToken) => CreatePartyAsync(link, "Vendor", chart => chart.Suppliers, name, cancellationToken);

    private async Task<ChartChange<ChartItem>> CreatePartyAsync(PlatformLink link, string entity, Func<QuickBooksChart, IReadOnlyDictionary<string, QuickBooksParty>> listed, string name, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > MaxPartyName || name.AsSpan().IndexOfAny(":\t\n") >= 0)
        {
            return new ChartChange<ChartItem>.Refused($"'{name}' can't be a name in QuickBooks: it needs 1 to {MaxPartyName} signs, without colons.");
        }

        async Task<ChartChange<ChartItem>?> FindAsync() =>
            listed(await charts.ReadAsync(link.Connection, cancellationToken)).Values.FirstOrDefault(one => one.IsActive && string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) is { } known
                ? new ChartChange<ChartItem>.Done(known.ToChart()) : null;

        if (await FindAsync() is { } there)
        {
            return there;
        }

        var answer = await calls.SendAsync(link.Connection, QuickBooksId.PathOf(entity), new { DisplayName = name }, null, cancellationToken);
        if (answer is QuickBooksAnswer.Ok ok && ok.Root.Part(entity) is { } made)
        {
            charts.Forget(link.Connection);
            return new ChartChange<ChartItem>.Done(QuickBooksChartReader.PartyOf(made, "").ToChart());
        }

        return await FindAsync() ?? new ChartChange<ChartItem>.Refused(ReasonOf(answer));
    }

    /// <summary>What is there of the name already: names can be had once.</summary>
    private static ChartChange<ChartAccount>? Known(QuickBooksChart chart, string name, string type) =>
        chart.Accounts.Values.FirstOrDefault(account => string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase)) switch
        {
            null => null,
            { IsActive: false } => new ChartChange<ChartAccount>.Refused($"The account '{name}' is there, but inactive: make it active in QuickBooks."),
            var account when account.Type != type => new ChartChange<ChartAccount>.Refused($"The account '{name}' is there already, of type {account.Type}."),
            var account => new ChartChange<ChartAccount>.Done(account.ToChart()),
        };

    /// <summary>Why it can't be.</summary>
    /// <exception cref="PlatformUnavailableException">Nobody knows whether it is.</exception>
    private static string ReasonOf(QuickBooksAnswer answer) => answer switch
    {
        QuickBooksAnswer.Refused refused => QuickBooksRefusals.Of(refused.Errors).Message,
        QuickBooksAnswer.Failed failed => throw new PlatformUnavailableException(failed.Message),
        QuickBooksAnswer.Lost lost => throw new PlatformUnavailableException(lost.Message),
        _ => throw new PlatformUnavailableException("QuickBooks' answer says nothing of what was made."),
    };

    /// <summary>QuickBooks' type of a classification: by what is said beyond the class, else the class's most common one.</summary>
    private static string? TypeOf(string classification)
    {
        var parts = classification.Split('.', 2);
        return parts.Length == 2 && Array.Find(AccountTypes, type => string.Equals(type.Replace(" ", "", StringComparison.Ordinal), parts[1], StringComparison.OrdinalIgnoreCase)) is { } exact ? exact : parts[0] switch
        {
            "Asset" => "Other Current Asset",
            "Liability" => "Other Current Liability",
            "Equity" => "Equity",
            "Income" => "Income",
            "Expense" => "Expense",
            _ => null,
        };
    }
}
