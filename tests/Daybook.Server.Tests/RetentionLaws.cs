using System.Text.Json.Nodes;
using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Workers;
using Daybook.Storage;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

/// <summary>A server that keeps what records say for a week, and the history of pushes too.</summary>
public sealed class ForgetfulSqlite : SqliteServer
{
    protected override DaybookSettings Adjust(DaybookSettings settings) => settings with { KeepPayloadsDays = 7, KeepHistoryDays = 7 };
}

/// <inheritdoc cref="ForgetfulSqlite"/>
public sealed class ForgetfulPostgres : PostgresServer
{
    protected override DaybookSettings Adjust(DaybookSettings settings) => settings with { KeepPayloadsDays = 7, KeepHistoryDays = 7 };
}

/// <summary>What is answered after the content of records was forgotten is true still.</summary>
public abstract class RetentionLaws(ServerFixture server)
{
    private const string Orders =
        """
        {"orders":[{"id":"a","orderNumber":"17","currency":"GBP","createdDate":"2026-11-18T10:00:00Z","sourceModifiedDate":"2026-11-18T10:00:01Z","totalAmount":5.00,
          "orderLineItems":[{"id":"1","quantity":1,"taxPercentage":0,"totalAmount":5.00,"totalTaxAmount":0}]}]}
        """;

    private readonly Api api = server.Api;

    [Fact]
    public async Task A_booked_order_is_read_back_as_forgotten_and_the_books_know_it_still()
    {
        server.Clock.Now = Instant.FromUtc(2026, 11, 20, 8, 0);
        var company = await api.NewCompanyAsync(withBooks: true);
        await PushAsync(company);
        var early = await PushAsync(company);
        (await api.ConfigureAsync(company, """{"enable":true,"schedule":{"selectedFrequency":"Daily","startDate":"2026-11-16"},"configuration":{"sales":{},"payments":{"syncPayments":false},"fees":{"syncFees":false}}}""")).Ok();
        await SyncAsync(company, 2000);

        server.Clock.Now += Duration.FromDays(8);
        (await server.Part<Retention>().TidyAsync(default)).ShouldBeTrue();

        var data = $"/companies/{company}/connections/{await CommerceAsync(company)}/data/commerce-orders";
        var order = (await api.GetAsync(data + "/a")).Ok().AsObject();
        order.Select(member => member.Key).ShouldBe(["id", "createdDate", "sourceModifiedDate", "isForgotten", "modifiedDate"]);
        order["isForgotten"]!.GetValue<bool>().ShouldBeTrue();
        (await api.GetAsync(data)).Ok()["totalResults"]!.GetValue<int>().ShouldBe(1);
        (await api.GetAsync(data + "?query=id=a%26%26createdDate>2026-11-18")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(1);
        (await api.GetAsync(data + "?query=orderNumber=17")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(0);
        (await api.GetAsync(data + "?query=isForgotten=true")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(1);

        var booked = (await api.GetAsync($"/companies/{company}/sync/commerce/records?state=booked")).Ok()["results"]!.AsArray().ShouldHaveSingleItem()!;
        booked["id"]!.GetValue<string>().ShouldBe("a");
        var held = (await api.GetAsync($"/companies/{company}/sync/commerce/records/commerce-orders/a/documents")).Ok().AsArray().ShouldHaveSingleItem()!;
        var document = held["document"]!["id"]!.GetValue<string>();
        (await api.GetAsync($"/companies/{company}/sync/commerce/documents/{document}/records")).Ok()["results"]![0]!["id"]!.GetValue<string>().ShouldBe("a");

        (await api.GetAsync($"/companies/{company}/data/history/{early}")).Ok();
        await PushAsync(company);
        (await api.GetAsync(data + "/a")).Ok().AsObject().ContainsKey("isForgotten").ShouldBeTrue("The same again is no change.");
        await SyncAsync(company, 2040);
        await server.Part<Retention>().TidyAsync(default);
        (await api.GetAsync($"/companies/{company}/data/history/{early}")).Fault(System.Net.HttpStatusCode.NotFound);

        (await api.PushAsync(company, "commerce-orders", Orders.Replace("10:00:01Z", "11:00:00Z", StringComparison.Ordinal).Replace("5.00", "6.00", StringComparison.Ordinal))).Ok();
        (await api.GetAsync(data + "/a")).Ok()["totalAmount"]!.GetValue<decimal>().ShouldBe(6.00m);
        await SyncAsync(company, 2000);
    }

    [Fact]
    public async Task While_another_server_is_at_it_nothing_is_forgotten_here()
    {
        var settings = server.Part<DaybookSettings>();
        await using var elsewhere = new Database(new StorageOptions { DataFolder = settings.DataFolder, Postgres = settings.Database }, server.Clock);
        var turns = new TurnStore(elsewhere);

        // The round of the server's own start may still be at it.
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!await turns.TryTakeAsync(Retention.Turn, 0, default))
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(20);
        }

        var isShared = settings.Database is not null;
        (await server.Part<Retention>().TidyAsync(default)).ShouldBe(!isShared, "Servers share PostgreSQL alone.");
        await turns.GiveBackAsync(Retention.Turn, 0);
        (await server.Part<Retention>().TidyAsync(default)).ShouldBeTrue();
    }

    private async Task<string> PushAsync(string company) => (await api.PushAsync(company, "commerce-orders", Orders)).Ok()["datasetId"]!.GetValue<string>();

    private async Task<string> CommerceAsync(string company) =>
        (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray().Single(one => one!["integrationKey"]!.GetValue<string>() == "lqai")!["id"]!.GetValue<string>();

    private async Task SyncAsync(string company, int code)
    {
        (await api.PostAsync($"/companies/{company}/sync/commerce/latest", "")).Ok();
        var waited = System.Diagnostics.Stopwatch.StartNew();
        JsonNode status;
        while ((status = (await api.GetAsync($"/companies/{company}/sync/commerce/syncs/latest/status")).Ok())["syncStatusCode"]!.GetValue<int>() is 1000 or 1010)
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(20);
        }

        status["syncStatusCode"]!.GetValue<int>().ShouldBe(code, status.ToJsonString());
    }
}

public sealed class RetentionOnSqlite(ForgetfulSqlite server) : RetentionLaws(server), IClassFixture<ForgetfulSqlite>;

public sealed class RetentionOnPostgres(ForgetfulPostgres server) : RetentionLaws(server), IClassFixture<ForgetfulPostgres>;
