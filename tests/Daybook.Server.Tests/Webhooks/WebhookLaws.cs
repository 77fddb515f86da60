using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Daybook.Server.Tests.Hosting;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Webhooks;

/// <summary>What happens is told to those who asked for it: signed, in order, and again until they have it.</summary>
public abstract class WebhookLaws(ServerFixture server) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Api api = server.Api;
    private readonly List<string> consumers = [];
    private Receiver receiver = null!;

    public async ValueTask InitializeAsync() => receiver = await Receiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var consumer in consumers)
        {
            await api.DeleteAsync($"/webhooks/{consumer}");
        }

        await receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task From_the_company_to_the_documents_of_its_sync_everything_is_told_in_order_and_signed()
    {
        var consumer = await SubscribeAsync();
        var company = await SyncedCompanyAsync();

        await UntilAsync(() => Of(company).Any(one => one.Type == "sync.succeeded"));

        var told = Of(company);
        told.Select(one => one.Type).ShouldBe(
        [
            "company.created", "connection.created", "connection.connected", "connection.created", "connection.connected",
            "read.completed.initial", "read.completed", "invoices.write.successful", "sync.succeeded",
        ]);
        told[0].Json["payload"]!["name"]!.GetValue<string>().ShouldBe("A shop");
        told[4].Json["payload"]!["connection"]!["integrationKey"]!.GetValue<string>().ShouldBe("hldg");
        told[6].Json["payload"]!["dataTypes"]![0]!["dataType"]!.GetValue<string>().ShouldBe("commerce-orders");
        told[7].Json["payload"]!["status"]!.GetValue<string>().ShouldBe("Success");
        told[8].Json["payload"]!["syncStatusCode"]!.GetValue<int>().ShouldBe(2000);
        var secret = (await api.GetAsync($"/webhooks/{consumer}/secret")).Ok()["secret"]!.GetValue<string>();
        told.ShouldAllBe(one => one.Headers["webhook-signature"] == Signed(one, secret));
        told.ShouldAllBe(one => one.Headers["webhook-id"] == one.Json["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_was_down_for_a_day_gets_everything_in_order_afterwards_and_keeps_nobody_waiting()
    {
        await using var other = await Receiver.StartAsync();
        var consumer = await SubscribeAsync();
        await SubscribeAsync(other.Url);
        receiver.Answers = _ => 503;
        var first = await api.NewCompanyAsync();
        await UntilAsync(() => receiver.All.Count > 0 && other.Taken.Any(one => one.Type == "connection.connected"));
        var second = await api.NewCompanyAsync();
        await UntilAsync(() => other.Taken.Any(one => one.Body.Contains(second, StringComparison.Ordinal)));
        (await api.GetAsync($"/webhooks/{consumer}/status")).Ok()["failingSince"].ShouldNotBeNull();
        receiver.Taken.ShouldBeEmpty();

        receiver.Answers = _ => 200;
        await LaterAsync(Duration.FromDays(1), async () => await UntilAsync(() => Of(second).Count >= 3));

        receiver.Taken.Where(one => one.Body.Contains(first, StringComparison.Ordinal) || one.Body.Contains(second, StringComparison.Ordinal)).Select(one => one.Type)
            .ShouldBe(["company.created", "connection.created", "connection.connected", "company.created", "connection.created", "connection.connected"]);
        await UntilAsync(() => api.GetAsync($"/webhooks/{consumer}/status").Result.Ok()["waiting"]!.GetValue<int>() == 0);
    }

    [Fact]
    public async Task Who_fails_for_three_days_is_switched_off_and_told_all_once_switched_on_again()
    {
        await using var operators = await Receiver.StartAsync();
        await SubscribeAsync(operators.Url, """["webhook.disabled"]""");
        var consumer = await SubscribeAsync();
        receiver.Answers = _ => 302;
        var company = await api.NewCompanyAsync();
        await UntilAsync(() => receiver.All.Count > 0);

        await LaterAsync(Duration.FromDays(3), async () => await UntilAsync(() => operators.Taken.Count > 0));

        operators.Taken[0].Json["payload"]!["subscriberId"]!.GetValue<string>().ShouldBe(consumer);
        (await api.GetAsync($"/webhooks/{consumer}/status")).Ok()["isSwitchedOff"]!.GetValue<bool>().ShouldBeTrue();
        var attempts = (await api.GetAsync($"/webhooks/{consumer}/attempts")).Ok()["results"]!.AsArray();
        attempts.ShouldAllBe(attempt => attempt!["error"]!.GetValue<string>() == "It answered 302: redirects are not followed.");
        receiver.Answers = _ => 200;
        (await api.PostAsync($"/webhooks/{consumer}/enable", "")).Ok()["isSwitchedOff"]!.GetValue<bool>().ShouldBeFalse();
        await UntilAsync(() => Of(company).Count == 3);
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_told_of_companies_with_one_of_the_tags()
    {
        await SubscribeAsync(types: """["company.created","DataConnectionStatusChanged"]""", tags: """["region:north","tier:gold"]""");
        var told = (await api.PostAsync("/companies", """{"name":"Northern","tags":{"region":"north"}}""")).Ok()["id"]!.GetValue<string>();
        var other = (await api.PostAsync("/companies", """{"name":"Southern","tags":{"region":"south"}}""")).Ok()["id"]!.GetValue<string>();
        (await api.PostAsync($"/companies/{told}/connections", """{"platformKey":"hldg"}""")).Ok();

        await UntilAsync(() => Of(told).Count == 2);

        Of(told).Select(one => one.Type).ShouldBe(["company.created", "connection.connected"]);
        Of(other).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_posts_in_the_older_way_with_the_header_of_the_profile()
    {
        (await api.SendJsonAsync(HttpMethod.Put, "/profile", """{"name":"The platform","redirectUrl":"https://platform.example/{companyId}","alertAuthHeader":"Bearer told"}""")).Ok();
        var company = await api.NewCompanyAsync();
        var rule = (await api.PostAsync("/rules", $$$"""{"type":"Data sync completed","companyId":"{{{company}}}","notifiers":{"webhook":"{{{receiver.Url}}}"} }""")).Ok()["id"]!.GetValue<string>();

        (await PushAsync(company)).Ok();

        await UntilAsync(() => receiver.Taken.Count > 0);
        var alert = receiver.Taken[0];
        alert.Headers["Authorization"].ShouldBe("Bearer told");
        alert.Json["RuleId"]!.GetValue<string>().ShouldBe(rule);
        alert.Json["RuleType"]!.GetValue<string>().ShouldBe("Data sync completed");
        alert.Json["ClientName"]!.GetValue<string>().ShouldBe("The platform");
        alert.Json["CompanyId"]!.GetValue<string>().ShouldBe(company);
        alert.Json["Data"]!["dataType"]!.GetValue<string>().ShouldBe("commerce-orders");
        (await api.DeleteAsync($"/rules/{rule}")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_rule_s_address_that_is_gone_is_switched_off_as_the_rule_says_and_told_all_once_switched_on_again()
    {
        var company = await api.NewCompanyAsync();
        var rule = (await api.PostAsync("/rules", $$$"""{"type":"Data sync completed","companyId":"{{{company}}}","notifiers":{"webhook":"{{{receiver.Url}}}"} }""")).Ok()["id"]!.GetValue<string>();
        receiver.Answers = _ => 410;
        (await PushAsync(company)).Ok();
        await UntilAsync(() => receiver.All.Count > 0);
        await UntilAsync(() => WarningOf(rule) is not null);
        WarningOf(rule)!.ShouldContain($"POST /rules/{rule}/enable");

        receiver.Answers = _ => 200;
        (await api.PostAsync($"/rules/{rule}/enable", "")).Ok().AsObject().ContainsKey("warnings").ShouldBeFalse();

        await UntilAsync(() => receiver.Taken.Count == 1);
        receiver.Taken[0].Json["RuleId"]!.GetValue<string>().ShouldBe(rule);
        (await api.DeleteAsync($"/rules/{rule}")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.PostAsync($"/rules/{rule}/enable", "")).Fault(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_event_is_told_again_on_request_and_two_secrets_sign_for_a_day()
    {
        var consumer = await SubscribeAsync();
        var company = await api.NewCompanyAsync();
        await UntilAsync(() => Of(company).Count == 3);
        var old = (await api.GetAsync($"/webhooks/{consumer}/secret")).Ok()["secret"]!.GetValue<string>();
        var renewed = (await api.PostAsync($"/webhooks/{consumer}/secret", "")).Ok()["secret"]!.GetValue<string>();
        var id = Of(company)[0].Json["id"]!.GetValue<string>();

        (await api.PostAsync($"/webhooks/{consumer}/events/{id}/replay", "")).Ok();

        await UntilAsync(() => Of(company).Count == 4);
        var again = Of(company)[3];
        again.Body.ShouldBe(Of(company)[0].Body);
        again.Headers["webhook-signature"].ShouldBe($"{Signed(again, renewed)} {Signed(again, old)}");
        (await api.PostAsync($"/webhooks/{consumer}/events/{Guid.NewGuid()}/replay", "")).Fault(HttpStatusCode.NotFound).ShouldContain("There is no event");
    }

    [Fact]
    public async Task What_nobody_has_is_not_found()
    {
        var nobody = Guid.NewGuid();
        (await api.GetAsync($"/webhooks/{nobody}/secret")).Fault(HttpStatusCode.NotFound);
        (await api.PostAsync($"/webhooks/{nobody}/secret", "")).Fault(HttpStatusCode.NotFound);
        (await api.GetAsync($"/webhooks/{nobody}/status")).Fault(HttpStatusCode.NotFound);
        (await api.GetAsync($"/webhooks/{nobody}/attempts")).Fault(HttpStatusCode.NotFound);
        (await api.PostAsync($"/webhooks/{nobody}/enable", "")).Fault(HttpStatusCode.NotFound);
        (await api.PostAsync($"/webhooks/{nobody}/events/{nobody}/replay", "")).Fault(HttpStatusCode.NotFound);
    }

    private static string Signed(Received one, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var content = $"{one.Headers["webhook-id"]}.{one.Headers["webhook-timestamp"]}.{one.Body}";
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)));
    }

    private List<Received> Of(string company) => [.. receiver.Taken.Where(one => one.Body.Contains(company, StringComparison.Ordinal))];

    private async Task<string> SubscribeAsync(Uri? url = null, string types = "[]", string tags = "[]")
    {
        var body = $$"""{"url":"{{url ?? receiver.Url}}","eventTypes":{{types}},"companyTags":{{tags}}}""";
        var answered = await api.PostAsync("/webhooks", body);
        answered.Status.ShouldBe(HttpStatusCode.Created, answered.Text);
        consumers.Add(answered.Json["id"]!.GetValue<string>());
        return consumers[^1];
    }

    private string? WarningOf(string rule) => api.GetAsync($"/rules/{rule}").Result.Ok()["warnings"]?[0]?.GetValue<string>();

    private async Task<string> SyncedCompanyAsync()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        (await PushAsync(company)).Ok();
        (await api.ConfigureAsync(company, """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-11-16"},"configuration":{"sales":{},"payments":{"syncPayments":false},"fees":{"syncFees":false}}}""")).Ok();
        (await api.PostAsync($"/companies/{company}/sync/commerce/latest", "")).Ok();
        return company;
    }

    private Task<Answered> PushAsync(string company) => api.PushAsync(company, "commerce-orders", """
        {"orders":[{"id":"a","currency":"GBP","createdDate":"2026-11-18T10:00:00Z","totalAmount":5.00,"orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]}]}
        """);

    /// <summary>Moves the clock on, and back when it is done.</summary>
    private async Task LaterAsync(Duration time, Func<Task> then)
    {
        var now = server.Clock.Now;
        server.Clock.Now = now + time;
        try
        {
            await then();
        }
        finally
        {
            server.Clock.Now = now;
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            waited.Elapsed.ShouldBeLessThan(Patience, "What should have been told was not.");
            await Task.Delay(20);
        }
    }
}

public sealed class WebhooksOnSqlite(SqliteServer server) : WebhookLaws(server), IClassFixture<SqliteServer>;

public sealed class WebhooksOnPostgres(PostgresServer server) : WebhookLaws(server), IClassFixture<PostgresServer>;
