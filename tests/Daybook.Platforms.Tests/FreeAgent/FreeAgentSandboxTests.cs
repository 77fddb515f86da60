using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Daybook.Platforms.Tests.FreeAgent;

/// <summary>The stand-in answers as FreeAgent does where the adapter does not show it: pages, limits, shapes of errors, reports.</summary>
public sealed class FreeAgentSandboxTests : IAsyncLifetime
{
    private FreeAgentFixture? fixture;
    private HttpClient? http;

    private FreeAgentFixture FreeAgent => fixture!;

    private HttpClient Http => http!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        fixture = await FreeAgentFixture.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(FreeAgent.Books.App.Token, ".") };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Tests");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await FreeAgent.Authorizations.FindAsync(FreeAgent.Link.Connection, Cancel))!.AccessToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await FreeAgent.DisposeAsync();
    }

    [Fact]
    public async Task A_list_comes_in_pages_that_name_each_other()
    {
        for (var i = 0; i < 57; i++)
        {
            (await Http.PostAsJsonAsync("contacts", new { contact = new { organisation_name = $"Customer {i}" } }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        using var first = await Http.GetAsync(new Uri("contacts", UriKind.Relative), Cancel);
        (first.Headers.GetValues("X-Total-Count").Single(), Count(await ReadAsync(first), "contacts")).ShouldBe(("60", 25));
        var links = first.Headers.GetValues("Link").Single();
        links.ShouldBe($"<{Http.BaseAddress}contacts?page=2>; rel=\"next\", <{Http.BaseAddress}contacts?page=3>; rel=\"last\"");
        using var last = await Http.GetAsync(new Uri("contacts?page=3", UriKind.Relative), Cancel);
        Count(await ReadAsync(last), "contacts").ShouldBe(10);
        last.Headers.GetValues("Link").Single().ShouldContain("rel=\"prev\"");
        using var whole = await Http.GetAsync(new Uri("contacts?per_page=500", UriKind.Relative), Cancel);
        Count(await ReadAsync(whole), "contacts").ShouldBe(60);
    }

    [Fact]
    public async Task The_sixth_call_of_a_minute_under_test_is_refused_in_plain_text()
    {
        FreeAgent.Clock.Ahead += NodaTime.Duration.FromMinutes(2);
        Http.DefaultRequestHeaders.Add("X-RateLimit-Test", "true");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await Http.GetAsync(new Uri("company", UriKind.Relative), Cancel);
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                (answer.Headers.RetryAfter!.Delta, await answer.Content.ReadAsStringAsync(Cancel)).ShouldBe((TimeSpan.FromSeconds(60), "You must not exceed 5 requests per 60 seconds"));
            }
        }

        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Refusals_have_their_two_shapes()
    {
        using var lost = await Http.GetAsync(new Uri("invoices/1", UriKind.Relative), Cancel);
        (lost.StatusCode, (await ReadAsync(lost))["errors"]!["error"]!["message"]!.GetValue<string>()).ShouldBe((HttpStatusCode.NotFound, "Resource not found"));
        using var invalid = await Http.PostAsJsonAsync("contacts", new { contact = new { email = "a@b" } }, Cancel);
        (invalid.StatusCode, (await ReadAsync(invalid))["errors"]![0]!["message"]!.GetValue<string>()).ShouldBe((HttpStatusCode.UnprocessableEntity, "organisation_name can't be blank if first_name and last_name are blank"));
        using var unnamed = await Http.GetAsync(new Uri("bank_transaction_explanations", UriKind.Relative), Cancel);
        unnamed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "unknown");
        using var closed = await Http.GetAsync(new Uri("company", UriKind.Relative), Cancel);
        (closed.StatusCode, (await ReadAsync(closed))["errors"]!["error"]!["message"]!.GetValue<string>()).ShouldBe((HttpStatusCode.Unauthorized, "Access token not recognised"));
    }

    [Fact]
    public async Task A_journal_set_that_does_not_balance_or_touches_a_bank_is_refused()
    {
        (await JournalAsync(("001", "1.00"), ("672", "-1.01"))).ShouldBe("journal_entries must balance");
        (await JournalAsync(("001", "1.00"), ("750-1", "-1.00"))).ShouldBe("journal_entries.category can't be a bank account");
    }

    [Fact]
    public async Task The_trial_balance_is_read_through_the_api()
    {
        var document = new FreeAgentDocuments(FreeAgent).Transfer("DB-1", new NodaTime.LocalDate(2026, 11, 20), 9.99m, "Card Payments", "Current Account");
        await FreeAgent.Books.WriteAsync(FreeAgent.Link, document, _ => null, Cancel);
        using var answer = await Http.GetAsync(new Uri("accounting/trial_balance/summary", UriKind.Relative), Cancel);
        (await ReadAsync(answer))["trial_balance_summary"]!.AsArray().Select(line => $"{line!["display_nominal_code"]} {line["name"]} {line["total"]}")
            .ShouldBe(["750-1 Bank Account Current Account 9.99", "750-3 Bank Account Card Payments -9.99"]);
    }

    [Fact]
    public async Task A_page_shows_the_books()
    {
        var make = new FreeAgentDocuments(FreeAgent);
        await FreeAgent.Books.WriteAsync(FreeAgent.Link, make.Sale("DB-7", new NodaTime.LocalDate(2026, 11, 20), 12.34m), _ => null, Cancel);
        var page = await Http.GetStringAsync(new Uri(Http.BaseAddress!, "../../freeagent"), Cancel);
        page.ShouldContain("<td>DB-7</td>");
        page.ShouldContain("<td>Trade Debtors</td><td class=\"n\">12.34</td>");
    }

    [Fact]
    public async Task A_wrong_secret_is_told_to_the_operator()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "refresh_token"), KeyValuePair.Create("refresh_token", "x")]);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("someone:else"u8));
        using var denied = await Http.PostAsync(new Uri("token_endpoint", UriKind.Relative), form, Cancel);
        (denied.StatusCode, await denied.Content.ReadAsStringAsync(Cancel)).ShouldBe((HttpStatusCode.Unauthorized, "HTTP Basic: Access denied.\n"));
    }

    private async Task<string> JournalAsync(params IReadOnlyList<(string Code, string Amount)> entries)
    {
        var body = new { journal_set = new { dated_on = "2026-11-20", description = "By hand", journal_entries = entries.Select(entry => new { category = $"{Http.BaseAddress}categories/{entry.Code}", debit_value = entry.Amount }) } };
        using var answer = await Http.PostAsJsonAsync("journal_sets", body, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return (await ReadAsync(answer))["errors"]![0]!["message"]!.GetValue<string>();
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;

    private static int Count(JsonNode body, string collection) => body[collection]!.AsArray().Count;
}
