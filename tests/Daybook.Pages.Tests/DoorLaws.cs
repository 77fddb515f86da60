using System.Net;
using System.Text.RegularExpressions;
using Daybook.Pages.Tests.Hosting;
using Daybook.Server.SyncFlow;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Pages.Tests;

/// <summary>Who gets in, and to what.</summary>
public sealed partial class DoorLaws(PagesServer server) : IClassFixture<PagesServer>
{
    [Fact]
    public async Task A_link_opens_once_and_later_says_what_to_do()
    {
        var link = await server.LinkAsync(await server.NewShopAsync(null));
        using var first = new Visitor(server);
        (await first.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var second = new Visitor(server);
        await RefusedAsync(await second.GetAsync(link));
        await RefusedAsync(await first.GetAsync(link));
    }

    [Fact]
    public async Task A_link_expires_after_thirty_seconds_and_a_guessed_or_missing_code_opens_nothing()
    {
        var link = await server.LinkAsync(await server.NewShopAsync(null));
        server.Clock.Now += Duration.FromSeconds(31);
        using var visitor = new Visitor(server);
        await RefusedAsync(await visitor.GetAsync(link));
        await RefusedAsync(await visitor.GetAsync(Otp().Replace(link, "otp=guessed")));
        await RefusedAsync(await visitor.GetAsync(Otp().Replace(link, "")));
        server.Clock.Now += Duration.FromMinutes(2);
    }

    [Fact]
    public async Task No_page_of_a_company_opens_without_its_own_session()
    {
        var own = await server.NewShopAsync(null);
        var others = await server.NewShopAsync(null);
        using var visitor = new Visitor(server);
        await visitor.GetAsync(await server.LinkAsync(own));
        var stolen = visitor.CookieAt($"/sync-flow/{own}");
        var pages = server.Part<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ForMerchants>() is not null && endpoint.RoutePattern.RawText!.Contains("{merchant"))
            .Select(endpoint => (Method: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0], Path: Parameter().Replace(endpoint.RoutePattern.RawText!.Replace("{merchant:guid}", others), Guid.NewGuid().ToString()))).ToList();
        pages.Count.ShouldBeGreaterThan(15);
        foreach (var (method, path) in pages)
        {
            await RefusedAsync(await visitor.SendAsync(method, path));
            await RefusedAsync(await visitor.SendAsync(method, path, stolen));
            await RefusedAsync(await visitor.SendAsync(method, path, stolen[..^3] + "AAA"));
        }
    }

    [Fact]
    public async Task A_session_ends()
    {
        var company = await server.NewShopAsync(null);
        using var visitor = new Visitor(server);
        await visitor.GetAsync(await server.LinkAsync(company));
        (await visitor.GetAsync($"/sync-flow/{company}/sales")).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Clock.Now += Duration.FromHours(8);
        await RefusedAsync(await visitor.GetAsync($"/sync-flow/{company}/sales"));
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var company = await server.NewShopAsync(null);
        using var visitor = new Visitor(server);
        await visitor.GetAsync(await server.LinkAsync(company));
        foreach (var page in new[] { "books", "sales", "payments", "fees", "schedule", "review", "switch", "sync", "disconnect", "link", "language" })
        {
            var answer = await visitor.PostAsync($"/sync-flow/{company}/{page}", new Dictionary<string, string> { ["__RequestVerificationToken"] = "forged", ["schedule.syncHour"] = "7" });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, page);
        }

        (await (await visitor.GetAsync($"/sync-flow/{company}/schedule")).Content.ReadAsStringAsync()).ShouldNotContain("value=\"7\" selected");
        (await server.SendAsync(HttpMethod.Get, $"/companies/{company}/connections", null)).ToJsonString().ShouldNotContain("Unlinked");
    }

    [Fact]
    public async Task A_page_runs_no_script_but_the_servers_own_file_and_is_framed_only_by_the_clients_own_pages()
    {
        await SetProfileAsync("https://tills.example/app");
        var company = await server.NewShopAsync(null);
        using var visitor = new Visitor(server);
        await visitor.GetAsync(await server.LinkAsync(company));
        foreach (var path in new[] { $"/sync-flow/{company}/sales", $"/sync-flow/{company}/review", $"/sync-flow/{Guid.NewGuid()}/sales", "/sync-flow/" + company })
        {
            var answer = await visitor.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldStartWith("default-src 'none'");
            policy.ShouldNotContain("unsafe");
            policy.ShouldContain("frame-ancestors 'self' https://tills.example");
            policy.ShouldContain("img-src 'self' https://images.example;");
            var html = await answer.Content.ReadAsStringAsync();
            html.Split("<script").Skip(1).ShouldAllBe(script => script.StartsWith(" src=\"/sync-flow/flow.js\" defer></script>", StringComparison.Ordinal));
            html.ShouldNotMatch("<[^>]* on[a-z]+=");
            html.ShouldNotContain(" style=");
        }
    }

    [Theory]
    [InlineData("https://tills.example/orders?id=7", true)]
    [InlineData("https://tills.example.evil.example/", false)]
    [InlineData("https://evil.example/https://tills.example", false)]
    [InlineData("http://tills.example/", false)]
    public async Task The_way_back_leads_only_to_the_clients_own_pages(string redirect, bool isShown)
    {
        await SetProfileAsync("https://tills.example/app");
        var company = await server.NewShopAsync(null);
        using var visitor = new Visitor(server);
        var html = await (await visitor.GetAsync(await server.LinkAsync(company, redirect))).Content.ReadAsStringAsync();
        html.Contains($"<a href=\"{redirect.Replace("&", "&amp;")}\"", StringComparison.Ordinal).ShouldBe(isShown);
        html.Contains("Back to Tills", StringComparison.Ordinal).ShouldBe(isShown);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("../../../evil")]
    [InlineData("\\evil")]
    public async Task Changing_the_language_leads_nowhere_else(string here)
    {
        var company = await server.NewShopAsync(null);
        using var visitor = new Visitor(server);
        var html = await (await visitor.GetAsync(await server.LinkAsync(company))).Content.ReadAsStringAsync();
        var token = Token().Match(html).Groups["token"].Value;
        var answer = await visitor.PostAsync($"/sync-flow/{company}/language", new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["locale"] = "fr-fr", ["here"] = here });
        answer.RequestMessage!.RequestUri!.AbsoluteUri.ShouldStartWith($"{server.Address}sync-flow/{company}");
    }

    private Task<System.Text.Json.Nodes.JsonNode> SetProfileAsync(string whiteListed) => server.SendAsync(
        HttpMethod.Put,
        "/profile",
        $$"""{"name":"Tills","redirectUrl":"https://tills.example/{companyId}","logoUrl":"https://images.example/logo.png","whiteListUrls":["{{whiteListed}}"]}""");

    private static async Task RefusedAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, answer.RequestMessage!.RequestUri!.AbsolutePath);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("open the accounting page again");
    }

    [GeneratedRegex("otp=[^&]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Otp();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
