using System.Net;

namespace Daybook.Pages.Tests.Hosting;

/// <summary>A browser without a screen: it keeps its cookies.</summary>
public sealed class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClientHandler handler;
    private readonly HttpClient http;
    private readonly Uri address;

    public Visitor(PagesServer server)
    {
        address = server.Address;
        handler = new HttpClientHandler { CookieContainer = cookies };
        http = new HttpClient(handler) { BaseAddress = address };
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(address, path));

    public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form) => http.PostAsync(new Uri(address, path), new FormUrlEncodedContent(form));

    /// <summary>Sends with a cookie of the session's name beside the visitor's own.</summary>
    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? session = null)
    {
        using var bare = new HttpClient(new HttpClientHandler { UseCookies = session is null, CookieContainer = cookies, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, path)) { Content = method == "POST" ? new FormUrlEncodedContent([]) : null };
        if (session is not null)
        {
            request.Headers.Add("Cookie", session);
        }

        return await bare.SendAsync(request);
    }

    /// <summary>The session's cookie as it is sent to a path.</summary>
    public string CookieAt(string path) =>
        string.Join("; ", cookies.GetCookies(new Uri(address, path)).Where(cookie => cookie.Name == "daybook-merchant").Select(cookie => $"{cookie.Name}={cookie.Value}"));
}
