using System.Net;
using System.Text;
using Daybook.Server.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public sealed class FaultLaws(SqliteServer server) : IClassFixture<SqliteServer>
{
    private readonly Api api = server.Api;

    [Fact]
    public async Task What_is_not_there_and_what_is_not_possible_have_the_error_body()
    {
        (await api.GetAsync("/nowhere")).Fault(HttpStatusCode.NotFound).ShouldContain("/nowhere");
        (await api.DeleteAsync("/companies")).Fault(HttpStatusCode.MethodNotAllowed).ShouldContain("DELETE");
        (await api.GetAsync($"/companies/{Guid.NewGuid()}")).Fault(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_body_of_60_MB_is_refused_with_the_limit()
    {
        var company = await api.NewCompanyAsync();
        using var content = new ByteArrayContent(new byte[60 << 20]);
        content.Headers.ContentType = new("application/json");
        var answer = await api.SendAsync(HttpMethod.Post, $"/data/companies/{company}/sync/commerce-orders", content);
        answer.Fault(HttpStatusCode.RequestEntityTooLarge).ShouldContain("50 MB");
    }

    [Fact]
    public async Task A_body_of_60_MB_without_a_length_is_refused_with_the_limit()
    {
        var company = await api.NewCompanyAsync();
        using var content = new StreamContent(new Unsized(60 << 20));
        content.Headers.ContentType = new("application/json");
        var answer = await api.SendAsync(HttpMethod.Post, $"/data/companies/{company}/sync/commerce-orders", content);
        answer.Fault(HttpStatusCode.RequestEntityTooLarge).ShouldContain("50 MB");
    }

    [Fact]
    public async Task A_body_without_a_length_is_read_like_any_other()
    {
        var company = await api.NewCompanyAsync();
        var orders = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $$"""{"id":"{{i}}","totalAmount":1}"""));
        using var content = new StreamContent(new Unsized(Encoding.UTF8.GetBytes($$"""{"orders":[{{orders}}]}""")));
        content.Headers.ContentType = new("application/json");
        (await api.SendAsync(HttpMethod.Post, $"/data/companies/{company}/sync/commerce-orders", content)).Ok();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    public async Task A_body_that_is_not_JSON_by_its_type_is_refused(string type)
    {
        var company = await api.NewCompanyAsync();
        using var content = new ByteArrayContent("{\"orders\":[]}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        (await api.SendAsync(HttpMethod.Post, $"/data/companies/{company}/sync/commerce-orders", content)).Fault(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_byte_order_mark_is_not_part_of_the_JSON()
    {
        var company = await api.NewCompanyAsync();
        using var content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. "{\"orders\":[]}"u8]);
        content.Headers.ContentType = new("application/json");
        var answer = await api.SendAsync(HttpMethod.Post, $"/data/companies/{company}/sync/commerce-orders", content);
        answer.Ok()["data"]!.ToJsonString().ShouldBe("""{"orders":[]}""");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer dGVzdC1rZXk=")]
    [InlineData("Basic !!!")]
    [InlineData("Basic ")]
    [InlineData("Basic d3Jvbmc=")]
    [InlineData("Basic OnRlc3Qta2V5")]
    public async Task Without_a_valid_key_nothing_is_looked_at(string? authorization)
    {
        var stranger = server.ApiWith(authorization);
        (await stranger.GetAsync("/companies")).Fault(HttpStatusCode.Unauthorized);
        (await stranger.PostAsync("/companies", "{ this is not JSON")).Fault(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync("/nowhere")).Fault(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("test-key")]
    [InlineData("test-key:")]
    [InlineData("test-key:any password")]
    public async Task The_key_is_accepted_bare_or_as_the_user_name(string credentials)
    {
        var header = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
        (await server.ApiWith(header).GetAsync("/companies")).Ok();
        (await server.ApiWith(header.TrimEnd('=').Replace("Basic", "basic", StringComparison.Ordinal)).GetAsync("/companies")).Ok();
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=x")]
    [InlineData("pageSize=5001")]
    [InlineData("pageSize=-1")]
    public async Task A_page_that_cannot_be_is_refused(string query) =>
        (await api.GetAsync($"/companies?{query}")).Fault(HttpStatusCode.BadRequest).ShouldStartWith(query.Split('=')[0]);

    /// <summary>A stream that does not tell its length, so that it is sent in chunks.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public Unsized(int length)
            : this(new byte[length])
        {
        }

        public override bool CanSeek => false;
    }
}
