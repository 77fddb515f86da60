using System.Net;
using System.Text.Json;
using Daybook.Server.Reference.Examples;
using Daybook.Server.Requests;
using Daybook.Server.Tests.Hosting;
using Daybook.Wire;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Reference;

/// <summary>The reference as it is served, and its examples as they are taken.</summary>
public abstract class ReferencePageLaws(ServerFixture server)
{
    [Theory]
    [InlineData("/openapi/v1.json", "application/json")]
    [InlineData("/reference", "text/html")]
    [InlineData("/reference/style.css", "text/css")]
    [InlineData("/reference/search.js", "text/javascript")]
    public async Task Anybody_may_read_the_reference(string path, string mediaType)
    {
        var answered = await server.ApiWith(null).GetAsync(path);
        answered.Status.ShouldBe(HttpStatusCode.OK);
        answered.MediaType.ShouldBe(mediaType);
        answered.Text.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Every_record_that_the_reference_shows_can_be_pushed()
    {
        var company = await server.Api.NewCompanyAsync();
        CommerceExamples.Pushes.Keys.ShouldBe(DataType.All.Select(type => type.Name), ignoreOrder: true);
        foreach (var (dataType, body) in CommerceExamples.Pushes)
        {
            (await server.Api.PushAsync(company, dataType, JsonSerializer.Serialize(body, WireJson.Options))).Ok();
        }
    }

    [Fact]
    public async Task The_company_and_connection_that_the_reference_shows_can_be_made()
    {
        var company = (await server.Api.PostAsync("/meta/companies/sync", JsonSerializer.Serialize(CompanyExamples.Request, WireJson.Options))).Ok()["id"]!.GetValue<string>();
        (await server.Api.PostAsync($"/companies/{company}/connections", """{"platformKey":"hldg"}""")).Ok();
        (await server.Api.ConfigureAsync(company, JsonSerializer.Serialize(ConfigurationExamples.Change, WireJson.Options))).Ok();
    }
}

public sealed class SqliteReferencePageLaws(SqliteServer server) : ReferencePageLaws(server), IClassFixture<SqliteServer>;

public sealed class PostgresReferencePageLaws(PostgresServer server) : ReferencePageLaws(server), IClassFixture<PostgresServer>;
