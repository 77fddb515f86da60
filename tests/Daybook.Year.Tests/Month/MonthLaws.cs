using System.Text;
using Daybook.Testing;
using Daybook.Year.Tests.Data;
using Shouldly;
using Xunit;

namespace Daybook.Year.Tests.Month;

/// <summary>A real month of a real shop has the same trial balance on every platform, in both presentations: the plain sum of its records.</summary>
public sealed class MonthLaws(MonthServer server) : IClassFixture<MonthServer>
{
    private const int MostRecords = 5_000;

    private static readonly Dictionary<string, string> SameAs = new(StringComparer.Ordinal)
    {
        ["income:sales"] = "M Sales", ["income:refunds"] = "M Refunds", ["income:shipping"] = "M Shipping", ["liabilities:gift cards"] = "M Gift cards", ["expenses:payment fees"] = "M Fees",
        ["expenses:payment fee refunds"] = "M Fees", ["assets:bank"] = "M Bank", ["assets:card clearing"] = "M Card", ["assets:paypal"] = "M Paypal", ["assets:cash"] = "M Cash",
        ["assets:invoice clearing"] = "M Invoice",
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task In_plain_text(bool isJournal) => KeepAsync(
        "hldg", isJournal, ("liabilities:tax payable:20", "liabilities:tax payable:0"), shop => shop.ConnectAsync(),
        async shop => (await LedgerJudges.HledgerAsync(server.JournalOf(shop.Company, shop.Connection), default)).Select(line => (line.Key.Account, line.Value)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task In_Xero(bool isJournal) => KeepAsync(
        "gbol", isJournal, ("OUTPUT2", "ZERORATEDOUTPUT"), shop => ConnectXeroAsync(shop, isJournal ? 1 : 0), shop => server.Reports.OfXeroAsync(shop.Connection));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task In_QuickBooks_Online(bool isJournal) => KeepAsync(
        "qhyg", isJournal, ("20.0% S", "0.0% Z"), shop => shop.ConnectAsync(isJournal ? 1 : 0), shop => server.Reports.OfQuickBooksAsync(shop.Connection));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task In_FreeAgent(bool isJournal) => KeepAsync(
        "fbrh", isJournal, ("20.0", "0.0"), shop => shop.ConnectAsync(isJournal ? 1 : 0), shop => server.Reports.OfFreeAgentAsync(shop.Connection), computesTax: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_Tryton(bool isJournal)
    {
        var owner = await server.Tryton.CopyAsync(nameof(MonthLaws));
        await KeepAsync(
            "tryt", isJournal, ("VAT 20%", "VAT 0%"), shop => shop.SignInAsync(owner with { User = TrytonCompany.User, Password = TrytonCompany.Password }),
            async _ => (await TrytonServer.BalancesAsync(owner)).Select(line => (line.Key, line.Value)));
    }

    /// <summary>The stand-in has one user: what was consented to before is taken back, else the next consent opens both organisations and asks which.</summary>
    private Task ConnectXeroAsync(PlatformShop shop, int organisation)
    {
        server.StandIns.Xero.Revoke();
        return shop.ConnectAsync(organisation);
    }

    /// <param name="key">The platform's key.</param>
    /// <param name="isJournal">Which presentation.</param>
    /// <param name="rates">The names or ids of the tax rates of 20% and 0%.</param>
    /// <param name="connect">Connects the shop.</param>
    /// <param name="read">The trial balance of the books, by the platform's names of accounts.</param>
    /// <param name="computesTax">Whether the platform computes tax by itself, and lines of rounding make up for it.</param>
    private async Task KeepAsync(
        string key, bool isJournal, (string Twenty, string Zero) rates, Func<PlatformShop, Task> connect, Func<PlatformShop, Task<IEnumerable<(string Account, decimal Amount)>>> read, bool computesTax = false)
    {
        var december = await RetailYear.DecemberOrSkipAsync();
        var month = december.All;
        var shop = new PlatformShop(server.Platform(key), isJournal) { Server = server.Http };
        await connect(shop);
        await shop.ConfigureAsync(rates, "2010-12-01T00:00:00Z");
        foreach (var (type, all) in month.ByType().Prepend(("products", december.Products)))
        {
            foreach (var some in all.Chunk(MostRecords))
            {
                await shop.PushAsync(type, some.Select(record => Encoding.UTF8.GetString(record.Span)));
            }
        }

        var status = await Hosting.YearCompanies.TimedAsync("the month synced", shop.SyncAsync);
        var documents = await shop.DocumentsAsync(status);
        var errors = documents["results"]!.AsArray().Select(document => document!["error"]?.GetValue<string>()).OfType<string>().Distinct().Take(5);
        status["syncStatusCode"]!.GetValue<int>().ShouldBe(2000, $"{status.ToJsonString()} {string.Join(" | ", errors)}");
        documents["totalResults"]!.GetValue<int>().ShouldBeGreaterThan(0);

        string Told(string account) => computesTax && account == "M Rounding" ? "VAT" : account;
        var expected = Sums(NaiveSums.Of(month).Select(line => (NameOf(line.Key.Account), line.Value)));
        Sums((await read(shop)).Select(line => (Told(NameOf(line.Account)), line.Amount))).ShouldBe(expected);
    }

    /// <summary>The shop's own accounts have the same names everywhere; what the platform books by itself has its own.</summary>
    private static string NameOf(string account)
    {
        var known = SameAs.GetValueOrDefault(account, account);
        return known.Contains("M Receivable", StringComparison.Ordinal) || IsAny(known, "receivable", "debtor") ? "Receivable"
            : known.StartsWith("M ", StringComparison.Ordinal) ? known
            : IsAny(known, ":M ") ? known[(known.LastIndexOf(':') + 1)..]
            : IsAny(known, "VAT", "tax payable") ? "VAT"
            : known;
    }

    private static bool IsAny(string account, params IReadOnlyList<string> words) => words.Any(word => account.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Sums(IEnumerable<(string Account, decimal Amount)> lines) => string.Join(
        '\n', lines.GroupBy(line => line.Account, StringComparer.Ordinal).Select(group => (group.Key, Sum: group.Sum(line => line.Amount))).Where(sum => sum.Sum != 0).OrderBy(sum => sum.Key, StringComparer.Ordinal)
            .Select(sum => $"{sum.Key} {sum.Sum:0.00}"));
}
