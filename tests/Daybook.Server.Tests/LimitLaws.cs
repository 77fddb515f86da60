using System.Net;
using Daybook.Server.Hosting;
using Daybook.Server.Limits;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Workers;
using Daybook.Storage;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public abstract class LimitLaws(ServerFixture server)
{
    public const int Quota = 40;
    private readonly Api api = server.Api;

    [Fact]
    public async Task The_day_has_so_many_requests_and_the_next_one_has_them_again()
    {
        var first = await api.GetAsync("/profile");
        first.Headers["X-Rate-Limit-Limit"].ShouldBe("40");
        var reset = server.Clock.Now.InUtc().Date.PlusDays(1).AtMidnight().InUtc().ToInstant();
        first.Headers["X-Rate-Limit-Reset"].ShouldBe($"{reset.ToUnixTimeSeconds()}");
        var left = int.Parse(first.Headers["X-Rate-Limit-Remaining"], null);
        for (var i = left - 1; i >= 0; i--)
        {
            (await api.GetAsync("/profile")).Headers["X-Rate-Limit-Remaining"].ShouldBe($"{i}");
        }

        for (var i = 0; i < 3; i++)
        {
            var refused = await api.GetAsync("/profile");
            refused.Fault(HttpStatusCode.TooManyRequests).ShouldContain("40");
            refused.Json["canBeRetried"]!.GetValue<string>().ShouldBe("True");
            refused.Headers["Retry-After"].ShouldBe($"{(long)(reset - server.Clock.Now).TotalSeconds}");
            refused.Headers["X-Rate-Limit-Remaining"].ShouldBe("0");
        }

        (await server.ApiWith("Basic none").GetAsync("/profile")).Headers["X-Rate-Limit-Limit"].ShouldBe("40");
        (await TypesAsync()).ShouldBe(["client.rateLimit.reached"]);
        server.Clock.Now = reset;
        await server.Part<Housekeeping>().TidyAsync(default);
        await server.Part<Housekeeping>().TidyAsync(default);
        (await TypesAsync()).ShouldBe(["client.rateLimit.reached", "client.rateLimit.reset"]);
        (await api.GetAsync("/profile")).Ok();
    }

    [Fact]
    public async Task A_company_has_so_many_requests_under_way_and_does_not_hold_up_others()
    {
        server.Clock.Now += Duration.FromDays(10);
        var (busy, other) = (await api.NewCompanyAsync(), await api.NewCompanyAsync());
        var held = new List<HeldContent> { new("{\"orders\":[]}"u8.ToArray()), new("{\"orders\":[]}"u8.ToArray()) };
        var running = held.ConvertAll(body => api.SendAsync(HttpMethod.Post, $"/data/companies/{busy}/sync/commerce-orders", body));
        while (server.Part<CompanyTurns>().Running(Guid.Parse(busy)) < 2)
        {
            await Task.Yield();
        }

        var answer = await api.GetAsync($"/companies/{busy}");
        answer.Fault(HttpStatusCode.TooManyRequests).ShouldContain("2 requests");
        answer.Headers["Retry-After"].ShouldBe("1");
        (await api.GetAsync($"/companies/{other}")).Ok();
        held.ForEach(body => body.LetGo());
        foreach (var request in running)
        {
            (await request).Ok();
        }

        (await api.GetAsync($"/companies/{busy}")).Ok();
    }

    private async Task<IEnumerable<string>> TypesAsync() =>
        (await server.Part<EventStore>().ListAsync(0, 100, default)).Select(happened => happened.Type).Where(type => type.StartsWith("client.", StringComparison.Ordinal));
}

public sealed class LimitedSqlite : SqliteServer
{
    protected override DaybookSettings Adjust(DaybookSettings settings) => settings with { DailyQuota = LimitLaws.Quota, CompanyRequests = 2 };
}

public sealed class LimitedPostgres : PostgresServer
{
    protected override DaybookSettings Adjust(DaybookSettings settings) => settings with { DailyQuota = LimitLaws.Quota, CompanyRequests = 2 };
}

public sealed class LimitsOnSqlite(LimitedSqlite server) : LimitLaws(server), IClassFixture<LimitedSqlite>;

public sealed class LimitsOnPostgres(LimitedPostgres server) : LimitLaws(server), IClassFixture<LimitedPostgres>;
