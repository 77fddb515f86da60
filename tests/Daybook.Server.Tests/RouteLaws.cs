using System.Net;
using System.Text.RegularExpressions;
using Daybook.Server.Security;
using Daybook.Server.SyncFlow;
using Daybook.Server.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

/// <summary>What holds for every operation of the API (merchants' pages have laws of their own), taken from what is served: a new one is checked without being named here.</summary>
public abstract partial class RouteLaws(ServerFixture server) : IAsyncLifetime
{
    private static readonly string[] OpenToAll =
    [
        "GET /branding/{platformKey}/{image}.svg", "GET /companies/{companyId}/connections/{connectionId}/start", "GET /health/live", "GET /health/ready", "GET /oauth/{platformKey}/callback",
        "POST /oauth/{platformKey}/organisation", "GET /openapi/v1.json", "GET /reference", "GET /reference/style.css", "GET /reference/search.js",
    ];

    /// <summary>They look at no body.</summary>
    private static readonly string[] Bodiless =
    [
        "POST /companies/{companyId}/data/all", "POST /companies/{companyId}/data/info", "POST /companies/{companyId}/data/queue/{dataType}",
        "PUT /companies/{companyId}/products/{productIdentifier}", "POST /companies/{companyId}/products/{productIdentifier}/refresh",
        "POST /companies/{companyId}/sync/commerce/retry", "POST /meta/companies/{companyId}/sync/commerce/retry",
        "POST /companies/{companyId}/sync/commerce/syncs/{syncId}/undo", "POST /meta/companies/{companyId}/sync/commerce/syncs/{syncId}/undo",
        "POST /oauth/{platformKey}/organisation", "POST /webhooks/{webhookId}/secret", "POST /webhooks/{webhookId}/enable", "POST /rules/{ruleId}/enable", "POST /webhooks/{webhookId}/events/{eventId}/replay",
    ];

    private readonly Api api = server.Api;
    private Dictionary<string, string> own = [];
    private Dictionary<string, string> others = [];

    private IReadOnlyList<Operation> Operations =>
    [
        .. server.Part<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<ForMerchants>() is null).SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => new Operation(method, endpoint.RoutePattern, endpoint.Metadata.GetMetadata<OpenToAll>() is not null))),
    ];

    public async ValueTask InitializeAsync() => (own, others) = (await FurnishAsync(), await FurnishAsync());

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Every_operation_but_the_few_public_ones_asks_for_a_key() =>
        Operations.Where(operation => operation.IsOpen).Select(operation => operation.Name).ShouldBe(OpenToAll, ignoreOrder: true);

    [Theory]
    [InlineData(null)]
    [InlineData("Basic d3Jvbmc=")]
    public async Task Without_a_good_key_every_operation_is_refused(string? authorization)
    {
        Operations.Count.ShouldBeGreaterThan(90);
        var stranger = server.ApiWith(authorization);
        var wrong = new List<string>();
        foreach (var operation in Operations.Where(operation => !operation.IsOpen))
        {
            Check(wrong, operation, await stranger.SendAsync(new HttpMethod(operation.Method), operation.Path(own)), HttpStatusCode.Unauthorized);
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_unknown_is_not_found()
    {
        var wrong = new List<string>();
        var nobody = own.ToDictionary(value => value.Key, value => Guid.TryParse(value.Value, out _) ? Guid.NewGuid().ToString() : value.Value);
        foreach (var operation in Operations.Where(operation => operation.HasIds))
        {
            Check(wrong, operation, await api.SendAsync(new HttpMethod(operation.Method), operation.Path(nobody)), HttpStatusCode.NotFound);
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_belongs_to_another_company_is_not_found()
    {
        var wrong = new List<string>();
        var mixed = new Dictionary<string, string>(others) { ["companyId"] = own["companyId"] };
        foreach (var operation in Operations.Where(operation => operation.Ids.Contains("companyId") && operation.Ids.Count() > 1))
        {
            Check(wrong, operation, await api.SendAsync(new HttpMethod(operation.Method), operation.Path(mixed)), HttpStatusCode.NotFound);
        }

        wrong.ShouldBeEmpty();
        (await api.GetAsync($"/companies/{others["companyId"]}/connections")).Ok()["totalResults"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task An_id_that_cannot_be_one_is_refused_by_name()
    {
        var wrong = new List<string>();
        foreach (var operation in Operations)
        {
            foreach (var id in operation.Ids)
            {
                var answer = await api.SendAsync(new HttpMethod(operation.Method), operation.Path(new Dictionary<string, string>(own) { [id] = "no-id" }));
                Check(wrong, operation, answer, HttpStatusCode.BadRequest);
                if (!answer.Text.Contains(id, StringComparison.Ordinal))
                {
                    wrong.Add($"{operation.Name} does not name {id}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_refused_and_so_is_one_of_another_type()
    {
        var wrong = new List<string>();
        foreach (var operation in Operations.Where(operation => operation.Method is "POST" or "PUT" or "PATCH" && !Bodiless.Contains(operation.Name)))
        {
            Check(wrong, operation, await api.SendJsonAsync(new HttpMethod(operation.Method), operation.Path(own), "{ broken"), HttpStatusCode.BadRequest);
            Check(wrong, operation, await api.SendJsonAsync(new HttpMethod(operation.Method), operation.Path(own), "[7]"), HttpStatusCode.BadRequest);
            using var text = new StringContent("{}");
            Check(wrong, operation, await api.SendAsync(new HttpMethod(operation.Method), operation.Path(own), text), HttpStatusCode.UnsupportedMediaType);
        }

        wrong.ShouldBeEmpty();
    }

    private static void Check(List<string> wrong, Operation operation, Answered answer, HttpStatusCode expected)
    {
        try
        {
            answer.Fault(expected);
        }
        catch (Exception fault) when (fault is ShouldAssertException or System.Text.Json.JsonException)
        {
            wrong.Add($"{operation.Name} answered {(int)answer.Status} {answer.MediaType} {answer.Text}");
        }
    }

    /// <summary>A company with something of everything that can have an id.</summary>
    private async Task<Dictionary<string, string>> FurnishAsync()
    {
        var company = await api.NewCompanyAsync(withBooks: true);
        var connections = (await api.GetAsync($"/companies/{company}/connections")).Ok()["results"]!.AsArray();
        var dataset = (await api.PushAsync(company, "commerce-orders", """{"orders":[{"id":"1","totalAmount":1}]}""")).Ok()["datasetId"]!;
        var sync = (await api.PostAsync($"/companies/{company}/sync/commerce/latest", "")).Ok()["commerceSyncId"]!;
        var rule = (await api.PostAsync("/rules", $$$"""{"type":"Data sync completed","companyId":"{{{company}}}","notifiers":{"emails":["a@b.example"]}}""")).Ok()["id"]!;
        var webhook = (await api.PostAsync("/webhooks", """{"url":"https://b.example"}""")).Json["id"]!;
        return new Dictionary<string, string>
        {
            ["companyId"] = company,
            ["connectionId"] = (string)connections.Single(one => (string?)one!["integrationKey"] == "hldg")!["id"]!,
            ["datasetId"] = (string)dataset!,
            ["syncId"] = (string)sync!,
            ["documentId"] = Guid.NewGuid().ToString(),
            ["pushOperationKey"] = Guid.NewGuid().ToString(),
            ["ruleId"] = (string)rule!,
            ["webhookId"] = (string)webhook!,
            ["eventId"] = Guid.NewGuid().ToString(),
            ["apiKeyId"] = Guid.NewGuid().ToString(),
            ["clientId"] = (string)(await api.GetAsync("/profile/syncSettings")).Ok()["clientId"]!,
            ["platformKey"] = "hldg",
            ["commerceKey"] = "lqai",
            ["accountingKey"] = "hldg",
            ["dataType"] = "commerce-orders",
            ["accountId"] = "assets:bank",
            ["productIdentifier"] = "sync-for-commerce",
            ["recordId"] = "1",
            ["line"] = "1",
            ["image"] = "logo",
        };
    }

    private sealed partial record Operation(string Method, RoutePattern Pattern, bool IsOpen)
    {
        public string Name => $"{Method} /{Pattern.RawText!.TrimStart('/')}";

        public IEnumerable<string> Ids => Pattern.Parameters.Select(parameter => parameter.Name).Where(name => name.EndsWith("Id", StringComparison.Ordinal) || name == "pushOperationKey").Where(name => !OfPlatformOrShop.Contains(name));

        public bool HasIds => Ids.Any();

        /// <summary>Ids of others than this server: any text may be one.</summary>
        private static readonly string[] OfPlatformOrShop = ["accountId", "recordId", "orderId", "paymentId", "transactionId", "productId", "locationId", "customerId", "paymentMethodId", "taxId"];

        /// <summary>What a path needs in its query to be looked at at all.</summary>
        private static readonly Dictionary<string, string> Queries = new() { ["/sync/commerce/config/ui/text"] = "?locale=en-us", ["/companies/{companyId}/sync/commerce/records"] = "?state=booked" };

        public string Path(Dictionary<string, string> values) =>
            Parameter().Replace(Pattern.RawText!, match => values.GetValueOrDefault(match.Groups["name"].Value, "unknown")) + Queries.GetValueOrDefault(Pattern.RawText!, "");

        [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
        private static partial Regex Parameter();
    }
}

public sealed class RoutesOnSqlite(SqliteServer server) : RouteLaws(server), IClassFixture<SqliteServer>;

public sealed class RoutesOnPostgres(PostgresServer server) : RouteLaws(server), IClassFixture<PostgresServer>;
