using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Sandbox.Calls;
using Daybook.Sandbox.Xero.Books;
using Daybook.Sandbox.Xero.Consent;

namespace Daybook.Sandbox.Xero;

/// <summary>What every call to the API passes: media type, token, organisation, limits, idempotency, and the faults that wait for it; in Xero's order.</summary>
internal static class XeroGate
{
    private const int MaxKey = 128;
    private const int MaxCalls = 100_000;

    public static async Task HandleAsync(string? path, HttpContext context, XeroSandbox sandbox)
    {
        path ??= "";
        var request = context.Request;
        if (!request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            await SendAsync(context, new Reply(200, "text/xml", "<Response><Status>OK</Status></Response>"));
            return;
        }

        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var fault = sandbox.Take(request.Method, path);
        if (Denial(context, sandbox, fault) is { } denial)
        {
            Note(sandbox, request.Method, path, denial, body);
            await SendAsync(context, denial);
            return;
        }

        var organisation = OrganisationOf(request, sandbox)!;
        if (Limit(context, sandbox, organisation, fault))
        {
            Note(sandbox, request.Method, path, new Reply(429, "text/plain", ""), body);
            return;
        }

        try
        {
            var reply = await AnswerAsync(context, sandbox, organisation, path, body, fault);
            Note(sandbox, request.Method, path, reply, body);
            if (fault == FaultKind.DropAfter)
            {
                context.Abort();
                return;
            }

            await SendAsync(context, reply);
        }
        finally
        {
            sandbox.Counts.Leave(organisation.Id);
        }
    }

    private static Reply? Denial(HttpContext context, XeroSandbox sandbox, FaultKind? fault)
    {
        var good = TokenAddresses.BearerOf(context.Request) is { } token ? sandbox.Grants.IsGood(token) : false;
        if (good != true || fault == FaultKind.TokenExpired)
        {
            var detail = good is false ? "AuthenticationUnsuccessful" : $"TokenExpired: token expired at {sandbox.Clock.GetUtcNow():MM/dd/yyyy HH:mm:ss}";
            return Reply.Denied(401, detail, sandbox.NewId());
        }

        return fault == FaultKind.Forbidden || OrganisationOf(context.Request, sandbox) is not { } organisation || !sandbox.Grants.Opens(TokenAddresses.BearerOf(context.Request)!, organisation.Id)
            ? Reply.Denied(403, "AuthenticationUnsuccessful", sandbox.NewId())
            : null;
    }

    private static XeroOrganisation? OrganisationOf(HttpRequest request, XeroSandbox sandbox) =>
        Guid.TryParse(request.Headers["xero-tenant-id"], out var id) ? sandbox.Organisations.FirstOrDefault(organisation => organisation.Id == id) : null;

    /// <summary>Counts the call, or refuses it.</summary>
    private static bool Limit(HttpContext context, XeroSandbox sandbox, XeroOrganisation organisation, FaultKind? fault)
    {
        var hit = fault == FaultKind.TooMany ? ("minute", 1) : sandbox.Counts.Enter(organisation.Id, sandbox.Limits, sandbox.Clock.GetUtcNow());
        var (minute, day) = sandbox.Counts.Remaining(organisation.Id, sandbox.Limits);
        var headers = context.Response.Headers;
        (headers["X-MinLimit-Remaining"], headers["X-DayLimit-Remaining"], headers["X-AppMinLimit-Remaining"]) = ($"{minute}", $"{day}", "9999");
        if (hit is not { } limit)
        {
            return false;
        }

        context.Response.StatusCode = 429;
        headers["X-Rate-Limit-Problem"] = limit.Item1;
        if (limit.Item2 > 0)
        {
            headers.RetryAfter = $"{limit.Item2}";
        }

        return true;
    }

    private static async Task<Reply> AnswerAsync(HttpContext context, XeroSandbox sandbox, XeroOrganisation organisation, string path, string body, FaultKind? fault)
    {
        var request = context.Request;
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKey)
        {
            return Reply.Bad(10, "ValidationException", $"Idempotency Key: {key} has {key.Length} characters; the most is {MaxKey}.");
        }

        if (key.Length == 0 || request.Method is "GET" or "DELETE")
        {
            return Do();
        }

        var whole = $"{request.Method} {path}{request.QueryString} {organisation.Id} {body}";
        return await sandbox.Idempotency.AnswerAsync(key, whole, sandbox.Clock.GetUtcNow(), Do)
            ?? Reply.Bad(10, "ValidationException", $"Idempotency Key: {key} is used with a different request.");

        Reply Do() => fault switch
        {
            FaultKind.FailBefore => Reply.Failed(sandbox.NewId()),
            FaultKind.Maintenance => Reply.Maintenance,
            _ => Work(sandbox, organisation, request, path, body) is var reply && fault == FaultKind.FailAfter ? Reply.Failed(sandbox.NewId()) : reply,
        };
    }

    private static Reply Work(XeroSandbox sandbox, XeroOrganisation organisation, HttpRequest request, string path, string body)
    {
        try
        {
            var json = body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
            lock (organisation.Gate)
            {
                SandboxCall.Keep(request.Method);
                return organisation.Answer(new Question(request.Method, path.Trim('/').Split('/'), name => request.Query[name].ToString(), json) { Since = request.GetTypedHeaders().IfModifiedSince });
            }
        }
        catch (MissingException)
        {
            return Reply.Missing;
        }
        catch (BadRequestException bad)
        {
            return Reply.Bad(bad.Number, bad.Type, bad.Message);
        }
        catch (Exception unread) when (unread is JsonException or FormatException or InvalidOperationException)
        {
            return Reply.Bad(14, "PostDataInvalidException", unread.Message);
        }
    }

    private static void Note(XeroSandbox sandbox, string method, string path, Reply reply, string body)
    {
        sandbox.Calls.Enqueue(new XeroCall(method, path, reply.HttpStatus, sandbox.KeepsBodies ? body : null, sandbox.KeepsBodies ? reply.Text : null));
        if (sandbox.Calls.Count > MaxCalls)
        {
            sandbox.Calls.TryDequeue(out _);
        }
    }

    private static Task SendAsync(HttpContext context, Reply reply)
    {
        context.Response.StatusCode = reply.HttpStatus;
        context.Response.ContentType = reply.MediaType;
        return context.Response.WriteAsync(reply.Text, context.RequestAborted);
    }
}
