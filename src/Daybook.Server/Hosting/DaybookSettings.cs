using System.Globalization;

namespace Daybook.Server.Hosting;

/// <summary>What an operator sets, by environment variable.</summary>
public sealed record DaybookSettings
{
    /// <summary>Where the server listens, http. <c>DAYBOOK_URL</c>, default <c>http://127.0.0.1:5080</c>.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>What links to the server begin with, where that is another address (a proxy with https, a path in front); null: <see cref="Url"/>. <c>DAYBOOK_PUBLIC_URL</c>.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The folder of books and database. <c>DAYBOOK_DATA</c>, default <c>./data</c>.</summary>
    public string DataFolder { get; init; } = "./data";

    /// <summary>A PostgreSQL connection string; null: SQLite in <see cref="DataFolder"/>. <c>DAYBOOK_DATABASE</c>.</summary>
    public string? Database { get; init; }

    /// <summary>An API key: accepted as long as it is set, and stored (its hash) where it is the first; null: where none is stored, one is made and printed once. <c>DAYBOOK_API_KEY</c>.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether <see cref="ApiKey"/> was made for this run alone and is not to be stored.</summary>
    public bool ApiKeyIsForThisRun { get; init; }

    /// <summary>The largest body of a request, in MB of 1024 × 1024 bytes. <c>DAYBOOK_MAX_BODY_MB</c>, default 50.</summary>
    public int MaxBodyMegabytes { get; init; } = 50;

    /// <summary>How many requests a day (UTC) all clients together may send; null: any number. <c>DAYBOOK_DAILY_QUOTA</c>.</summary>
    public int? DailyQuota { get; init; }

    /// <summary>How many requests of one company may be under way at a time, in this process. <c>DAYBOOK_COMPANY_REQUESTS</c>, default 10.</summary>
    public int CompanyRequests { get; init; } = 10;

    /// <summary>A link to the server.</summary>
    /// <param name="path">Without a slash in front.</param>
    public Uri LinkTo(string path) => new($"{(PublicUrl ?? Url).AbsoluteUri.TrimEnd('/')}/{path}");

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    /// <exception cref="FormatException">A value can't be what it is to be.</exception>
    public static DaybookSettings FromEnvironment(Func<string, string?> variable)
    {
        var defaults = new DaybookSettings();
        string? Given(string name) => variable(name) is { Length: > 0 } value ? value : null;
        return new DaybookSettings
        {
            Url = Given("DAYBOOK_URL") is { } url ? ReadUrl("DAYBOOK_URL", url, Uri.UriSchemeHttp) : defaults.Url,
            PublicUrl = Given("DAYBOOK_PUBLIC_URL") is { } publicUrl ? ReadUrl("DAYBOOK_PUBLIC_URL", publicUrl, Uri.UriSchemeHttp, Uri.UriSchemeHttps) : null,
            DataFolder = Given("DAYBOOK_DATA") ?? defaults.DataFolder,
            Database = Given("DAYBOOK_DATABASE"),
            ApiKey = Given("DAYBOOK_API_KEY"),
            MaxBodyMegabytes = Given("DAYBOOK_MAX_BODY_MB") is { } size ? ReadNumber("DAYBOOK_MAX_BODY_MB", size, 1000) : defaults.MaxBodyMegabytes,
            DailyQuota = Given("DAYBOOK_DAILY_QUOTA") is { } quota ? ReadNumber("DAYBOOK_DAILY_QUOTA", quota, int.MaxValue) : defaults.DailyQuota,
            CompanyRequests = Given("DAYBOOK_COMPANY_REQUESTS") is { } requests ? ReadNumber("DAYBOOK_COMPANY_REQUESTS", requests, 1000) : defaults.CompanyRequests,
        };
    }

    private static Uri ReadUrl(string name, string text, params string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme) ? url
            : throw new FormatException($"{name} must be an absolute URL of scheme {string.Join(" or ", schemes)}, not '{text}'.");

    private static int ReadNumber(string name, string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most ? number
            : throw new FormatException($"{name} must be a whole number from 1 to {most}, not '{text}'.");
}
