using System.Globalization;
using System.Net.Mail;
using Daybook.Platforms.FreeAgent;
using Daybook.Platforms.QuickBooks;
using Daybook.Platforms.Xero;
using Daybook.Server.Webhooks;

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

    /// <summary>Whether this server runs scheduled syncs; false: only those asked for. <c>DAYBOOK_SCHEDULE</c>, <c>on</c> (default) or <c>off</c>.</summary>
    public bool RunsSchedule { get; init; } = true;

    /// <summary>Over how many minutes syncs due at one moment are spread. <c>DAYBOOK_SCHEDULE_SPREAD_MINUTES</c>, default 10.</summary>
    public int ScheduleSpreadMinutes { get; init; } = 10;

    /// <summary>How many scheduled syncs run at once on one server. <c>DAYBOOK_SCHEDULE_CONCURRENCY</c>, default 20 on SQLite, which has one writer, and 200 on PostgreSQL.</summary>
    public int? ScheduleConcurrency { get; init; }

    /// <summary>The OpenTelemetry collector that traces, metrics and logs are sent to; null: none. <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; the other variables of OpenTelemetry hold too.</summary>
    public string? Telemetry { get; init; }

    /// <summary>For how many days it is kept what happened and who was told of it (events, and attempts to deliver webhooks). <c>DAYBOOK_KEEP_EVENTS_DAYS</c>, default 30.</summary>
    public int KeepEventsDays { get; init; } = 30;

    /// <summary>
    /// For how many days it is kept what booked orders, payments, transactions and customers say, counted from their last change; null: for ever. After that they are read back by id and dates alone, with <c>isForgotten</c>;
    /// the books, and what the next sync needs of them, stay. <c>DAYBOOK_KEEP_PAYLOADS_DAYS</c>, at least 7.
    /// </summary>
    public int? KeepPayloadsDays { get; init; }

    /// <summary>
    /// For how many days datasets (the history of pushes, with the remarks on them) are kept; null: for ever. The newest of each data type always is; what was written to the books is no such history, and stays.
    /// <c>DAYBOOK_KEEP_HISTORY_DAYS</c>, at least 4.
    /// </summary>
    public int? KeepHistoryDays { get; init; }

    /// <summary>For how many hours the first answer to an idempotency key is given again. <c>DAYBOOK_KEEP_ANSWERS_HOURS</c>, default 24.</summary>
    public int KeepAnswersHours { get; init; } = 24;

    /// <summary>After how many seconds without a sign of life a running sync counts as dead, and is taken over by the next. <c>DAYBOOK_TAKEOVER_SECONDS</c>, default 60.</summary>
    public int TakeoverSeconds { get; init; } = 60;

    /// <summary>
    /// How this server is registered with Xero; null: Xero is not offered. <c>DAYBOOK_XERO_CLIENT_ID</c> and <c>DAYBOOK_XERO_CLIENT_SECRET</c>;
    /// <c>DAYBOOK_XERO_AUTHORITY</c> and <c>DAYBOOK_XERO_API</c> where it is not Xero itself; <c>DAYBOOK_XERO_DAILY_CALLS</c>, default 5000.
    /// </summary>
    public XeroOptions? Xero { get; init; }

    /// <summary>
    /// How this server is registered with Intuit; null: QuickBooks Online is not offered. <c>DAYBOOK_QUICKBOOKS_CLIENT_ID</c> and <c>DAYBOOK_QUICKBOOKS_CLIENT_SECRET</c>;
    /// <c>DAYBOOK_QUICKBOOKS_ENVIRONMENT</c>, <c>live</c> (default) or <c>sandbox</c>, which the keys must fit; <c>DAYBOOK_QUICKBOOKS_AUTHORITY</c> and <c>DAYBOOK_QUICKBOOKS_API</c> where it is not Intuit itself.
    /// </summary>
    public QuickBooksOptions? QuickBooks { get; init; }

    /// <summary>
    /// How this server is registered with FreeAgent; null: FreeAgent is not offered. <c>DAYBOOK_FREEAGENT_CLIENT_ID</c> and <c>DAYBOOK_FREEAGENT_CLIENT_SECRET</c>;
    /// <c>DAYBOOK_FREEAGENT_API</c> where it is not <c>https://api.freeagent.com</c>.
    /// </summary>
    public FreeAgentOptions? FreeAgent { get; init; }

    /// <summary>Whether merchants may connect a Tryton server of their own. <c>DAYBOOK_TRYTON</c>, <c>on</c> or <c>off</c> (default).</summary>
    public bool OffersTryton { get; init; }

    /// <summary>Whether these servers may have addresses of private networks: then whoever is given a connection's link can have this server call any of them. <c>DAYBOOK_TRYTON_PRIVATE</c>, <c>on</c> or <c>off</c> (default).</summary>
    public bool TrytonMayBePrivate { get; init; }

    /// <summary>How many requests a day (UTC) all clients together may send; null: any number. <c>DAYBOOK_DAILY_QUOTA</c>.</summary>
    public int? DailyQuota { get; init; }

    /// <summary>How many requests of one company may be under way at a time, on all servers of a database together. <c>DAYBOOK_COMPANY_REQUESTS</c>, default 10.</summary>
    public int CompanyRequests { get; init; } = 10;

    /// <summary>Whether webhooks may be sent to addresses of private networks. <c>DAYBOOK_WEBHOOKS_PRIVATE</c>, <c>on</c> or <c>off</c> (default).</summary>
    public bool WebhooksMayReachPrivate { get; init; }

    /// <summary>
    /// The mail server that the e-mails of rules are handed to; null: none is sent, and who adds a rule is told so. <c>DAYBOOK_SMTP_HOST</c> and <c>DAYBOOK_SMTP_FROM</c>, the sender's address;
    /// <c>DAYBOOK_SMTP_PORT</c>, default 587; <c>DAYBOOK_SMTP_USER</c> and <c>DAYBOOK_SMTP_PASSWORD</c> where it asks for them; <c>DAYBOOK_SMTP_TLS</c>, <c>on</c> (default: STARTTLS) or <c>off</c>.
    /// </summary>
    public MailServer? Mail { get; init; }

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
        int? ReadNumber(string name, int least, int most) => Given(name) is { } text ? ToNumber(name, text, least, most) : null;
        bool? ReadSwitch(string name) => Given(name) is { } text ? ToSwitch(name, text) : null;
        return new DaybookSettings
        {
            Url = Given("DAYBOOK_URL") is { } url ? ReadUrl("DAYBOOK_URL", url, Uri.UriSchemeHttp) : defaults.Url,
            PublicUrl = Given("DAYBOOK_PUBLIC_URL") is { } publicUrl ? ReadUrl("DAYBOOK_PUBLIC_URL", publicUrl, Uri.UriSchemeHttp, Uri.UriSchemeHttps) : null,
            DataFolder = Given("DAYBOOK_DATA") ?? defaults.DataFolder,
            Database = Given("DAYBOOK_DATABASE"),
            ApiKey = Given("DAYBOOK_API_KEY"),
            MaxBodyMegabytes = ReadNumber("DAYBOOK_MAX_BODY_MB", 1, 1000) ?? defaults.MaxBodyMegabytes,
            RunsSchedule = ReadSwitch("DAYBOOK_SCHEDULE") ?? defaults.RunsSchedule,
            ScheduleSpreadMinutes = ReadNumber("DAYBOOK_SCHEDULE_SPREAD_MINUTES", 0, 720) ?? defaults.ScheduleSpreadMinutes,
            Mail = ReadMail(Given, ReadNumber("DAYBOOK_SMTP_PORT", 1, 65_535), ReadSwitch("DAYBOOK_SMTP_TLS")),
            WebhooksMayReachPrivate = ReadSwitch("DAYBOOK_WEBHOOKS_PRIVATE") ?? defaults.WebhooksMayReachPrivate,
            ScheduleConcurrency = ReadNumber("DAYBOOK_SCHEDULE_CONCURRENCY", 1, 1000),
            Telemetry = Given("OTEL_EXPORTER_OTLP_ENDPOINT"),
            KeepEventsDays = ReadNumber("DAYBOOK_KEEP_EVENTS_DAYS", 4, 3_650) ?? defaults.KeepEventsDays,
            KeepPayloadsDays = ReadNumber("DAYBOOK_KEEP_PAYLOADS_DAYS", 7, 36_500),
            KeepHistoryDays = ReadNumber("DAYBOOK_KEEP_HISTORY_DAYS", 4, 36_500),
            KeepAnswersHours = ReadNumber("DAYBOOK_KEEP_ANSWERS_HOURS", 1, 8_760) ?? defaults.KeepAnswersHours,
            TakeoverSeconds = ReadNumber("DAYBOOK_TAKEOVER_SECONDS", 3, 86_400) ?? defaults.TakeoverSeconds,
            Xero = ReadXero(Given, ReadNumber("DAYBOOK_XERO_DAILY_CALLS", 100, 1_000_000)),
            QuickBooks = ReadQuickBooks(Given),
            FreeAgent = ReadFreeAgent(Given),
            OffersTryton = ReadSwitch("DAYBOOK_TRYTON") ?? defaults.OffersTryton,
            TrytonMayBePrivate = ReadSwitch("DAYBOOK_TRYTON_PRIVATE") ?? defaults.TrytonMayBePrivate,
            DailyQuota = ReadNumber("DAYBOOK_DAILY_QUOTA", 1, int.MaxValue),
            CompanyRequests = ReadNumber("DAYBOOK_COMPANY_REQUESTS", 1, 1000) ?? defaults.CompanyRequests,
        };
    }

    private static XeroOptions? ReadXero(Func<string, string?> given, int? dailyCalls)
    {
        var (id, secret) = (given("DAYBOOK_XERO_CLIENT_ID"), given("DAYBOOK_XERO_CLIENT_SECRET"));
        if (id is null && secret is null)
        {
            return null;
        }

        var options = new XeroOptions
        {
            ClientId = id ?? throw new FormatException("DAYBOOK_XERO_CLIENT_ID is missing: it goes with DAYBOOK_XERO_CLIENT_SECRET."),
            ClientSecret = secret ?? throw new FormatException("DAYBOOK_XERO_CLIENT_SECRET is missing: it goes with DAYBOOK_XERO_CLIENT_ID."),
            Authority = given("DAYBOOK_XERO_AUTHORITY") is { } authority ? ReadUrl("DAYBOOK_XERO_AUTHORITY", authority, Uri.UriSchemeHttp, Uri.UriSchemeHttps) : null,
        };
        return options with
        {
            Api = given("DAYBOOK_XERO_API") is { } api ? ReadUrl("DAYBOOK_XERO_API", api, Uri.UriSchemeHttp, Uri.UriSchemeHttps) : options.Api,
            Limits = options.Limits with { PerDay = dailyCalls ?? options.Limits.PerDay },
        };
    }

    private static QuickBooksOptions? ReadQuickBooks(Func<string, string?> given)
    {
        var (id, secret) = (given("DAYBOOK_QUICKBOOKS_CLIENT_ID"), given("DAYBOOK_QUICKBOOKS_CLIENT_SECRET"));
        if (id is null && secret is null)
        {
            return null;
        }

        var options = new QuickBooksOptions
        {
            ClientId = id ?? throw new FormatException("DAYBOOK_QUICKBOOKS_CLIENT_ID is missing: it goes with DAYBOOK_QUICKBOOKS_CLIENT_SECRET."),
            ClientSecret = secret ?? throw new FormatException("DAYBOOK_QUICKBOOKS_CLIENT_SECRET is missing: it goes with DAYBOOK_QUICKBOOKS_CLIENT_ID."),
            Authority = given("DAYBOOK_QUICKBOOKS_AUTHORITY") is { } authority ? ReadUrl("DAYBOOK_QUICKBOOKS_AUTHORITY", authority, Uri.UriSchemeHttp, Uri.UriSchemeHttps) : null,
        };
        var api = given("DAYBOOK_QUICKBOOKS_ENVIRONMENT") switch
        {
            null or "live" => options.Api,
            "sandbox" => QuickBooksOptions.SandboxApi,
            var other => throw new FormatException($"DAYBOOK_QUICKBOOKS_ENVIRONMENT must be live or sandbox, not '{other}'."),
        };
        return options with { Api = given("DAYBOOK_QUICKBOOKS_API") is { } elsewhere ? ReadUrl("DAYBOOK_QUICKBOOKS_API", elsewhere, Uri.UriSchemeHttp, Uri.UriSchemeHttps) : api };
    }

    private static FreeAgentOptions? ReadFreeAgent(Func<string, string?> given)
    {
        var (id, secret) = (given("DAYBOOK_FREEAGENT_CLIENT_ID"), given("DAYBOOK_FREEAGENT_CLIENT_SECRET"));
        if (id is null && secret is null)
        {
            return null;
        }

        var options = new FreeAgentOptions
        {
            ClientId = id ?? throw new FormatException("DAYBOOK_FREEAGENT_CLIENT_ID is missing: it goes with DAYBOOK_FREEAGENT_CLIENT_SECRET."),
            ClientSecret = secret ?? throw new FormatException("DAYBOOK_FREEAGENT_CLIENT_SECRET is missing: it goes with DAYBOOK_FREEAGENT_CLIENT_ID."),
        };
        return options with { Api = given("DAYBOOK_FREEAGENT_API") is { } api ? ReadUrl("DAYBOOK_FREEAGENT_API", api, Uri.UriSchemeHttp, Uri.UriSchemeHttps) : options.Api };
    }

    private static MailServer? ReadMail(Func<string, string?> given, int? port, bool? isEncrypted)
    {
        var (host, from, user, password) = (given("DAYBOOK_SMTP_HOST"), given("DAYBOOK_SMTP_FROM"), given("DAYBOOK_SMTP_USER"), given("DAYBOOK_SMTP_PASSWORD"));
        if ((host ?? from ?? user ?? password) is null)
        {
            return null;
        }

        if ((user is null) != (password is null))
        {
            throw new FormatException("DAYBOOK_SMTP_USER and DAYBOOK_SMTP_PASSWORD go together: one of them is missing.");
        }

        var server = new MailServer
        {
            Host = host ?? throw new FormatException("DAYBOOK_SMTP_HOST is missing: without it no mail can be sent."),
            From = MailAddress.TryCreate(from, out var sender) ? sender : throw new FormatException($"DAYBOOK_SMTP_FROM must be an address, such as daybook@example.com, not '{from}'."),
            User = user,
            Password = password,
        };
        return server with { Port = port ?? server.Port, IsEncrypted = isEncrypted ?? server.IsEncrypted };
    }

    private static Uri ReadUrl(string name, string text, params string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme) ? url
            : throw new FormatException($"{name} must be an absolute URL of scheme {string.Join(" or ", schemes)}, not '{text}'.");

    private static int ToNumber(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw new FormatException($"{name} must be a whole number from {least} to {most}, not '{text}'.");

    private static bool ToSwitch(string name, string text) => text switch
    {
        "on" => true,
        "off" => false,
        _ => throw new FormatException($"{name} must be on or off, not '{text}'."),
    };
}
