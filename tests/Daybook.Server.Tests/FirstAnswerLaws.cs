using System.Text;
using Daybook.Server.Hosting;
using Daybook.Server.Idempotency;
using Daybook.Server.Security;
using Daybook.Server.Tests.Hosting;
using Daybook.Storage;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Daybook.Server.Tests;

public sealed class FirstAnswerLaws(SqliteServer server) : IClassFixture<SqliteServer>
{
    private readonly string key = Guid.NewGuid().ToString();
    private int worked;

    [Fact]
    public async Task What_was_begun_for_a_client_that_goes_away_is_finished_and_told_when_it_comes_again()
    {
        using var client = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => AnswerAsync(
            async context =>
            {
                await client.CancelAsync();
                context.RequestAborted.IsCancellationRequested.ShouldBeFalse();
                await context.Response.WriteAsync("done", context.RequestAborted);
            },
            client.Token));
        (await AnswerAsync(context => context.Response.WriteAsync("again"))).ShouldBe((200, "done"));
        worked.ShouldBe(1);
    }

    [Fact]
    public async Task A_fault_of_this_side_is_not_kept()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => AnswerAsync(_ => throw new InvalidOperationException("a bug")));
        (await AnswerAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync("later");
        })).ShouldBe((503, "later"));
        (await AnswerAsync(context => context.Response.WriteAsync("done"))).ShouldBe((200, "done"));
        (await AnswerAsync(context => context.Response.WriteAsync("again"))).ShouldBe((200, "done"));
        worked.ShouldBe(3);
    }

    [Fact]
    public async Task A_request_without_a_key_passes_untouched()
    {
        using var wire = new MemoryStream();
        var context = Request(wire, default);
        context.Request.Headers.Clear();
        var (request, response) = (context.Request.Body, context.Response.Body);
        await Answers(one =>
        {
            one.Request.Body.ShouldBeSameAs(request);
            one.Response.Body.ShouldBeSameAs(response);
            return Task.CompletedTask;
        }).InvokeAsync(context);
        worked.ShouldBe(1);
    }

    private async Task<(int Status, string Text)> AnswerAsync(RequestDelegate work, CancellationToken aborted = default)
    {
        using var wire = new MemoryStream();
        var context = Request(wire, aborted);
        await Answers(work).InvokeAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(wire.ToArray()));
    }

    private FirstAnswers Answers(RequestDelegate work) => new(
        context =>
        {
            worked++;
            return work(context);
        },
        server.Part<AnswerStore>(),
        new DaybookSettings(),
        server.Clock,
        Guid.NewGuid);

    private DefaultHttpContext Request(Stream wire, CancellationToken aborted)
    {
        var context = new DefaultHttpContext { RequestAborted = aborted, Request = { Method = "POST", Path = "/companies" }, Response = { Body = wire } };
        context.Request.Headers["Idempotency-Key"] = key;
        context.Features.Set(new Caller([1]));
        context.SetEndpoint(new Endpoint(null, null, "a test"));
        return context;
    }
}
