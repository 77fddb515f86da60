using System.Text;
using System.Text.Json.Nodes;
using Daybook.Server.Errors;
using Daybook.Syncing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public sealed class FaultAnswerLaws
{
    [Fact]
    public async Task A_bug_is_answered_without_its_inside_and_logged_under_the_correlation_id()
    {
        var log = new Recorder();
        var (context, body) = await AnswerAsync(new InvalidOperationException("secret inside"), log);
        context.Response.StatusCode.ShouldBe(500);
        body.ToJsonString().ShouldNotContain("secret");
        body["canBeRetried"]!.GetValue<string>().ShouldBe("Unknown");
        log.Lines.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            line => line.ShouldContain(body["correlationId"]!.GetValue<string>()),
            line => line.ShouldContain("secret inside"));
    }

    [Fact]
    public async Task Books_that_cannot_be_reached_are_worth_another_try()
    {
        var (context, body) = await AnswerAsync(new PlatformUnavailableException("disk /dev/sda is on fire"), new Recorder());
        context.Response.StatusCode.ShouldBe(503);
        context.Response.Headers.RetryAfter.ToString().ShouldNotBeEmpty();
        body.ToJsonString().ShouldNotContain("sda");
        body["canBeRetried"]!.GetValue<string>().ShouldBe("True");
    }

    [Fact]
    public async Task A_refusal_is_logged_under_the_correlation_id_that_the_caller_sees()
    {
        var log = new Recorder();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = "/a\nb" }, Response = { Body = body } };
        await new FaultAnswers(one => Fault.Invalid("name: must be there.").ExecuteAsync(one), log).InvokeAsync(context);
        var told = JsonNode.Parse(Encoding.UTF8.GetString(body.ToArray()))!;
        var line = log.Lines.ShouldHaveSingleItem();
        line.ShouldContain(told["correlationId"]!.GetValue<string>());
        line.ShouldContain("400");
        line.ShouldNotContain("\n");
    }

    private static async Task<(HttpContext Context, JsonNode Body)> AnswerAsync(Exception fault, Recorder log)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await new FaultAnswers(_ => throw fault, log).InvokeAsync(context);
        return (context, JsonNode.Parse(Encoding.UTF8.GetString(body.ToArray()))!);
    }

    private sealed class Recorder : ILogger<FaultAnswers>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception) + exception);
    }
}
