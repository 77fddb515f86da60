using System.Net;
using System.Text;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Workers;
using Daybook.Storage;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public abstract class IdempotencyLaws(ServerFixture server)
{
    private const string Replayed = "Idempotency-Replayed";
    private readonly Api api = server.Api;

    [Fact]
    public async Task The_same_request_again_is_answered_as_the_first_time_and_does_nothing()
    {
        var key = NewKey();
        var first = await SendAsync(key, "/companies", """{"name":"Once"}""");
        first.Ok();
        first.Headers.ContainsKey(Replayed).ShouldBeFalse();
        var again = await SendAsync(key, "/companies", """{"name":"Once"}""");
        again.Ok().ToJsonString().ShouldBe(first.Json.ToJsonString());
        again.Text.ShouldBe(first.Text);
        again.Headers[Replayed].ShouldBe("true");
        (await SendAsync(NewKey(), "/companies", """{"name":"Once"}""")).Ok()["id"]!.GetValue<string>().ShouldNotBe(first.Json["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_key_stands_for_one_body_one_path_and_one_method()
    {
        var key = NewKey();
        (await SendAsync(key, "/companies", """{"name":"Once"}""")).Ok();
        foreach (var (method, path, body) in new[] { (HttpMethod.Post, "/companies", """{"name":"Twice"}"""), (HttpMethod.Post, "/meta/companies/sync", """{"name":"Once"}"""), (HttpMethod.Put, "/profile", "{}") })
        {
            var refused = await api.SendAsync(method, path, Api.Json(body), ("Idempotency-Key", key));
            refused.Fault(HttpStatusCode.Conflict).ShouldContain("Idempotency-Key");
            refused.Json["canBeRetried"]!.GetValue<string>().ShouldBe("False");
        }
    }

    [Fact]
    public async Task Refusals_are_repeated_and_answers_without_a_body_too()
    {
        var key = NewKey();
        (await SendAsync(key, "/companies", "{}")).Fault(HttpStatusCode.BadRequest);
        var again = await SendAsync(key, "/companies", "{}");
        again.Fault(HttpStatusCode.BadRequest).ShouldContain("name");
        again.Headers[Replayed].ShouldBe("true");
        var company = await api.NewCompanyAsync();
        var other = NewKey();
        (await SendAsync(other, $"/companies/{company}/data/all", "")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync(other, $"/companies/{company}/data/all", "")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_large_push_is_answered_again_byte_for_byte_and_stored_once()
    {
        var company = await api.NewCompanyAsync();
        var orders = string.Join(',', Enumerable.Range(0, 5000).Select(i => $$"""{"id":"{{i}}","totalAmount":1,"note":"{{new string('x', 400)}}"}"""));
        var body = $$"""{"orders":[{{orders}}]}""";
        var key = NewKey();
        var first = await SendAsync(key, $"/data/companies/{company}/sync/commerce-orders", body);
        first.Ok();
        var again = await SendAsync(key, $"/data/companies/{company}/sync/commerce-orders", body);
        again.Text.ShouldBe(first.Text);
        (await api.GetAsync($"/companies/{company}/data/history")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task While_the_first_request_runs_another_one_is_told_to_come_back()
    {
        var company = await api.NewCompanyAsync();
        var path = $"/data/companies/{company}/sync/commerce-orders";
        string key;
        Answered second;
        Answered first;
        do
        {
            // Whichever comes first runs: again until it is the one whose body is held.
            key = NewKey();
            var held = new HeldContent("{\"orders\":[]}"u8.ToArray());
            var running = api.SendAsync(HttpMethod.Post, path, held, ("Idempotency-Key", key));
            await held.Begun;
            second = await SendAsync(key, path, """{"orders":[]}""");
            held.LetGo();
            first = await running;
        }
        while (second.Status == HttpStatusCode.OK);
        second.Fault(HttpStatusCode.Conflict);
        second.Json["canBeRetried"]!.GetValue<string>().ShouldBe("True");
        second.Headers["Retry-After"].ShouldBe("1");
        first.Ok();
        (await SendAsync(key, path, """{"orders":[]}""")).Text.ShouldBe(first.Text);
    }

    [Fact]
    public async Task After_a_day_the_key_is_new_again_and_nothing_of_it_is_kept()
    {
        var key = NewKey();
        var first = (await SendAsync(key, "/companies", """{"name":"Old"}""")).Ok();
        server.Clock.Now += Duration.FromHours(24) - Duration.FromSeconds(1);
        (await SendAsync(key, "/companies", """{"name":"Old"}""")).Headers[Replayed].ShouldBe("true");
        server.Clock.Now += Duration.FromSeconds(1);
        (await SendAsync(key, "/companies", """{"name":"Old"}""")).Ok()["id"]!.GetValue<string>().ShouldNotBe(first["id"]!.GetValue<string>());
        server.Clock.Now += Duration.FromHours(24);
        await server.Part<Housekeeping>().TidyAsync(default);
        (await server.Part<AnswerStore>().PurgeAsync(server.Clock.Now, default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_of_the_API_is_not_kept_to_be_told_again()
    {
        var key = NewKey();
        var made = await SendAsync(key, "/apiKeys", "");
        made.Status.ShouldBe(HttpStatusCode.Created);
        (await SendAsync(key, "/apiKeys", "")).Fault(HttpStatusCode.Conflict).ShouldContain("once");
        var newcomer = server.ApiWith("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(made.Json["apiKey"]!.GetValue<string>())));

        // The same text under another API key is another key.
        (await newcomer.SendAsync(HttpMethod.Post, "/companies", Api.Json("""{"name":"Newcomer"}"""), ("Idempotency-Key", key))).Ok();
        (await api.DeleteAsync($"/apiKeys/{made.Json["id"]}")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("long")]
    public async Task A_key_that_cannot_be_is_refused(string key) =>
        (await SendAsync(key.Length == 0 ? key : new string('x', 256), "/companies", """{"name":"A"}""")).Fault(HttpStatusCode.BadRequest).ShouldContain("Idempotency-Key");

    [Fact]
    public async Task Reading_needs_no_key_and_takes_none()
    {
        var key = NewKey();
        (await api.SendAsync(HttpMethod.Get, "/companies", null, ("Idempotency-Key", key))).Headers.ContainsKey(Replayed).ShouldBeFalse();
        (await api.SendAsync(HttpMethod.Get, "/companies", null, ("Idempotency-Key", key))).Headers.ContainsKey(Replayed).ShouldBeFalse();
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private Task<Answered> SendAsync(string key, string path, string body) => api.SendAsync(HttpMethod.Post, path, Api.Json(body), ("Idempotency-Key", key));
}

public sealed class IdempotencyOnSqlite(SqliteServer server) : IdempotencyLaws(server), IClassFixture<SqliteServer>;

public sealed class IdempotencyOnPostgres(PostgresServer server) : IdempotencyLaws(server), IClassFixture<PostgresServer>;
