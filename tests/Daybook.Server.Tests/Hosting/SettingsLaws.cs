using Daybook.Server.Hosting;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Hosting;

public sealed class SettingsLaws
{
    [Fact]
    public void Nothing_set_is_the_embedded_default() => DaybookSettings.FromEnvironment(_ => "").ShouldBe(new DaybookSettings());

    [Fact]
    public void Each_variable_sets_its_setting()
    {
        var settings = DaybookSettings.FromEnvironment(name => name switch
        {
            "DAYBOOK_URL" => "http://0.0.0.0:80",
            "DAYBOOK_PUBLIC_URL" => "https://books.example/daybook/",
            "DAYBOOK_DATA" => "/srv",
            "DAYBOOK_DATABASE" => "Host=db",
            "DAYBOOK_API_KEY" => "key",
            "DAYBOOK_MAX_BODY_MB" => "7",
            "DAYBOOK_SCHEDULE" => "off",
            "DAYBOOK_SCHEDULE_SPREAD_MINUTES" => "0",
            "DAYBOOK_SCHEDULE_CONCURRENCY" => "9",
            "DAYBOOK_WEBHOOKS_PRIVATE" => "on",
            "DAYBOOK_TAKEOVER_SECONDS" => "5",
            "DAYBOOK_KEEP_EVENTS_DAYS" => "90",
            "DAYBOOK_KEEP_PAYLOADS_DAYS" => "400",
            "DAYBOOK_KEEP_HISTORY_DAYS" => "60",
            "DAYBOOK_KEEP_ANSWERS_HOURS" => "48",
            _ => null,
        });
        settings.ShouldBe(new DaybookSettings
        {
            Url = new Uri("http://0.0.0.0:80"),
            PublicUrl = new Uri("https://books.example/daybook/"),
            DataFolder = "/srv",
            Database = "Host=db",
            ApiKey = "key",
            MaxBodyMegabytes = 7,
            RunsSchedule = false,
            ScheduleSpreadMinutes = 0,
            ScheduleConcurrency = 9,
            WebhooksMayReachPrivate = true,
            TakeoverSeconds = 5,
            KeepEventsDays = 90,
            KeepPayloadsDays = 400,
            KeepHistoryDays = 60,
            KeepAnswersHours = 48,
        });
        settings.LinkTo("link/1").ShouldBe(new Uri("https://books.example/daybook/link/1"));
        new DaybookSettings().LinkTo("link/1").ShouldBe(new Uri("http://127.0.0.1:5080/link/1"));
    }

    [Fact]
    public void Xero_is_offered_where_there_are_credentials_of_both_kinds()
    {
        DaybookSettings Read(params string[] names) => DaybookSettings.FromEnvironment(name => names.Contains(name) ? (name.EndsWith("CALLS", StringComparison.Ordinal) ? "1000" : "http://x/" + name) : null);
        Read().Xero.ShouldBeNull();
        Should.Throw<FormatException>(() => Read("DAYBOOK_XERO_CLIENT_ID")).Message.ShouldContain("DAYBOOK_XERO_CLIENT_SECRET");
        Should.Throw<FormatException>(() => Read("DAYBOOK_XERO_CLIENT_SECRET")).Message.ShouldContain("DAYBOOK_XERO_CLIENT_ID");
        var real = Read("DAYBOOK_XERO_CLIENT_ID", "DAYBOOK_XERO_CLIENT_SECRET").Xero!;
        (real.Api.AbsoluteUri, real.ToApp().Token.AbsoluteUri, real.Limits.PerDay).ShouldBe(("https://api.xero.com/", "https://identity.xero.com/connect/token", 5_000));
        var other = Read("DAYBOOK_XERO_CLIENT_ID", "DAYBOOK_XERO_CLIENT_SECRET", "DAYBOOK_XERO_AUTHORITY", "DAYBOOK_XERO_API", "DAYBOOK_XERO_DAILY_CALLS").Xero!;
        (other.Api.AbsolutePath, other.ToApp().Authorize.AbsolutePath, other.Limits.PerDay).ShouldBe(("/DAYBOOK_XERO_API", "/DAYBOOK_XERO_AUTHORITY/connect/authorize", 1_000));
        other.ToString().ShouldNotContain("SECRET");
    }

    [Fact]
    public void QuickBooks_is_offered_where_there_are_credentials_of_both_kinds()
    {
        DaybookSettings Read(params string[] names) => DaybookSettings.FromEnvironment(name => names.Contains(name) ? (name.EndsWith("ENVIRONMENT", StringComparison.Ordinal) ? "sandbox" : "http://x/" + name) : null);
        Read().QuickBooks.ShouldBeNull();
        Should.Throw<FormatException>(() => Read("DAYBOOK_QUICKBOOKS_CLIENT_ID")).Message.ShouldContain("DAYBOOK_QUICKBOOKS_CLIENT_SECRET");
        Should.Throw<FormatException>(() => Read("DAYBOOK_QUICKBOOKS_CLIENT_SECRET")).Message.ShouldContain("DAYBOOK_QUICKBOOKS_CLIENT_ID");
        var real = Read("DAYBOOK_QUICKBOOKS_CLIENT_ID", "DAYBOOK_QUICKBOOKS_CLIENT_SECRET").QuickBooks!;
        (real.Api.AbsoluteUri, real.ToApp().Token.AbsoluteUri).ShouldBe(("https://quickbooks.api.intuit.com/", "https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"));
        Read("DAYBOOK_QUICKBOOKS_CLIENT_ID", "DAYBOOK_QUICKBOOKS_CLIENT_SECRET", "DAYBOOK_QUICKBOOKS_ENVIRONMENT").QuickBooks!.Api.Host.ShouldBe("sandbox-quickbooks.api.intuit.com");
        var other = Read("DAYBOOK_QUICKBOOKS_CLIENT_ID", "DAYBOOK_QUICKBOOKS_CLIENT_SECRET", "DAYBOOK_QUICKBOOKS_AUTHORITY", "DAYBOOK_QUICKBOOKS_API").QuickBooks!;
        (other.Api.AbsolutePath, other.ToApp().Authorize.AbsolutePath).ShouldBe(("/DAYBOOK_QUICKBOOKS_API", "/DAYBOOK_QUICKBOOKS_AUTHORITY/connect/oauth2"));
        other.ToString().ShouldNotContain("SECRET");
    }

    [Fact]
    public void FreeAgent_is_offered_where_there_are_credentials_of_both_kinds()
    {
        DaybookSettings Read(params string[] names) => DaybookSettings.FromEnvironment(name => names.Contains(name) ? "http://x/" + name : null);
        Read().FreeAgent.ShouldBeNull();
        Should.Throw<FormatException>(() => Read("DAYBOOK_FREEAGENT_CLIENT_ID")).Message.ShouldContain("DAYBOOK_FREEAGENT_CLIENT_SECRET");
        Should.Throw<FormatException>(() => Read("DAYBOOK_FREEAGENT_CLIENT_SECRET")).Message.ShouldContain("DAYBOOK_FREEAGENT_CLIENT_ID");
        Read("DAYBOOK_FREEAGENT_CLIENT_ID", "DAYBOOK_FREEAGENT_CLIENT_SECRET").FreeAgent!.ToApp().Token.AbsoluteUri.ShouldBe("https://api.freeagent.com/v2/token_endpoint");
        var other = Read("DAYBOOK_FREEAGENT_CLIENT_ID", "DAYBOOK_FREEAGENT_CLIENT_SECRET", "DAYBOOK_FREEAGENT_API").FreeAgent!;
        other.ToApp().Authorize.AbsolutePath.ShouldBe("/DAYBOOK_FREEAGENT_API/v2/approve_app");
        other.ToString().ShouldNotContain("SECRET");
        other.ToString().ShouldNotContain("SECRET");
    }

    [Fact]
    public void Tryton_is_offered_where_it_is_switched_on_and_at_private_addresses_only_where_that_is_too()
    {
        DaybookSettings Read(params string[] on) => DaybookSettings.FromEnvironment(name => on.Contains(name) ? "on" : null);
        (Read().OffersTryton, Read().TrytonMayBePrivate).ShouldBe((false, false));
        (Read("DAYBOOK_TRYTON").OffersTryton, Read("DAYBOOK_TRYTON").TrytonMayBePrivate).ShouldBe((true, false));
        Read("DAYBOOK_TRYTON", "DAYBOOK_TRYTON_PRIVATE").TrytonMayBePrivate.ShouldBeTrue();
    }

    [Fact]
    public void Mail_is_sent_where_there_is_a_mail_server_and_a_sender()
    {
        DaybookSettings Read(params (string Name, string Value)[] set) => DaybookSettings.FromEnvironment(name => set.FirstOrDefault(one => one.Name == name).Value);
        Read().Mail.ShouldBeNull();
        var (host, from, user) = (("DAYBOOK_SMTP_HOST", "mail.example"), ("DAYBOOK_SMTP_FROM", "books@shop.example"), ("DAYBOOK_SMTP_USER", "us"));
        Should.Throw<FormatException>(() => Read(host)).Message.ShouldContain("DAYBOOK_SMTP_FROM");
        Should.Throw<FormatException>(() => Read(host, ("DAYBOOK_SMTP_FROM", "nobody"))).Message.ShouldContain("'nobody'");
        Should.Throw<FormatException>(() => Read(from)).Message.ShouldContain("DAYBOOK_SMTP_HOST");
        Should.Throw<FormatException>(() => Read(host, from, user)).Message.ShouldContain("DAYBOOK_SMTP_PASSWORD");
        Read(host, from).Mail!.ShouldSatisfyAllConditions(mail => mail.Port.ShouldBe(587), mail => mail.IsEncrypted.ShouldBeTrue(), mail => mail.From.Address.ShouldBe("books@shop.example"));
        var other = Read(host, from, user, ("DAYBOOK_SMTP_PASSWORD", "SECRET"), ("DAYBOOK_SMTP_PORT", "25"), ("DAYBOOK_SMTP_TLS", "off")).Mail!;
        (other.Port, other.IsEncrypted, other.User, other.Password).ShouldBe((25, false, "us", "SECRET"));
        Read(host, from, user, ("DAYBOOK_SMTP_PASSWORD", "SECRET")).ToString().ShouldNotContain("SECRET");
    }

    [Fact]
    public void The_command_line_asks_for_one_thing_or_is_not_understood()
    {
        LaunchMode.Read([]).ShouldBe(new LaunchMode(WithSample: false, Once: false));
        LaunchMode.Read(["--rotate-keys"]).ShouldBe(new LaunchMode(WithSample: false, Once: true, RotatesKeys: true));
        LaunchMode.Read(["--backup", "there"]).ShouldBe(new LaunchMode(WithSample: false, Once: true, "there"));
        LaunchMode.Read(["--rotate-keys", "--once"]).ShouldBeNull();
        LaunchMode.Read(["--backup"]).ShouldBeNull();
    }

    [Theory]
    [InlineData("DAYBOOK_KEEP_PAYLOADS_DAYS", "6")]
    [InlineData("DAYBOOK_SMTP_PORT", "0")]
    [InlineData("DAYBOOK_SMTP_TLS", "maybe")]
    [InlineData("DAYBOOK_TRYTON", "yes")]
    [InlineData("DAYBOOK_URL", "books")]
    [InlineData("DAYBOOK_URL", "https://books")]
    [InlineData("DAYBOOK_PUBLIC_URL", "ftp://books")]
    [InlineData("DAYBOOK_MAX_BODY_MB", "0")]
    [InlineData("DAYBOOK_MAX_BODY_MB", "many")]
    [InlineData("DAYBOOK_SCHEDULE", "yes")]
    [InlineData("DAYBOOK_SCHEDULE_SPREAD_MINUTES", "-1")]
    [InlineData("DAYBOOK_SCHEDULE_CONCURRENCY", "0")]
    public void A_setting_that_cannot_be_is_refused_by_name(string name, string value) =>
        Should.Throw<FormatException>(() => DaybookSettings.FromEnvironment(asked => asked == name ? value : null)).Message.ShouldContain(name);
}
