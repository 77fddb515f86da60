using System.Net;
using System.Text.Json.Nodes;
using Daybook.Server.Sample;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Tests.Platforms;
using Daybook.Server.Tests.Xero;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.QuickBooks;

/// <summary>A merchant connects QuickBooks Online, pushes and syncs, over HTTP alone.</summary>
public abstract class QuickBooksLaws(IPlatformServer server)
{
    /// <summary>The plain-text accounts by the names that QuickBooks' stand-in has for them.</summary>
    private static readonly Dictionary<string, string> SameAs = new(StringComparer.Ordinal)
    {
        ["income:sales"] = "Sales",
        ["income:refunds"] = "Refunds",
        ["liabilities:tips"] = "Tips",
        ["liabilities:gift cards"] = "Gift Cards",
        ["assets:card clearing"] = "Card Clearing",
        ["assets:cash"] = "Cash",
        ["assets:bank"] = "Business Bank Account",
        ["assets:receivable"] = "Accounts Receivable (A/R)",
        ["liabilities:payable"] = "Accounts Payable (A/P)",
        ["expenses:payment fees"] = "Payment Fees",
    };

    private readonly Api api = server.Server.Api;
    private readonly QuickBooksMerchant merchant = new(server);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task Each_presentation_gives_the_trial_balance_of_a_plain_text_ledger_with_the_same_records(int which, bool isJournal)
    {
        var books = server.StandIns.QuickBooks.Companies[which];
        var other = books.TrialBalance();
        var company = await merchant.ConnectedAsync(books);
        await merchant.ConfigureAsync(company, books, isJournal);
        await merchant.PushAsync(company, books.Currency);
        var before = server.StandIns.QuickBooks.Calls.Count;
        var sync = await merchant.SyncedAsync(company);
        sync["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
        TestContext.Current.TestOutputHelper?.WriteLine($"{server.StandIns.QuickBooks.Calls.Count - before} calls for the day");
        Less(books.TrialBalance(), other).ShouldBe(await PlainTextBalancesAsync(books.Currency, books.Country == "US" ? "Sales Tax Collected" : "VAT Control"), ignoreOrder: true);
        (await merchant.SyncedAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2040);
        await UndoAsync(company, sync);
        books.TrialBalance().ShouldBe(other, ignoreOrder: true);
    }

    [Fact]
    public async Task A_sync_undone_leaves_nothing_in_QuickBooks_and_the_next_writes_the_same_again()
    {
        var books = server.StandIns.QuickBooks.Companies[1];
        var before = books.TrialBalance();
        var company = await merchant.ConnectedAsync(books);
        await merchant.ConfigureAsync(company, books, isJournal: false);
        await merchant.PushAsync(company, books.Currency);
        var sync = await merchant.SyncedAsync(company);
        var written = books.TrialBalance();
        written.ShouldNotBe(before);
        await UndoAsync(company, sync);
        books.TrialBalance().ShouldBe(before, ignoreOrder: true);
        sync = await merchant.SyncedAsync(company);
        sync["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
        books.TrialBalance().ShouldBe(written, ignoreOrder: true);
        await UndoAsync(company, sync);
    }

    [Fact]
    public async Task A_company_that_the_token_does_not_open_is_not_linked_by_its_name_in_the_address()
    {
        var (company, connection) = await merchant.BeginAsync();
        using var browser = new Browser();
        var address = server.Server.Address;
        var back = await browser.DecideAsync(address, await browser.BeginAsync(address, connection["linkUrl"]!.GetValue<string>()), allows: true, [server.StandIns.QuickBooks.Companies[0].Realm]);
        var forged = new Uri(back.AbsoluteUri.Replace(server.StandIns.QuickBooks.Companies[0].Realm, server.StandIns.QuickBooks.Companies[1].Realm, StringComparison.Ordinal));
        (await browser.OpenAsync(forged)).Page.ShouldContain("opens no organisation");
        (await merchant.StatusAsync(company)).ShouldBe("PendingAuth");
    }

    [Fact]
    public async Task Consent_taken_back_in_QuickBooks_shows_in_the_connection_and_ends_once_it_is_given_again()
    {
        var company = await merchant.ConnectedAsync(server.StandIns.QuickBooks.Companies[0]);
        server.StandIns.QuickBooks.Revoke();
        (await api.GetAsync($"/config/companies/{company}/sync/commerce")).Fault(HttpStatusCode.Conflict).ShouldContain("connect it again");
        (await merchant.StatusAsync(company)).ShouldBe("Deauthorized");
        await merchant.LinkAsync(await merchant.ConnectionAsync(company), server.StandIns.QuickBooks.Companies[0]);
        (await merchant.StatusAsync(company)).ShouldBe("Linked");
        (await api.ConfigurationAsync(company))["accountingSoftwareCompanyName"]!.GetValue<string>().ShouldBe(server.StandIns.QuickBooks.Companies[0].Name);
    }

    [Fact]
    public async Task Unlinking_takes_the_consent_back_in_QuickBooks()
    {
        var company = await merchant.ConnectedAsync(server.StandIns.QuickBooks.Companies[0]);
        var connection = await merchant.ConnectionAsync(company);
        (await api.SendJsonAsync(HttpMethod.Patch, $"/companies/{company}/connections/{connection["id"]}", """{"status":"Unlinked"}""")).Ok();
        server.StandIns.QuickBooks.Grants.Opens(server.StandIns.QuickBooks.Companies[0].Realm).ShouldBeFalse();
    }

    private async Task UndoAsync(string company, JsonNode sync) => (await api.PostAsync($"/companies/{company}/sync/commerce/syncs/{sync["syncId"]}/undo", "")).Ok();

    private async Task<Dictionary<string, decimal>> PlainTextBalancesAsync(string currency, string taxAccount)
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        (await api.ConfigureAsync(company, """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-11-01"},"configuration":{"payments":{"syncPayments":true},"fees":{"syncFees":true}}}""")).Ok();
        await merchant.PushAsync(company, currency);
        (await merchant.SyncedAsync(company))["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
        var connection = await merchant.ConnectionAsync(company);
        var journal = await api.GetAsync($"/companies/{company}/connections/{connection["id"]}/ledger");
        return SampleBooks.BalancesOf(journal.Text).Select(balance => (Name: balance.Key.StartsWith("liabilities:tax payable:", StringComparison.Ordinal) ? taxAccount : SameAs[balance.Key], balance.Value))
            .GroupBy(balance => balance.Name, StringComparer.Ordinal)
            .Select(account => KeyValuePair.Create(account.Key, account.Sum(balance => balance.Value))).Where(account => account.Value != 0).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>What came on top of what other tests left.</summary>
    private static Dictionary<string, decimal> Less(IReadOnlyDictionary<string, decimal> all, IReadOnlyDictionary<string, decimal> before) =>
        all.Keys.Union(before.Keys).Select(account => KeyValuePair.Create(account, all.GetValueOrDefault(account) - before.GetValueOrDefault(account))).Where(account => account.Value != 0).ToDictionary(StringComparer.Ordinal);
}

public sealed class QuickBooksOnSqlite(SqlitePlatformServer server) : QuickBooksLaws(server), IClassFixture<SqlitePlatformServer>;

public sealed class QuickBooksOnPostgres(PostgresPlatformServer server) : QuickBooksLaws(server), IClassFixture<PostgresPlatformServer>;
