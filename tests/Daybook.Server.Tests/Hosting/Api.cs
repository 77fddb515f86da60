using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;

namespace Daybook.Server.Tests.Hosting;

/// <summary>Speaks to a server as a client would.</summary>
public sealed class Api : IDisposable
{
    private readonly HttpClient http;

    public Api(Uri server, string key)
        : this(server, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(key)), isHeader: true)
    {
    }

    public Api(Uri server, string? authorization, bool isHeader)
    {
        http = new HttpClient { BaseAddress = server };
        if (isHeader && authorization is not null)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }
    }

    public void Dispose() => http.Dispose();

    public async Task<Answered> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return new Answered(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync())
        {
            Headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        };
    }

    public Task<Answered> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answered> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answered> SendJsonAsync(HttpMethod method, string path, string json) => SendAsync(method, path, Json(json));

    public Task<Answered> PostAsync(string path, string json) => SendJsonAsync(HttpMethod.Post, path, json);

    /// <summary>A company with its commerce connection; with books too where wanted.</summary>
    public async Task<string> NewCompanyAsync(bool withBooks = false)
    {
        var id = (await PostAsync("/meta/companies/sync", """{"name":"A shop"}""")).Ok()["id"]!.GetValue<string>();
        if (withBooks)
        {
            (await PostAsync($"/companies/{id}/connections", """{"platformKey":"hldg"}""")).Ok();
        }

        return id;
    }

    public Task<Answered> PushAsync(string company, string dataType, string body) => PostAsync($"/data/companies/{company}/sync/{dataType}", body);

    public async Task<JsonNode> ConfigurationAsync(string company) => (await GetAsync(ConfigurationPath(company))).Ok();

    public Task<Answered> ConfigureAsync(string company, string json) => PostAsync(ConfigurationPath(company), json);

    private static string ConfigurationPath(string company) => $"/config/companies/{company}/sync/commerce";

    public static StringContent Json(string json) => new(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}

/// <summary>What a server answered.</summary>
public sealed record Answered(HttpStatusCode Status, string? MediaType, string Text)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The error's message.</summary>
    public string Error => Json["error"]!.GetValue<string>();

    /// <summary>The body of what must be a success.</summary>
    public JsonNode Ok()
    {
        Status.ShouldBe(HttpStatusCode.OK, Text);
        MediaType.ShouldBe("application/json");
        return Json;
    }

    /// <summary>The message of what must be a fault, with the error body that every fault has.</summary>
    public string Fault(HttpStatusCode expected)
    {
        Status.ShouldBe(expected, Text);
        MediaType.ShouldBe("application/json");
        Json["statusCode"]!.GetValue<int>().ShouldBe((int)expected);
        Json["service"]!.GetValue<string>().ShouldBe("Daybook");
        Json["correlationId"]!.GetValue<string>().ShouldNotBeEmpty();
        Json["canBeRetried"]!.GetValue<string>().ShouldBeOneOf("True", "False", "Unknown");
        Json["detailedErrorCode"]!.GetValue<int>().ShouldBe(0);
        return Error;
    }
}
