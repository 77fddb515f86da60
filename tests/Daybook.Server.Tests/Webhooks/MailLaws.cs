using System.Diagnostics;
using System.Net.Mail;
using System.Text;
using Daybook.Server.Hosting;
using Daybook.Server.Tests.Hosting;
using Daybook.Server.Webhooks;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests.Webhooks;

/// <summary>A server with a mail server.</summary>
public sealed class MailingSqlite : SqliteServer
{
    public MailStandIn Mails { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Mails.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override DaybookSettings Adjust(DaybookSettings settings) => MailLaws.With(settings, Mails);
}

/// <inheritdoc cref="MailingSqlite"/>
public sealed class MailingPostgres : PostgresServer
{
    public MailStandIn Mails { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Mails.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override DaybookSettings Adjust(DaybookSettings settings) => MailLaws.With(settings, Mails);
}

/// <summary>Rules with e-mail addresses are mailed, from the same queues as all that is told.</summary>
public abstract class MailLaws(ServerFixture server, MailStandIn mails)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Api api = server.Api;

    public static DaybookSettings With(DaybookSettings settings, MailStandIn mails) =>
        settings with { Mail = new MailServer { Host = "127.0.0.1", Port = mails.Port, From = new MailAddress("daybook@shop.example"), User = "us", Password = "open sesame", IsEncrypted = false } };

    [Fact]
    public async Task A_rule_s_readers_get_one_mail_with_what_happened()
    {
        var company = await api.NewCompanyAsync();
        var rule = await AddAsync(company, """["one@shop.example","two@shop.example"]""");

        await PushAsync(company);

        var mail = (await UntilAsync(company, 1))[0];
        mail.To.ShouldBe(["one@shop.example", "two@shop.example"]);
        mail.Login.ShouldBe("us:open sesame");
        Subject(mail).ShouldBe("commerce-orders of A shop: 1 records changed.");
        mail.Headers["From"].ShouldBe("daybook@shop.example");
        mail.Headers["Message-ID"].ShouldEndWith($".{rule}@shop.example>");
        mail.Body.ShouldContain("dataType: commerce-orders");
        mail.Body.ShouldContain(rule);
        await RemoveAsync(rule);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_is_asked_again_and_a_reader_that_it_refuses_keeps_nobody_else_waiting()
    {
        var company = await api.NewCompanyAsync();
        var rule = await AddAsync(company, """["gone@shop.example","here@shop.example"]""");
        var refused = 0;
        mails.Refuses = _ => Interlocked.Increment(ref refused) > 0;
        await PushAsync(company);
        await UntilAsync(() => Volatile.Read(ref refused) > 0);
        MailsOf(company).ShouldBeEmpty();

        mails.Refuses = address => address.StartsWith("gone", StringComparison.Ordinal);
        server.Clock.Now += Duration.FromHours(1);

        (await UntilAsync(company, 1))[0].To.ShouldBe(["here@shop.example"]);
        mails.Refuses = _ => false;
        await PushAsync(company, "b");
        var all = await UntilAsync(company, 2);
        all.Count.ShouldBe(2);
        all[1].To.Count.ShouldBe(2);
        await RemoveAsync(rule);
    }

    [Fact]
    public async Task A_rule_s_post_that_fails_does_not_hold_up_its_mail()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answers = _ => 500;
        var company = await api.NewCompanyAsync();
        var rule = await AddAsync(company, """["one@shop.example"]""", receiver.Url);

        await PushAsync(company);

        await UntilAsync(company, 1);
        await UntilAsync(() => receiver.All.Count > 0);
        receiver.Taken.ShouldBeEmpty();
        receiver.Answers = _ => 200;
        server.Clock.Now += Duration.FromHours(1);
        await UntilAsync(() => receiver.Taken.Count == 1);
        MailsOf(company).Count.ShouldBe(1);
        await RemoveAsync(rule);
    }

    [Fact]
    public async Task Mails_that_could_not_be_sent_for_three_days_are_switched_off_as_the_rule_says_and_all_sent_once_switched_on_again()
    {
        var company = await api.NewCompanyAsync();
        var rule = await AddAsync(company, """["one@shop.example"]""");
        var refused = 0;
        mails.Refuses = _ => Interlocked.Increment(ref refused) > 0;
        await PushAsync(company);
        await UntilAsync(() => Volatile.Read(ref refused) > 0);

        server.Clock.Now += Duration.FromDays(3);
        await UntilAsync(() => api.GetAsync($"/rules/{rule}").Result.Ok()["warnings"]?[0]?.GetValue<string>().StartsWith("notifiers.emails: switched off", StringComparison.Ordinal) == true);
        await PushAsync(company, "b");
        mails.Refuses = _ => false;
        (await api.PostAsync($"/rules/{rule}/enable", "")).Ok().AsObject().ContainsKey("warnings").ShouldBeFalse();

        (await UntilAsync(company, 2)).Count.ShouldBe(2);
        await RemoveAsync(rule);
    }

    private static string Subject(ReceivedMail mail)
    {
        var subject = mail.Headers["Subject"];
        return subject.StartsWith("=?utf-8?B?", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(Convert.FromBase64String(subject[10..^2])) : subject;
    }

    private async Task<string> AddAsync(string company, string emails, Uri? webhook = null)
    {
        var also = webhook is null ? "" : $$""","webhook":"{{webhook}}" """;
        var rule = (await api.PostAsync("/rules", $$$"""{"type":"Data sync completed","companyId":"{{{company}}}","notifiers":{"emails":{{{emails}}}{{{also}}}} }""")).Ok();
        rule.AsObject().ContainsKey("warnings").ShouldBeFalse();
        return rule["id"]!.GetValue<string>();
    }

    private async Task RemoveAsync(string rule) => (await api.DeleteAsync($"/rules/{rule}")).Status.ShouldBe(System.Net.HttpStatusCode.NoContent);

    private async Task PushAsync(string company, string id = "a") =>
        (await api.PushAsync(company, "commerce-orders", $$"""{"orders":[{"id":"{{id}}","currency":"GBP","createdDate":"2026-11-18T10:00:00Z","totalAmount":0,"orderLineItems":[]}]}""")).Ok();

    private IReadOnlyList<ReceivedMail> MailsOf(string company) => [.. mails.Mails.Where(mail => mail.Body.Contains(company, StringComparison.Ordinal))];

    private async Task<IReadOnlyList<ReceivedMail>> UntilAsync(string company, int count)
    {
        await UntilAsync(() => MailsOf(company).Count >= count);
        return MailsOf(company);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            waited.Elapsed.ShouldBeLessThan(Patience, "What should have been told was not.");
            await Task.Delay(20);
        }
    }
}

public sealed class MailsOnSqlite(MailingSqlite server) : MailLaws(server, server.Mails), IClassFixture<MailingSqlite>;

public sealed class MailsOnPostgres(MailingPostgres server) : MailLaws(server, server.Mails), IClassFixture<MailingPostgres>;
