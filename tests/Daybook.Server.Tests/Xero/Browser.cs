using System.Net;
using System.Text.RegularExpressions;
using Shouldly;

namespace Daybook.Server.Tests.Xero;

/// <summary>A merchant's browser: keeps cookies, and goes where it is sent when it is told to.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    public Browser() => http.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*;q=0.8");

    public void Dispose() => http.Dispose();

    /// <summary>Opens a page of the server and follows it to the platform's page of consent.</summary>
    public async Task<Uri> BeginAsync(Uri server, string linkUrl)
    {
        using var answer = await http.GetAsync(new Uri(server, new Uri(linkUrl).AbsolutePath));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!;
    }

    /// <summary>Consents (or not) on the platform's page.</summary>
    /// <returns>The address to go back to, at the server's real port.</returns>
    public async Task<Uri> DecideAsync(Uri server, Uri consent, bool allows, params object[] organisations)
    {
        var page = await http.GetStringAsync(consent);
        var fields = Hidden().Matches(page).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Concat(organisations.Select(id => KeyValuePair.Create("organisation", $"{id}"))).Append(KeyValuePair.Create("allow", allows ? "yes" : "no"));
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(consent, form);
        return new Uri(server, answer.Headers.Location!.PathAndQuery);
    }

    public async Task<(HttpStatusCode Status, string Page)> OpenAsync(Uri address)
    {
        using var answer = await http.GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends the form of a page with one organisation chosen.</summary>
    public async Task<(HttpStatusCode Status, string Page)> ChooseAsync(Uri server, string page, Guid organisation)
    {
        var fields = Hidden().Matches(page).Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Append(KeyValuePair.Create("organisation", organisation.ToString()));
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(new Uri(server, Action().Match(page).Groups["path"].Value), form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("action=\"(?<path>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();
}
