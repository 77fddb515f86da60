using Daybook.Platforms.Http;
using Daybook.Syncing;

namespace Daybook.Platforms.FreeAgent;

/// <summary>Adds categories, bank accounts and contacts.</summary>
internal sealed class FreeAgentEditor(FreeAgentCalls calls, FreeAgentChartReader charts, Guid connection)
{
    private const int MaxName = 100;

    /// <summary>A group of categories: its own name, the codes that it has for new ones, its kind, and how the statutory accounts call what is new in it.</summary>
    private sealed record Group(string Name, int From, int To, FreeAgentAccountKind Kind, string? Company, string? SoleTrader, string? Other);

    public async Task<ChartChange<ChartAccount>> CreateAccountAsync(NewAccount account, CancellationToken cancellationToken)
    {
        if (account.Name.Trim().Length is 0 or > MaxName)
        {
            return Refused<ChartAccount>($"A name in FreeAgent has 1 to {MaxName} characters.");
        }

        var chart = await charts.ReadAsync(connection, cancellationToken);
        return account.Classification == "Asset.Bank" ? await CreateBankAccountAsync(chart, account.Name, cancellationToken)
            : GroupOf(account.Classification) is { } group ? await CreateCategoryAsync(chart, group, account, cancellationToken)
            : Refused<ChartAccount>($"FreeAgent has no group for '{account.Classification}': use Income, Expense, Asset, Asset.Bank, Liability or Equity.");
    }

    public async Task<ChartChange<ChartItem>> CreateContactAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Trim().Length is 0 or > MaxName)
        {
            return Refused<ChartItem>($"A name in FreeAgent has 1 to {MaxName} characters.");
        }

        var chart = await charts.ReadAsync(connection, cancellationToken);
        if (chart.Contacts.FirstOrDefault(contact => contact.Name == name) is { } known)
        {
            return known.IsActive ? new ChartChange<ChartItem>.Done(known) : Refused<ChartItem>($"The contact '{name}' is there in FreeAgent, but hidden: show it there again.");
        }

        var answer = await calls.SendAsync(connection, HttpMethod.Post, "contacts", new { contact = new { organisation_name = name } }, cancellationToken);
        return await DoneAsync(answer, "contact", one => FreeAgentId.OfUrl(one.Text("url")) is { } id ? new ChartItem(id.Id, name) : null);
    }

    private async Task<ChartChange<ChartAccount>> CreateBankAccountAsync(FreeAgentChart chart, string name, CancellationToken cancellationToken)
    {
        if (chart.Accounts.Values.FirstOrDefault(account => account.IsBank && account.Name == name) is { } known)
        {
            return known.IsActive ? new ChartChange<ChartAccount>.Done(known.ToChart()) : Refused<ChartAccount>($"The bank account '{name}' is there in FreeAgent, but hidden: show it there again.");
        }

        var body = new { bank_account = new { type = "StandardBankAccount", name, currency = chart.Currency, opening_balance = FreeAgentMark.Money(0) } };
        var answer = await calls.SendAsync(connection, HttpMethod.Post, "bank_accounts", body, cancellationToken);
        return await DoneAsync(answer, "bank_account", one => FreeAgentId.OfUrl(one.Text("url")) is { } id ? new FreeAgentAccount(id.Path, null, name, FreeAgentAccountKind.Bank).ToChart() : null);
    }

    private async Task<ChartChange<ChartAccount>> CreateCategoryAsync(FreeAgentChart chart, Group group, NewAccount account, CancellationToken cancellationToken)
    {
        if (chart.Accounts.Values.FirstOrDefault(known => known.Name == account.Name && known.Kind == group.Kind && Holds(group, known)) is { } same)
        {
            return new ChartChange<ChartAccount>.Done(same.ToChart());
        }

        var free = Enumerable.Range(group.From, group.To - group.From + 1).Select(number => $"{number:000}").FirstOrDefault(code => !chart.Accounts.ContainsKey(code));
        if ((account.NominalCode ?? free) is not { } nominalCode)
        {
            return Refused<ChartAccount>($"FreeAgent has no code left from {group.From:000} to {group.To:000}, which is where such categories go: use one that is there.");
        }

        var category = new
        {
            description = account.Name,
            nominal_code = nominalCode,
            category_group = group.Name,
            tax_reporting_name = chart.CompanyType switch { "UkLimitedCompany" => group.Company, "UkSoleTrader" => group.SoleTrader, _ => group.Other },
            allowable_for_tax = group.Kind is FreeAgentAccountKind.CostOfSales or FreeAgentAccountKind.AdminExpense ? true : (bool?)null,
        };
        var answer = await calls.SendAsync(connection, HttpMethod.Post, "categories", new { category }, cancellationToken);
        return await DoneAsync(answer, null, _ => new FreeAgentAccount(nominalCode, nominalCode, account.Name, group.Kind).ToChart());
    }

    /// <summary>What was added shows in the chart from now on.</summary>
    /// <exception cref="PlatformUnavailableException">Whether it was added is not known; asking again finds it.</exception>
    private Task<ChartChange<T>> DoneAsync<T>(FreeAgentAnswer answer, string? envelope, Func<JsonPart, T?> read)
        where T : class
    {
        charts.Forget(connection);
        return answer switch
        {
            FreeAgentAnswer.Ok { Root: var root } when read((envelope is null ? root : root.Part(envelope)) ?? default) is { } made => Task.FromResult<ChartChange<T>>(new ChartChange<T>.Done(made)),
            FreeAgentAnswer.Refused refused => Task.FromResult(Refused<T>($"FreeAgent refused it. FreeAgent says: {string.Join(' ', refused.Messages)}")),
            FreeAgentAnswer.Lost lost => throw new PlatformUnavailableException(lost.Message),
            _ => throw new PlatformUnavailableException("FreeAgent did not say what it made."),
        };
    }

    private static bool Holds(Group group, FreeAgentAccount account) => int.TryParse(account.Code, out var number) && number >= group.From && number <= group.To;

    private static Group? GroupOf(string classification) => classification.Split('.')[0] switch
    {
        "Income" => new Group("income", 1, 49, FreeAgentAccountKind.Income, null, null, null),
        "Expense" when classification == "Expense.CostOfSales" => new Group("cost_of_sales", 96, 199, FreeAgentAccountKind.CostOfSales, "purchases", "cost_of_goods", "cost_of_sales"),
        "Expense" => new Group("admin_expenses", 200, 399, FreeAgentAccountKind.AdminExpense, "bank_charges", "other_business_expenses", "other_expenses"),
        "Asset" => new Group("current_assets", 671, 720, FreeAgentAccountKind.General, "debtors", "debtors", "debtors"),
        "Liability" => new Group("liabilities", 731, 780, FreeAgentAccountKind.General, "creditors", "creditors", "creditors"),
        "Equity" => new Group("equities", 921, 960, FreeAgentAccountKind.General, null, null, null),
        _ => null,
    };

    private static ChartChange<T> Refused<T>(string message) => new ChartChange<T>.Refused(message);
}
