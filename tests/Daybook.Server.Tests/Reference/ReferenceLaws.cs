using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Daybook.Server.Hosting;
using Daybook.Server.Reference;
using Daybook.Server.Reference.Html;
using Daybook.Server.Security;
using Daybook.Server.SyncFlow;
using Daybook.Server.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Reference;

/// <summary>The reference tells what is served: all of it, and nothing else.</summary>
public sealed partial class ReferenceLaws
{
    private static readonly DaybookSettings Settings = new() { PublicUrl = new Uri("https://books.example/daybook") };
    private static readonly JsonObject Document = ReferenceDocument.Of(Settings).Json;

    private static IEnumerable<(string Name, JsonObject Json)> Operations =>
        Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!.AsObject())));

    [Fact]
    public async Task Every_route_is_in_the_document_and_none_else()
    {
        var mapped = (await EndpointsAsync()).Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true })
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {Constraint().Replace(endpoint.RoutePattern.RawText!, "")}"));
        Operations.Select(operation => operation.Name).Order().ShouldBe(mapped.Order());
    }

    [Fact]
    public async Task Only_what_the_page_is_dressed_with_and_a_merchants_own_pages_are_left_out() =>
        (await EndpointsAsync()).Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is { ExcludeFromDescription: true })
            .Select(endpoint => endpoint.RoutePattern.RawText).ShouldBe(
                ["/reference/style.css", "/reference/search.js", "/companies/{companyId}/connections/{connectionId}/start", "/oauth/{platformKey}/callback", "/oauth/{platformKey}/organisation"],
                ignoreOrder: true);

    [Fact]
    public void Every_operation_says_what_it_does_and_has_an_example_for_what_it_takes_and_gives()
    {
        foreach (var (name, operation) in Operations)
        {
            operation["summary"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace(name);
            (operation["parameters"] as JsonArray ?? []).ShouldAllBe(parameter => parameter!["description"]!.GetValue<string>().Length > 0 && parameter["example"] != null, name);
            var contents = operation["responses"]!.AsObject().Select(answer => answer.Value!["content"]).Append(operation["requestBody"]?["content"]).OfType<JsonObject>();
            contents.SelectMany(content => content).ShouldAllBe(media => media.Value!["schema"] != null && (media.Value["example"] ?? media.Value["examples"]) != null, name);
        }
    }

    [Fact]
    public async Task An_operation_is_told_to_need_no_key_exactly_where_it_needs_none()
    {
        var open = (await EndpointsAsync()).Where(endpoint => endpoint.Metadata.GetMetadata<OpenToAll>() is not null && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null);
        Operations.Where(operation => operation.Json["security"] is JsonArray { Count: 0 }).Select(operation => operation.Name).ShouldBe(open.Select(endpoint => $"GET {endpoint.RoutePattern.RawText}"), ignoreOrder: true);
        Operations.Where(operation => operation.Json["security"] is null).ShouldAllBe(operation => operation.Json["responses"]!["401"] != null);
    }

    [Fact]
    public void Every_name_is_told_once()
    {
        Operations.Select(operation => operation.Json["operationId"]!.GetValue<string>()).ShouldBeUnique();
        Document["components"]!["schemas"]!.AsObject().Where(schema => schema.Value!["description"] is null && !schema.Key.EndsWith("Page", StringComparison.Ordinal)).Select(schema => schema.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_link_of_the_page_leads_somewhere_and_nothing_is_fetched_from_elsewhere()
    {
        var page = Page();
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        ids.ShouldBeUnique();
        page.Descendants("a").Select(link => link.Attribute("href")!.Value).Where(href => href.StartsWith('#')).Select(href => href[1..]).Except(ids).ShouldBeEmpty();
        page.Descendants().Attributes().Where(attribute => attribute.Name == "src" || attribute.Name == "href").ShouldAllBe(attribute => !attribute.Value.Contains("//"));
    }

    [Fact]
    public void The_page_holds_every_operation_and_no_script_or_style_of_its_own()
    {
        var page = Page();
        page.Descendants("script").ShouldAllBe(script => script.Value == "" && script.Attribute("src") != null);
        page.Descendants("style").ShouldBeEmpty();
        page.Descendants().Attributes().Where(attribute => attribute.Name == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)).ShouldBeEmpty();
        var text = page.Value;
        Document["paths"]!.AsObject().Select(path => path.Key).Where(path => !text.Contains(path)).ShouldBeEmpty();
    }

    private static XElement Page() => XElement.Parse(ReferencePage.Of(Document).Replace("<!doctype html>", "", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync()
    {
        await using var app = DaybookApp.Build(Settings, new TestClock(), Guid.NewGuid, () => "not used");
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<ForMerchants>() is null)];
    }

    [GeneratedRegex(@":[^}]+(?=\})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Constraint();
}
