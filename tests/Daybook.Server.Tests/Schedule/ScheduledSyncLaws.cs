using System.Text.Json.Nodes;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Workers.Schedule;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Schedule;

/// <summary>What a company's schedule does as time goes by. The clock is moved by hand.</summary>
public abstract class ScheduledSyncLaws(ServerFixture server)
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 16, 0, 0);
    private readonly Api api = server.Api;

    [Fact]
    public async Task A_due_sync_books_the_days_that_are_over_and_names_the_next_turn()
    {
        var company = await NewCompanyAsync();
        await PushAsync(company, "2026-11-16T10:00:00Z");

        (await TurnAsync(company, Monday + Duration.FromHours(23))).ShouldBe(Monday + Duration.FromDays(1));
        (await SyncsAsync(company)).ShouldBeEmpty();
        (await TurnAsync(company, Monday + Duration.FromHours(25))).ShouldBe(Monday + Duration.FromHours(44));

        (await SyncsAsync(company)).ShouldBe([2000]);
        (await TurnAsync(company, Monday + Duration.FromHours(26))).ShouldBe(Monday + Duration.FromHours(44));
        (await SyncsAsync(company)).ShouldBe([2000]);
    }

    [Fact]
    public async Task Days_that_nobody_was_there_for_are_booked_together()
    {
        var company = await NewCompanyAsync();
        await PushAsync(company, "2026-11-16T10:00:00Z");
        await PushAsync(company, "2026-11-18T10:00:00Z", "b");

        await TurnAsync(company, Monday + Duration.FromDays(4) + Duration.FromHours(3));

        (await SyncsAsync(company)).ShouldBe([2000]);
        var sync = (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/latest/status")).Ok()["syncId"]!.GetValue<string>();
        var documents = (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/{sync}/documents")).Ok()["results"]!.AsArray();
        documents.Select(document => document!["date"]!.GetValue<string>()).Order().ShouldBe(["2026-11-16", "2026-11-18"]);
    }

    [Fact]
    public async Task A_failed_day_is_tried_again_with_growing_gaps_and_then_together_with_the_next()
    {
        var company = await NewCompanyAsync();
        await PushAsync(company, "2026-11-16T10:00:00Z");
        await UnlinkAsync(company, "Unlinked");
        var now = Monday + Duration.FromHours(25);
        var gaps = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            var next = (await TurnAsync(company, now))!.Value;
            gaps.Add((next - now).TotalMinutes);
            now = next;
        }

        gaps.ShouldBe([5, 15, 60, 240, 240, 240]);
        await UnlinkAsync(company, "Linked");
        await PushAsync(company, "2026-11-17T10:00:00Z", "b");
        await TurnAsync(company, Monday + Duration.FromHours(50));
        (await SyncsAsync(company)).ShouldBe([2000, 4040, 4040, 4040, 4040, 4040, 4040]);
    }

    [Fact]
    public async Task After_31_failed_days_the_syncs_are_off_until_they_are_switched_on_again()
    {
        var company = await NewCompanyAsync();
        await UnlinkAsync(company, "Unlinked");
        for (var day = 1; day <= 30; day++)
        {
            (await TurnAsync(company, Monday + Duration.FromDays(day) + Duration.FromHours(1))).ShouldNotBeNull();
        }

        (await api.ConfigurationAsync(company))["enabled"]!.GetValue<bool>().ShouldBeTrue();

        (await TurnAsync(company, Monday + Duration.FromDays(31) + Duration.FromHours(1))).ShouldBeNull();

        (await api.ConfigurationAsync(company))["enabled"]!.GetValue<bool>().ShouldBeFalse();
        (await TurnAsync(company, Monday + Duration.FromDays(32) + Duration.FromHours(1))).ShouldBeNull();
        await UnlinkAsync(company, "Linked");
        (await api.ConfigureAsync(company, """{"enable":true}""")).Ok();
        (await TurnAsync(company, Monday + Duration.FromDays(32) + Duration.FromHours(2))).ShouldNotBeNull();
        (await SyncsAsync(company))[0].ShouldBe(2040);
    }

    [Fact]
    public async Task What_would_keep_a_sync_from_running_is_known_hours_before()
    {
        var company = await NewCompanyAsync();
        await PushAsync(company, "2026-11-16T10:00:00Z");
        var connections = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray();
        var books = connections.Single(connection => connection!["sourceType"]!.GetValue<string>() == "Accounting")!["id"]!.GetValue<string>();
        (await api.SendJsonAsync(HttpMethod.Put, $"/companies/{company}/connections/{books}/lockDate", """{"lockDate":"2026-11-17"}""")).Ok();

        await TurnAsync(company, Monday + Duration.FromHours(21));

        var schedule = (await api.GetAsync($"/companies/{company}/sync/commerce/schedule")).Ok();
        schedule["nextSyncUtc"]!.GetValue<DateTime>().ShouldBe(new DateTime(2026, 11, 17, 0, 0, 0, DateTimeKind.Utc));
        schedule["warnings"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("The books are closed up to 2026-11-17: what belongs to 2026-11-16 goes to 2026-11-18.");
        await TurnAsync(company, Monday + Duration.FromHours(25));
        (await api.GetAsync($"/companies/{company}/sync/commerce/schedule")).Ok()["warnings"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_company_that_is_gone_or_switched_off_has_no_turn()
    {
        var company = await NewCompanyAsync();
        (await api.ConfigureAsync(company, """{"enable":false}""")).Ok();
        (await TurnAsync(company, Monday + Duration.FromHours(25))).ShouldBeNull();
        (await api.GetAsync($"/companies/{company}/sync/commerce/schedule")).Ok().AsObject().ContainsKey("nextSyncUtc").ShouldBeFalse();
        (await TurnAsync(Guid.NewGuid().ToString(), Monday)).ShouldBeNull();
    }

    [Theory]
    [InlineData("hldg")]
    [InlineData("lqai")]
    public async Task A_company_of_a_platform_that_is_switched_off_is_synced_when_asked_and_only_then(string platform)
    {
        var company = await NewCompanyAsync();
        await PushAsync(company, "2026-11-16T10:00:00Z");
        try
        {
            (await SwitchAsync(platform, isOn: false)).ShouldBeFalse();

            (await TurnAsync(company, Monday + Duration.FromHours(25))).ShouldBeNull();
            (await SyncsAsync(company)).ShouldBeEmpty();
            var schedule = (await api.GetAsync($"/companies/{company}/sync/commerce/schedule")).Ok();
            schedule["continuousSync"]!.GetValue<bool>().ShouldBeFalse();
            schedule.AsObject().ContainsKey("nextSyncUtc").ShouldBeFalse();
            (await api.GetAsync($"/integrations/{platform}/continuousSync")).Ok()["enabled"]!.GetValue<bool>().ShouldBeFalse();
            (await api.PostAsync($"/companies/{company}/sync/commerce/latest", "")).Ok();
            await UntilAsync(async () => (await SyncsAsync(company)) is [2000]);
        }
        finally
        {
            (await SwitchAsync(platform, isOn: true)).ShouldBeTrue();
        }

        await PushAsync(company, "2026-11-17T10:00:00Z", "b");
        (await TurnAsync(company, Monday + Duration.FromHours(49))).ShouldNotBeNull();
        (await SyncsAsync(company)).ShouldBe([2000, 2000]);
        (await api.SendJsonAsync(HttpMethod.Put, "/integrations/none/continuousSync", """{"enabled":false}""")).Fault(System.Net.HttpStatusCode.NotFound);
        (await api.SendJsonAsync(HttpMethod.Put, $"/integrations/{platform}/continuousSync", """{"enabled":"no"}""")).Fault(System.Net.HttpStatusCode.BadRequest).ShouldStartWith("enabled");
        (await api.SendJsonAsync(HttpMethod.Put, $"/integrations/{platform}/continuousSync", "{}")).Fault(System.Net.HttpStatusCode.BadRequest).ShouldStartWith("enabled");
        (await api.GetAsync($"/integrations/{platform}/continuousSync")).Ok()["enabled"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_clock_that_was_a_day_ahead_and_is_set_back_skips_no_turn_and_books_nothing_twice()
    {
        var company = await NewCompanyAsync();
        await PushAsync(company, "2026-11-16T10:00:00Z");
        await TurnAsync(company, Monday + Duration.FromHours(50));
        (await SyncsAsync(company)).ShouldBe([2000]);

        // Back to Monday night: what that sync reached lies ahead. The sales of Tuesday come, and their turn.
        (await TurnAsync(company, Monday + Duration.FromHours(26))).ShouldBe(Monday + Duration.FromHours(44));
        await PushAsync(company, "2026-11-17T10:00:00Z", "b");
        await TurnAsync(company, Monday + Duration.FromHours(49));

        (await SyncsAsync(company)).ShouldBe([2000, 2000]);
        (await DatesAsync(company)).ShouldBe(["2026-11-16", "2026-11-17"]);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_an_hour_syncs_nothing_again()
    {
        var company = await NewCompanyAsync();
        await PushAsync(company, "2026-11-16T10:00:00Z");
        await TurnAsync(company, Monday + Duration.FromHours(24) + Duration.FromMinutes(10));
        (await SyncsAsync(company)).ShouldBe([2000]);

        await TurnAsync(company, Monday + Duration.FromHours(23) + Duration.FromMinutes(10));
        await TurnAsync(company, Monday + Duration.FromHours(24) + Duration.FromMinutes(10));

        (await SyncsAsync(company)).Count(code => code == 2000).ShouldBe(1);
        (await DatesAsync(company)).ShouldBe(["2026-11-16"]);
    }

    private async Task<bool> SwitchAsync(string platform, bool isOn) =>
        (await api.SendJsonAsync(HttpMethod.Put, $"/integrations/{platform}/continuousSync", $$"""{"enabled":{{(isOn ? "true" : "false")}}}""")).Ok()["enabled"]!.GetValue<bool>();

    /// <summary>The dates of all documents that were written.</summary>
    private async Task<List<string>> DatesAsync(string company) =>
        (await api.GetAsync($"/companies/{company}/push")).Ok()["results"]!.AsArray().Select(written => written!["data"]!["date"]!.GetValue<string>()).Order().ToList();

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!await holds())
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(20);
        }
    }

    private async Task<string> NewCompanyAsync()
    {
        server.Clock.Now = Monday;
        var company = await api.NewCompanyAsync(withBooks: true);
        (await api.ConfigureAsync(company, """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-11-16"},"configuration":{"sales":{},"payments":{"syncPayments":false},"fees":{"syncFees":false}}}""")).Ok();
        (await api.ConfigurationAsync(company))["configured"]!.GetValue<bool>().ShouldBeTrue();
        return company;
    }

    private async Task<Instant?> TurnAsync(string company, Instant now)
    {
        server.Clock.Now = now;
        return await server.Part<ScheduledSync>().RunAsync(Guid.Parse(company), default);
    }

    private async Task PushAsync(string company, string created, string id = "a") => (await api.PushAsync(company, "commerce-orders", $$"""
        {"orders":[{"id":"{{id}}","currency":"GBP","createdDate":"{{created}}","totalAmount":5.00,"orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]}]}
        """)).Ok();

    private async Task UnlinkAsync(string company, string status)
    {
        var connections = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray();
        var books = connections.Single(connection => connection!["sourceType"]!.GetValue<string>() == "Accounting")!["id"]!.GetValue<string>();
        (await api.SendJsonAsync(HttpMethod.Patch, $"/companies/{company}/connections/{books}", $$"""{"status":"{{status}}"}""")).Ok();
    }

    private async Task<List<int>> SyncsAsync(string company) =>
        (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/list/status")).Ok().AsArray().Select(sync => sync!["syncStatusCode"]!.GetValue<int>()).ToList();
}

public sealed class ScheduledSyncsOnSqlite(SqliteServer server) : ScheduledSyncLaws(server), IClassFixture<SqliteServer>;

public sealed class ScheduledSyncsOnPostgres(PostgresServer server) : ScheduledSyncLaws(server), IClassFixture<PostgresServer>;
