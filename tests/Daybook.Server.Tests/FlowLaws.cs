using System.Net;
using Daybook.Server.Resources.SyncFlow;
using Daybook.Server.Tests.Hosting;
using Daybook.Storage;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public abstract class FlowLaws(ServerFixture server)
{
    private readonly Api api = server.Api;

    private FlowCodes Codes => server.Part<FlowCodes>();

    [Fact]
    public async Task An_unknown_merchant_gets_a_company_with_its_connections_once()
    {
        var first = await StartAsync("?merchantIdentifier=Bob%27s%20%3CBurgers%3E&redirectUrl=https%3A%2F%2Fbob.example%2Fdone");
        var again = await StartAsync("?merchantIdentifier=Bob%27s%20%3CBurgers%3E");
        first["redirectUrl"].ShouldBe("https://bob.example/done");
        again["otp"].ShouldNotBe(first["otp"]);
        var grant = (await RedeemAsync(first["otp"]))!;
        grant.RedirectUrl.ShouldBe(new Uri("https://bob.example/done"));
        grant.MerchantIdentifier.ShouldBe("Bob's <Burgers>");
        (await RedeemAsync(again["otp"]))!.Company.ShouldBe(grant.Company);
        var company = (await api.GetAsync($"/companies/{grant.Company}")).Ok();
        company["name"]!.GetValue<string>().ShouldBe("Bob's Burgers");
        company["dataConnections"]!.AsArray().Select(tie => (string?)tie!["integrationKey"]).ShouldBe(["lqai", "hldg"]);
    }

    [Fact]
    public async Task A_company_is_its_own_identifier_and_keeps_the_connections_that_it_has()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var code = await StartAsync($"?merchantIdentifier={company}");
        (await RedeemAsync(code["otp"]))!.Company.ToString().ShouldBe(company);
        (await api.GetAsync($"/companies/{company}/connections")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(2);
        var bare = (await api.PostAsync("/companies", """{"name":"Bare"}""")).Ok()["id"]!.GetValue<string>();
        await StartAsync($"?merchantIdentifier={bare}");
        (await api.GetAsync($"/companies/{bare}/connections")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_code_is_good_once_for_thirty_seconds_and_for_its_platforms()
    {
        var company = await api.NewCompanyAsync();
        async Task<string> Code() => (await StartAsync($"?merchantIdentifier={company}"))["otp"];
        var once = await Code();
        (await RedeemAsync(once)).ShouldNotBeNull();
        (await RedeemAsync(once)).ShouldBeNull();
        var late = await Code();
        var elsewhere = await Code();
        (await Codes.RedeemAsync(elsewhere, "lqai", "gbol", "a visitor", default)).ShouldBeNull();
        (await RedeemAsync(elsewhere)).ShouldBeNull();
        server.Clock.Now += Duration.FromSeconds(30);
        (await RedeemAsync(late)).ShouldBeNull();
        (await RedeemAsync("guessed")).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_who_come_with_one_code_at_once_one_gets_in()
    {
        var code = (await StartAsync("?merchantIdentifier=crowd"))["otp"];
        var grants = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Codes.RedeemAsync(code, "lqai", "hldg", $"visitor {i}", default)));
        grants.Count(grant => grant is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Who_guesses_too_often_is_not_listened_to_for_a_minute()
    {
        for (var i = 0; i < 10; i++)
        {
            (await Codes.RedeemAsync($"guess {i}", "lqai", "hldg", "guesser", default)).ShouldBeNull();
        }

        var code = (await StartAsync("?merchantIdentifier=guessed"))["otp"];
        (await Codes.RedeemAsync(code, "lqai", "hldg", "guesser", default)).ShouldBeNull();
        (await Codes.RedeemAsync(code, "lqai", "hldg", "somebody else", default)).ShouldNotBeNull();
        server.Clock.Now += Duration.FromMinutes(1);
        var later = (await StartAsync("?merchantIdentifier=guessed"))["otp"];
        (await Codes.RedeemAsync(later, "lqai", "hldg", "guesser", default)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("none/hldg/start", HttpStatusCode.NotFound)]
    [InlineData("lqai/none/start", HttpStatusCode.NotFound)]
    [InlineData("lqai/hldg/start?redirectUrl=javascript:alert(1)", HttpStatusCode.BadRequest)]
    [InlineData("lqai/hldg/start?merchantIdentifier=8a210b68-6988-11ed-a1eb-0242ac120002", HttpStatusCode.NotFound)]
    public async Task A_flow_that_leads_nowhere_is_refused(string path, HttpStatusCode status) => (await api.GetAsync("/config/sync/commerce/" + path)).Fault(status);

    private async Task<Dictionary<string, string>> StartAsync(string query)
    {
        var url = new Uri((await api.GetAsync("/config/sync/commerce/lqai/hldg/start" + query)).Ok()["url"]!.GetValue<string>());
        var client = (await api.GetAsync("/profile/syncSettings")).Ok()["clientId"]!.GetValue<string>();
        url.AbsolutePath.ShouldBe($"/{client}/commerce/lqai/hldg/start");
        return QueryHelpers.ParseQuery(url.Query).ToDictionary(value => value.Key, value => value.Value.ToString());
    }

    private Task<FlowGrant?> RedeemAsync(string code) => Codes.RedeemAsync(code, "lqai", "hldg", "a visitor", default);
}

public sealed class FlowOnSqlite(SqliteServer server) : FlowLaws(server), IClassFixture<SqliteServer>;

public sealed class FlowOnPostgres(PostgresServer server) : FlowLaws(server), IClassFixture<PostgresServer>;
