using System.Net;
using Daybook.Server.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public abstract class ClientLaws(ServerFixture server)
{
    private const string Texts = "/sync/commerce/config/ui/text";
    private readonly Api api = server.Api;

    [Fact]
    public async Task A_profile_is_what_was_put()
    {
        (await api.GetAsync("/profile")).Ok()["redirectUrl"]!.GetValue<string>().ShouldEndWith("/link/company/{companyId}");
        var put = (await api.SendJsonAsync(
            HttpMethod.Put, "/profile", """{"name":"Bob","redirectUrl":"https://bob.example/{companyId}","whiteListUrls":["https://bob.example"],"alertAuthHeader":"Bearer x"}""")).Ok();
        (await api.GetAsync("/profile")).Ok().ToJsonString().ShouldBe(put.ToJsonString());
        put["alertAuthHeader"]!.GetValue<string>().ShouldBe("Bearer x");
        (await api.SendJsonAsync(HttpMethod.Put, "/profile", """{"name":"Bob"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("redirectUrl");
        (await api.SendJsonAsync(HttpMethod.Put, "/profile", """{"redirectUrl":"x"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("name");
        (await api.SendJsonAsync(HttpMethod.Put, "/profile", """{"name":"B","redirectUrl":"x","whiteListUrls":["here"]}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("whiteListUrls");
    }

    [Fact]
    public async Task A_new_key_opens_is_told_once_and_ends_with_its_deletion()
    {
        var made = await api.PostAsync("/apiKeys", """{"name":"second"}""");
        made.Status.ShouldBe(HttpStatusCode.Created);
        made.MediaType.ShouldBe("application/json");
        var id = made.Json["id"]!.GetValue<string>();
        var newcomer = server.ApiWith("Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(made.Json["apiKey"]!.GetValue<string>())));
        var listed = (await newcomer.GetAsync("/apiKeys")).Ok()["results"]!.AsArray().Single(key => key!["id"]!.GetValue<string>() == id)!.AsObject();
        listed["name"]!.GetValue<string>().ShouldBe("second");
        listed.ContainsKey("apiKey").ShouldBeFalse();
        (await api.DeleteAsync($"/apiKeys/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await newcomer.GetAsync("/apiKeys")).Fault(HttpStatusCode.Unauthorized);
        (await api.DeleteAsync($"/apiKeys/{id}")).Fault(HttpStatusCode.NotFound);
        (await api.PostAsync("/apiKeys", $$"""{"name":"{{new string('x', 51)}}"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("name");
    }

    [Fact]
    public async Task There_are_at_most_ten_keys_and_never_none()
    {
        var made = new List<Answered>();
        do
        {
            made.Add(await api.PostAsync("/apiKeys", ""));
        }
        while (made[^1].Status == HttpStatusCode.Created);
        made[^1].Fault(HttpStatusCode.Conflict).ShouldContain("10");
        var keys = (await api.GetAsync("/apiKeys")).Ok()["results"]!.AsArray().Select(key => key!["id"]!.GetValue<string>()).ToList();
        keys.Count.ShouldBe(10);
        foreach (var key in keys.Skip(1))
        {
            (await api.DeleteAsync($"/apiKeys/{key}")).Status.ShouldBe(HttpStatusCode.NoContent);
        }

        (await api.DeleteAsync($"/apiKeys/{keys[0]}")).Fault(HttpStatusCode.Conflict).ShouldContain("last");
    }

    [Theory]
    [InlineData("/config/integrations")]
    [InlineData("/integrations")]
    public async Task Integrations_are_listed_read_and_shown(string path)
    {
        var all = (await api.GetAsync($"{path}?page=1&pageSize=100")).Ok();
        all["results"]!.AsArray().Select(one => one!["key"]!.GetValue<string>()).ShouldBe(["lqai", "hldg"]);
        all["totalResults"]!.GetValue<int>().ShouldBe(2);
        (await api.GetAsync($"{path}/hldg")).Ok()["sourceType"]!.GetValue<string>().ShouldBe("Accounting");
        (await api.GetAsync($"{path}/none")).Fault(HttpStatusCode.NotFound);
        (await api.GetAsync($"{path}/none/branding")).Fault(HttpStatusCode.NotFound);
        var branding = (await api.GetAsync($"{path}/hldg/branding")).Ok();
        var image = new Uri(branding["button"]!["hover"]!["image"]!["src"]!.GetValue<string>());
        var shown = await server.ApiWith(null).GetAsync(image.AbsolutePath);
        shown.MediaType.ShouldBe("image/svg+xml");
        shown.Text.ShouldStartWith("<svg");
        (await server.ApiWith(null).GetAsync("/branding/hldg/none.svg")).Fault(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_text_is_changed_in_one_locale_emptied_and_made_the_default_again()
    {
        const string key = "configure-content-sales-title";
        var before = (await api.GetAsync($"{Texts}?locale=en-us")).Ok();
        before.AsObject().Count(text => !text.Key.StartsWith("flow-", StringComparison.Ordinal)).ShouldBe(55, "The keys of the contract; the others are the pages' own.");
        var french = (await api.GetAsync($"{Texts}?locale=fr-fr")).Ok();
        french.AsObject().Select(text => text.Key).ShouldBe(before.AsObject().Select(text => text.Key));
        (await ChangeAsync("en-us", $$$"""{"{{{key}}}":{"text":"Takings","required":false}}""")).Ok()[key]!["text"]!.GetValue<string>().ShouldBe("Takings");
        (await api.GetAsync($"{Texts}?locale=fr-fr")).Ok().ToJsonString().ShouldBe(french.ToJsonString());
        (await ChangeAsync("en-us", $$"""{"{{key}}":""}""")).Ok()[key]!["text"]!.GetValue<string>().ShouldBeEmpty();
        (await ChangeAsync("en-us", $$$"""{"{{{key}}}":{"text":null}}""")).Ok().ToJsonString().ShouldBe(before.ToJsonString());
        (await ChangeAsync("en-us", "")).Ok().ToJsonString().ShouldBe(before.ToJsonString());
    }

    [Theory]
    [InlineData("de-de", "{}", "locale")]
    [InlineData("en-us", """{"none":"x"}""", "none")]
    [InlineData("en-us", """{"configure-misc-nextButton":""}""", "configure-misc-nextButton")]
    [InlineData("en-us", """{"configure-misc-nextButton":7}""", "configure-misc-nextButton")]
    [InlineData("en-us", "[]", "object")]
    public async Task A_text_that_cannot_be_is_refused(string locale, string body, string named) =>
        (await ChangeAsync(locale, body)).Fault(HttpStatusCode.BadRequest).ShouldContain(named);

    [Fact]
    public async Task Visible_accounts_are_all_some_or_only_those_that_always_are()
    {
        const string path = "/sync/commerce/config/ui/accounts/platform/hldg";
        var client = (await api.GetAsync("/profile/syncSettings")).Ok()["clientId"]!.GetValue<string>();
        var ofClient = $"/clients/{client}/config/ui/accounts/platform/hldg";
        (await api.PostAsync(path, "{}")).Ok().ToJsonString().ShouldBe("{}");
        (await api.PostAsync(path, """{"visibleAccounts":["sales-accounts-gratuity"]}""")).Ok();
        (await api.GetAsync(ofClient)).Ok()["visibleAccounts"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("sales-accounts-gratuity");
        (await api.PostAsync(path, """{"visibleAccounts":[]}""")).Ok();
        (await api.GetAsync("/config/ui/accounts/platform/hldg")).Ok()["visibleAccounts"]!.AsArray().ShouldBeEmpty();
        (await api.PostAsync(path, """{"visibleAccounts":["none"]}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("visibleAccounts");
        (await api.PostAsync(path, """{"visibleAccounts":[null]}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("visibleAccounts");
        (await api.PostAsync(path.Replace("hldg", "none", StringComparison.Ordinal), "{}")).Fault(HttpStatusCode.NotFound);
        (await api.GetAsync(ofClient.Replace(client, Guid.NewGuid().ToString(), StringComparison.Ordinal))).Fault(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rules_are_kept_until_they_or_their_company_are_deleted()
    {
        var company = await api.NewCompanyAsync();
        var rule = (await api.PostAsync("/rules", $$$"""{"type":"New company synchronised","companyId":"{{{company}}}","notifiers":{"emails":["a@b.example"],"webhook":"https://b.example/x"}}""")).Ok();
        var path = $"/rules/{rule["id"]}";
        (await api.GetAsync(path)).Ok().ToJsonString().ShouldBe(rule.ToJsonString());
        rule["warnings"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldContain("no mail is sent");
        (await api.GetAsync("/rules")).Ok()["results"]!.AsArray().ShouldContain(one => one!["id"]!.GetValue<string>() == rule["id"]!.GetValue<string>());
        (await api.DeleteAsync($"/companies/{company}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync(path)).Fault(HttpStatusCode.NotFound);
        var other = (await api.PostAsync("/rules", """{"type":"DataConnectionStatusChanged","notifiers":{"emails":["a@b.example"]}}""")).Ok();
        (await api.DeleteAsync($"/rules/{other["id"]}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.DeleteAsync($"/rules/{other["id"]}")).Fault(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"type":"Anything","notifiers":{"emails":["a@b.example"]}}""", "type")]
    [InlineData("""{"type":"Data sync completed"}""", "notifiers")]
    [InlineData("""{"type":"Data sync completed","notifiers":{"emails":["nobody"]}}""", "emails")]
    [InlineData("""{"type":"Data sync completed","notifiers":{"emails":[null]}}""", "emails")]
    [InlineData("""{"type":"Data sync completed","notifiers":{"webhook":"ftp://b.example"}}""", "webhook")]
    [InlineData("""{"type":"Data sync completed","companyId":"8a210b68-6988-11ed-a1eb-0242ac120002","notifiers":{"webhook":"https://b.example"}}""", "companyId")]
    public async Task A_rule_that_cannot_be_is_refused(string body, string named) => (await api.PostAsync("/rules", body)).Fault(HttpStatusCode.BadRequest).ShouldContain(named);

    [Fact]
    public async Task Webhook_consumers_are_kept_until_they_are_deleted()
    {
        var made = await api.PostAsync("/webhooks", """{"url":"https://b.example/x","eventTypes":["company.created","chartOfAccounts.write.successful","DataSyncCompleted"],"companyTags":["region:uk"]}""");
        made.Status.ShouldBe(HttpStatusCode.Created);
        made.Json["disabled"]!.GetValue<bool>().ShouldBeFalse();
        var listed = (await api.GetAsync("/webhooks")).Ok()["results"]!.AsArray().Single(one => one!["id"]!.GetValue<string>() == made.Json["id"]!.GetValue<string>())!;
        listed.ToJsonString().ShouldBe(made.Json.ToJsonString());
        (await api.DeleteAsync($"/webhooks/{made.Json["id"]}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.DeleteAsync($"/webhooks/{made.Json["id"]}")).Fault(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"eventTypes":["company.created"]}""", "url")]
    [InlineData("""{"url":"https://b.example","eventTypes":["company.painted"]}""", "eventTypes")]
    [InlineData("""{"url":"https://b.example","eventTypes":[null]}""", "eventTypes")]
    [InlineData("""{"url":"https://b.example","companyTags":["region"]}""", "companyTags")]
    public async Task A_webhook_consumer_that_cannot_be_is_refused(string body, string named) =>
        (await api.PostAsync("/webhooks", body)).Fault(HttpStatusCode.BadRequest).ShouldContain(named);

    [Fact]
    public async Task Sync_settings_of_a_company_go_before_those_for_all()
    {
        var company = await api.NewCompanyAsync();
        var path = $"/companies/{company}/syncSettings";
        var defaults = (await api.GetAsync(path)).Ok();
        defaults["overridesDefaults"]!.GetValue<bool>().ShouldBeFalse();
        (await api.PostAsync(path, Settings("companyId", company, 24))).Status.ShouldBe(HttpStatusCode.NoContent);
        var own = (await api.GetAsync(path)).Ok();
        own["overridesDefaults"]!.GetValue<bool>().ShouldBeTrue();
        own["settings"]!.AsArray().ShouldHaveSingleItem()!["syncSchedule"]!.GetValue<int>().ShouldBe(24);
        (await api.PostAsync(path, Settings("companyId", Guid.NewGuid().ToString(), 24))).Fault(HttpStatusCode.BadRequest).ShouldContain("companyId");
        (await api.PostAsync(path, Settings("companyId", company, -1))).Fault(HttpStatusCode.BadRequest).ShouldContain("settings[0].syncSchedule");
        (await api.PostAsync(path, """{"settings":[],"overridesDefaults":false}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync(path)).Ok().ToJsonString().ShouldBe(defaults.ToJsonString());
        var client = (await api.GetAsync("/profile/syncSettings")).Ok()["clientId"]!.GetValue<string>();
        (await api.PostAsync("/profile/syncSettings", Settings("clientId", client, 7))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync(path)).Ok()["settings"]!.AsArray().ShouldHaveSingleItem()!["syncSchedule"]!.GetValue<int>().ShouldBe(7);
        (await api.PostAsync("/profile/syncSettings", """{"settings":[],"overridesDefaults":false}""")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    private static string Settings(string member, string id, int schedule) =>
        $$"""{"{{member}}":"{{id}}","settings":[{"dataType":"commerce-orders","fetchOnFirstLink":true,"syncSchedule":{{schedule}},"syncOrder":0}],"overridesDefaults":true}""";

    private Task<Answered> ChangeAsync(string locale, string body) => api.SendJsonAsync(HttpMethod.Patch, $"{Texts}?locale={locale}", body);
}

public sealed class ClientOnSqlite(SqliteServer server) : ClientLaws(server), IClassFixture<SqliteServer>;

public sealed class ClientOnPostgres(PostgresServer server) : ClientLaws(server), IClassFixture<PostgresServer>;
