using System.Net;
using System.Text.RegularExpressions;
using Daybook.Platforms.Tryton;
using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Tryton;

/// <summary>A server that offers Tryton, and a real Tryton beside it.</summary>
public sealed class TrytonReadyServer(TrytonServer tryton) : SqliteServer
{
    /// <summary>How to sign in to books that nobody else has.</summary>
    public TrytonLogin Login { get; private set; } = null!;

    protected override async Task<DaybookSettings> SetAsync(DaybookSettings settings)
    {
        Login = await tryton.CopyAsync(nameof(TrytonReadyServer)) with { User = TrytonCompany.User, Password = TrytonCompany.Password };
        return settings with { OffersTryton = true, TrytonMayBePrivate = true };
    }
}

/// <summary>A merchant connects a Tryton of their own.</summary>
public sealed partial class TrytonLaws(TrytonReadyServer server) : IClassFixture<TrytonReadyServer>
{
    private readonly Api api = server.Api;

    [Fact]
    public async Task A_merchant_fills_in_the_page_and_is_told_what_does_not_do_until_it_does()
    {
        var (company, connection, link) = await NewConnectionAsync();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        var page = await browser.GetStringAsync(new Uri(server.Address, link.AbsolutePath));
        page.ShouldContain("type=\"password\"");

        var wrong = await FillInAsync(browser, page, "wrong");
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Page.ShouldContain("role=\"alert\"");
        wrong.Page.ShouldContain(server.Login.Database);
        wrong.Page.ShouldNotContain("\"wrong\"");
        (await StatusAsync(company, connection)).ShouldBe("PendingAuth");

        var right = await FillInAsync(browser, wrong.Page, server.Login.Password);
        right.Status.ShouldBe(HttpStatusCode.OK, right.Page);
        right.Page.ShouldContain("Acme Ltd");
        (await StatusAsync(company, connection)).ShouldBe("Linked");

        (await FillInAsync(browser, wrong.Page, server.Login.Password)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await api.ConfigurationAsync(company))["accountingSoftwareCompanyName"]!.GetValue<string>().ShouldBe("Acme Ltd");
    }

    [Theory]
    [InlineData("en-GB", "Tryton does not take this user with this password", "server: must be an address", "database: is missing.", "Tryton gave no answer")]
    [InlineData("fr-FR", "Tryton n’accepte pas cet utilisateur avec ce mot de passe", "L’adresse du serveur doit commencer par", "Il manque une indication (database).", "Tryton n’a pas répondu")]
    public async Task What_does_not_do_is_told_in_the_merchant_s_language(string language, string login, string address, string missing, string silent)
    {
        var (_, _, link) = await NewConnectionAsync();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        var page = await browser.GetStringAsync(new Uri(server.Address, link.AbsolutePath));

        page = await RefusedAsync("password", "wrong", login);
        page = await RefusedAsync("server", "file:///etc", address);
        page = await RefusedAsync("database", "", missing);
        await RefusedAsync("server", "http://127.0.0.1:1", silent);

        async Task<string> RefusedAsync(string field, string value, string words)
        {
            var answer = await FillInAsync(browser, page, server.Login.Password, (field, value));
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            WebUtility.HtmlDecode(answer.Page).ShouldContain(words);
            return answer.Page;
        }
    }

    [Fact]
    public async Task Another_browser_cannot_send_the_form()
    {
        var (company, connection, link) = await NewConnectionAsync();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        using var stranger = new HttpClient();
        var page = await browser.GetStringAsync(new Uri(server.Address, link.AbsolutePath));
        (await FillInAsync(stranger, page, server.Login.Password)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(company, connection)).ShouldBe("PendingAuth");
    }

    [Fact]
    public async Task A_program_sends_the_login_and_what_is_missing_is_named()
    {
        var (company, connection, _) = await NewConnectionAsync();
        var path = $"/companies/{company}/connections/{connection}/authorization";
        string Body(string password) => $$"""{"server":"{{server.Login.Server}}","database":"{{server.Login.Database}}","user":"{{server.Login.User}}","password":"{{password}}"}""";
        var missing = await api.SendJsonAsync(HttpMethod.Put, path, """{"server":"https://erp.example.com"}""");
        (missing.Status, missing.Text.Contains("database:", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.BadRequest, true));
        var strange = await api.SendJsonAsync(HttpMethod.Put, path, """{"server":"file:///etc","database":"a","user":"b","password":"c"}""");
        (strange.Status, strange.Text.Contains("server:", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.BadRequest, true));
        (await api.SendJsonAsync(HttpMethod.Put, path, Body("wrong"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await api.SendJsonAsync(HttpMethod.Put, path, Body(server.Login.Password))).Ok()["status"]!.GetValue<string>().ShouldBe("Linked");
        (await api.SendJsonAsync(HttpMethod.Put, path, Body(server.Login.Password))).Status.ShouldBe(HttpStatusCode.Conflict);

        (await api.SendJsonAsync(HttpMethod.Patch, $"/companies/{company}/connections/{connection}", """{"status":"Unlinked"}""")).Ok();
        (await api.SendJsonAsync(HttpMethod.Put, path, Body("wrong"))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<(string Company, string Connection, Uri Link)> NewConnectionAsync()
    {
        var company = await api.NewCompanyAsync();
        var connection = (await api.PostAsync($"/companies/{company}/connections", """{"platformKey":"tryt"}""")).Ok();
        return (company, connection["id"]!.GetValue<string>(), new Uri(connection["linkUrl"]!.GetValue<string>()));
    }

    private async Task<string> StatusAsync(string company, string connection) => (await api.GetAsync($"/companies/{company}/connections/{connection}")).Ok()["status"]!.GetValue<string>();

    private async Task<(HttpStatusCode Status, string Page)> FillInAsync(HttpClient browser, string page, string password, params (string Field, string Value)[] otherwise)
    {
        var fields = new Dictionary<string, string>
        {
            ["state"] = State().Match(page).Groups["state"].Value, ["server"] = server.Login.Server.AbsoluteUri, ["database"] = server.Login.Database, ["user"] = server.Login.User, ["password"] = password,
        };
        foreach (var (field, value) in otherwise)
        {
            fields[field] = value;
        }

        using var form = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(new Uri(server.Address, Action().Match(page).Groups["path"].Value), form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"state\" value=\"(?<state>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex State();

    [GeneratedRegex("action=\"(?<path>[^\"]*sign-in)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();
}
