using System.Globalization;
using Daybook.Syncing;

namespace Daybook.Platforms.Xero;

public sealed partial class XeroBooks : IChartEditor, IContactEditor
{
    private const int MostCodeSigns = 10;

    /// <inheritdoc/>
    /// <remarks>A bank account needs its number, which nobody asks for here: what is wished for as one becomes a current asset that takes payments.</remarks>
    public async Task<ChartChange<ChartAccount>> CreateAccountAsync(PlatformLink link, NewAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        var chart = await charts.ReadAsync(link.Connection, cancellationToken);
        if (chart.Accounts.Values.FirstOrDefault(other => string.Equals(other.Name, account.Name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known is { IsActive: true, CanBeChosen: true } && known.ToChart().Classification.Split('.')[0] == account.Classification.Split('.')[0]
                ? new ChartChange<ChartAccount>.Done(known.ToChart())
                : new ChartChange<ChartAccount>.Refused($"The account {known.Label} is there already, {(known.IsActive ? "as " + known.ToChart().Classification : "but archived: restore it in Xero")}.");
        }

        if (account.NominalCode is { Length: > MostCodeSigns })
        {
            return new ChartChange<ChartAccount>.Refused($"The code '{account.NominalCode}' is too long: Xero's have at most {MostCodeSigns} characters.");
        }

        if (TypeOf(account.Classification) is not var (type, first))
        {
            return new ChartChange<ChartAccount>.Refused($"'{account.Classification}' is no classification: Asset, Liability, Equity, Income and Expense are.");
        }

        var body = new XeroNewAccount(account.NominalCode ?? FreeCode(chart, first), account.Name, type, chart.Untaxed, account.Classification == "Asset.Bank");
        var answer = await calls.SendAsync(link.Connection, HttpMethod.Put, "Accounts", body, null, cancellationToken);
        charts.Forget(link.Connection);
        return answer is XeroAnswer.Ok { Root: var root } && root.List("Accounts") is [var made, ..] && made.Text("AccountID") is { } id
            ? new ChartChange<ChartAccount>.Done((await charts.ReadAsync(link.Connection, cancellationToken)).Accounts[id].ToChart())
            : new ChartChange<ChartAccount>.Refused(Told(answer));
    }

    public Task<ChartChange<ChartItem>> CreateCustomerAsync(PlatformLink link, string name, CancellationToken cancellationToken) => CreateContactAsync(link, name, cancellationToken);

    public Task<ChartChange<ChartItem>> CreateSupplierAsync(PlatformLink link, string name, CancellationToken cancellationToken) => CreateContactAsync(link, name, cancellationToken);

    private async Task<ChartChange<ChartItem>> CreateContactAsync(PlatformLink link, string name, CancellationToken cancellationToken)
    {
        var chart = await charts.ReadAsync(link.Connection, cancellationToken);
        if (chart.Contacts.FirstOrDefault(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known.IsActive ? new ChartChange<ChartItem>.Done(known) : new ChartChange<ChartItem>.Refused($"'{known.Name}' is there already, but archived: restore it in Xero.");
        }

        var answer = await calls.SendAsync(link.Connection, HttpMethod.Put, "Contacts", new { Contacts = new[] { new { Name = name } } }, null, cancellationToken);
        charts.Forget(link.Connection);
        return answer is XeroAnswer.Ok { Root: var root } && root.List("Contacts") is [var made, ..] && made.Text("ContactID") is { } id
            ? new ChartChange<ChartItem>.Done(new ChartItem(id, made.Text("Name") ?? name))
            : new ChartChange<ChartItem>.Refused(Told(answer));
    }

    /// <summary>Xero's type, and where the codes of such accounts begin in its charts.</summary>
    private static (string Type, int First)? TypeOf(string classification) => classification.Split('.')[0] switch
    {
        "Income" => ("REVENUE", 261),
        "Expense" => ("EXPENSE", 401),
        "Asset" => ("CURRENT", 619),
        "Equity" => ("EQUITY", 971),
        "Liability" => ("CURRLIAB", 851),
        _ => null,
    };

    private static string FreeCode(XeroChart chart, int first)
    {
        var taken = chart.Accounts.Values.Select(account => account.Code).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(first, int.MaxValue - first).Select(code => code.ToString(CultureInfo.InvariantCulture)).First(code => !taken.Contains(code));
    }

    private static string Told(XeroAnswer answer) => answer switch
    {
        XeroAnswer.Refused refused => XeroRefusals.Of(refused.Messages).Message,
        XeroAnswer.Failed failed => throw new PlatformUnavailableException(failed.Message),
        XeroAnswer.Lost lost => throw new PlatformUnavailableException(lost.Message),
        _ => "Xero took it without making it.",
    };
}
