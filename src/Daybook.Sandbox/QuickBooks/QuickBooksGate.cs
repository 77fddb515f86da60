using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Sandbox.Calls;
using Daybook.Sandbox.QuickBooks.Books;

namespace Daybook.Sandbox.QuickBooks;

/// <summary>What every call to the API passes: token, company, limits, request id, and the faults that wait for it.</summary>
internal static class QuickBooksGate
{
    private const int MaxRequestId = 50;
    private const int MaxCalls = 100_000;

    public static async Task HandleAsync(string realm, string? path, HttpContext context, QuickBooksSandbox sandbox)
    {
        path = (path ?? "").Trim('/');
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var fault = sandbox.Take(request.Method, path);
        var reply = Denial(request, realm, path, sandbox, fault) ?? Answer(request, realm, path, body, sandbox, fault);
        sandbox.Calls.Enqueue(new QuickBooksCall(request.Method, path, reply.HttpStatus, sandbox.KeepsBodies ? body : null, sandbox.KeepsBodies ? reply.Text : null));
        if (sandbox.Calls.Count > MaxCalls)
        {
            sandbox.Calls.TryDequeue(out _);
        }

        if (fault == FaultKind.DropAfter)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = reply.HttpStatus;
        response.ContentType = reply.MediaType;
        response.Headers["intuit_tid"] = $"1-{sandbox.Calls.Count:x8}";
        response.Headers.CacheControl = "max-age=0, no-cache, no-store, must-revalidate, private";
        if (reply.HttpStatus == 401)
        {
            response.Headers.WWWAuthenticate = "Bearer realm=\"Intuit\", error=\"invalid_token\"";
        }

        await response.WriteAsync(reply.Text, context.RequestAborted);
    }

    private static QuickBooksReply? Denial(HttpRequest request, string realm, string path, QuickBooksSandbox sandbox, FaultKind? fault)
    {
        var now = sandbox.Clock.GetUtcNow();
        var header = request.Headers.Authorization.ToString();
        var opened = header.StartsWith("Bearer ", StringComparison.Ordinal) ? sandbox.Grants.RealmOf(header["Bearer ".Length..]) : null;
        if (opened is null || fault == FaultKind.TokenExpired)
        {
            return QuickBooksReply.Denied(401, "3200", "AuthenticationFailed", $"Token expired: {header}", now);
        }

        if (opened != realm || fault == FaultKind.Forbidden || sandbox.Companies.All(company => company.Realm != realm))
        {
            return QuickBooksReply.Denied(403, "3100", "ApplicationAuthorizationFailed", "The application is not authorized for this company.", now);
        }

        return fault == FaultKind.TooMany || !sandbox.Counts.Enter(realm, path == "batch", sandbox.Limits, now) ? QuickBooksReply.Throttled(QuickBooksCompany.Stamp(now)) : null;
    }

    private static QuickBooksReply Answer(HttpRequest request, string realm, string path, string body, QuickBooksSandbox sandbox, FaultKind? fault)
    {
        var time = QuickBooksCompany.Stamp(sandbox.Clock.GetUtcNow());
        if (!request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return QuickBooksReply.NotJson(time);
        }

        switch (fault)
        {
            case FaultKind.FailBefore:
                return QuickBooksReply.Failed(time);
            case FaultKind.Maintenance:
                return QuickBooksReply.Maintenance;
        }

        var company = sandbox.Companies.First(one => one.Realm == realm);
        var requestId = request.Query["requestid"].ToString();
        QuickBooksReply Do() => Work(company, request, path, body, time);
        var reply = requestId.Length > MaxRequestId ? QuickBooksReply.Refused(new RefusedException("2130", "Invalid Request Id Format", "Invalid Request Id Format"), time)
            : request.Method != "POST" || requestId.Length == 0 ? Do()
            : sandbox.Replies.Answer(realm, requestId, Do);
        return fault == FaultKind.FailAfter ? QuickBooksReply.Failed(time) : reply;
    }

    private static QuickBooksReply Work(QuickBooksCompany company, HttpRequest request, string path, string body, string time)
    {
        try
        {
            var isStatement = path == "query" && request.Method == "POST";
            var json = body.Length == 0 || isStatement ? null : JsonNode.Parse(body) as JsonObject ?? throw new FormatException("The body is no object.");
            lock (company.Gate)
            {
                SandboxCall.Keep(request.Method);
                return QuickBooksReply.Ok(QuickBooksSwitchboard.Answer(company, new QuickBooksQuestion(request.Method, path.Split('/'), name => request.Query[name].ToString(), isStatement ? body : request.Query["query"].ToString(), json)), time);
            }
        }
        catch (RefusedException refusal)
        {
            return QuickBooksReply.Refused(refusal, time);
        }
        catch (Exception unread) when (unread is JsonException or FormatException or InvalidOperationException)
        {
            return QuickBooksReply.Refused(new RefusedException("2010", "Request has invalid or unsupported property", $"Property Name:{unread.Message} specified is unsupported or invalid"), time);
        }
    }
}
