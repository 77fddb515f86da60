using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Web;
using Daybook.Sandbox.Xero;
using Daybook.Server.Tests.Hosting;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Platforms;

/// <summary>Stand-ins that are stopped and started again, as a developer does who goes home in the evening.</summary>
public sealed class SandboxLaws(TrytonServer tryton) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-sandbox-").FullName;
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("gbol", false)]
    [InlineData("gbol", true)]
    [InlineData("qhyg", false)]
    [InlineData("qhyg", true)]
    [InlineData("fbrh", false)]
    [InlineData("fbrh", true)]
    public async Task They_go_on_with_the_books_the_accounts_and_the_consents_that_they_had(string platform, bool isJournal)
    {
        await using var server = await Installation.StartAsync(clock, tryton, nameof(SandboxLaws), Path.Combine(folder, "sandbox.db"));
        var shop = await server.NewShopAsync(platform, isJournal);
        (await server.SyncAsync(shop, new Day().Sale("a", 17, 12).Fee("a", 17, 0.39m).Exchange("x", 17, 9, 4))).ShouldBe(2000);
        (await server.SyncAsync(shop, new Day().Sale("a", 17, 18, modified: 18))).ShouldBe(2000);
        var (standing, balance) = (await server.StandingAsync(shop, platform), await server.TrialBalanceAsync(shop, platform));

        await server.StandIns.RestartAsync();
        (await server.StandingAsync(shop, platform)).ShouldBe(standing);
        (await server.TrialBalanceAsync(shop, platform)).ShouldBe(balance, ignoreOrder: true);
        (await server.SyncAsync(shop)).ShouldBe(2040);

        (await server.SyncAsync(shop, new Day().Sale("b", 19, 24).Payout("out", 19, 5))).ShouldBe(2000);
        (standing, balance) = (await server.StandingAsync(shop, platform), await server.TrialBalanceAsync(shop, platform));
        await server.StandIns.RestartAsync();
        (await server.StandingAsync(shop, platform)).ShouldBe(standing);
        (await server.TrialBalanceAsync(shop, platform)).ShouldBe(balance, ignoreOrder: true);
    }

    [Fact]
    public async Task They_take_the_tokens_that_they_gave_and_give_the_first_answer_again_to_a_key_that_they_know()
    {
        await using var standIns = await StandIns.StartUnhurriedAsync(clock, Path.Combine(folder, "sandbox.db"));
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = standIns.Address };
        var organisation = standIns.Xero.Organisations[0].Id;
        using var consent = await http.PostAsync("xero/identity/connect/authorize", Form(("allow", "yes"), ("organisation", $"{organisation}"), ("redirect_uri", "http://here/"), ("scope", "accounting")));
        var code = HttpUtility.ParseQueryString(consent.Headers.Location!.Query)["code"]!;
        var tokens = await GiveAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", "http://here/"));
        var made = await MakeAsync("first");

        await standIns.RestartAsync();

        (await MakeAsync("first")).ShouldBe(made);
        standIns.Xero.Organisations[0].ContactId("A new one").ShouldNotBeEmpty();
        (await MakeAsync("second")).ShouldNotBe(made);
        (await GiveAsync(("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"]!.GetValue<string>())))["access_token"].ShouldNotBeNull();

        async Task<JsonNode> GiveAsync(params (string Name, string Value)[] fields)
        {
            using var answer = await http.PostAsync("xero/identity/connect/token", Form([.. fields, ("client_id", XeroSandbox.ClientId), ("client_secret", XeroSandbox.ClientSecret)]));
            return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
        }

        async Task<string> MakeAsync(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, "xero/api.xro/2.0/Contacts") { Content = new StringContent("""{"Contacts":[{"Name":"A new one"}]}""") };
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens["access_token"]!.GetValue<string>());
            request.Headers.Add("xero-tenant-id", $"{organisation}");
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await http.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static FormUrlEncodedContent Form(params IEnumerable<(string Name, string Value)> fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
