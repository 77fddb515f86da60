using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Sandbox.Calls;
using Daybook.Sandbox.FreeAgent.Books;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Sandbox.FreeAgent;

/// <summary>What every call to the API passes: token, limits, the user's level, and the faults that wait for it.</summary>
internal static class FreeAgentGate
{
    private const int MaxCalls = 100_000;
    private const int TestLimit = 5;

    public static async Task HandleAsync(string? path, HttpContext context, FreeAgentSandbox sandbox)
    {
        path ??= "";
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var fault = sandbox.Take(request.Method, path);
        var company = CompanyOf(request, sandbox);
        var reply = Denial(request, company, fault) ?? Limit(context, sandbox, company!, fault) ?? Answer(company!, request, path, body, fault);
        sandbox.Calls.Enqueue(new FreeAgentCall(request.Method, path, reply.HttpStatus, body));
        if (sandbox.Calls.Count > MaxCalls)
        {
            sandbox.Calls.TryDequeue(out _);
        }

        if (fault == FaultKind.DropAfter)
        {
            context.Abort();
            return;
        }

        await SendAsync(context, reply, sandbox.NewId());
    }

    private static FreeAgentCompany? CompanyOf(HttpRequest request, FreeAgentSandbox sandbox)
    {
        var header = request.Headers.Authorization.ToString();
        var opened = header.StartsWith("Bearer ", StringComparison.Ordinal) ? sandbox.Grants.CompanyOf(header["Bearer ".Length..]) : null;
        return sandbox.Companies.FirstOrDefault(company => company.Subdomain == opened);
    }

    private static Reply? Denial(HttpRequest request, FreeAgentCompany? company, FaultKind? fault)
    {
        if (company is null || fault == FaultKind.TokenExpired)
        {
            return Reply.Denied(401, "Access token not recognised");
        }

        return fault == FaultKind.Forbidden ? Reply.Denied(403, "Access denied")
            : request.Headers.UserAgent.Count == 0 ? Reply.Denied(400, "A User-Agent is required")
            : null;
    }

    private static Reply? Limit(HttpContext context, FreeAgentSandbox sandbox, FreeAgentCompany company, FaultKind? fault)
    {
        if (fault == FaultKind.TooMany)
        {
            context.Response.Headers.RetryAfter = "1";
            return new Reply(429, "text/plain", "You must not exceed 120 requests per 60 seconds");
        }

        var perMinute = context.Request.Headers["X-RateLimit-Test"] == "true" ? TestLimit : sandbox.Limits.PerMinute;
        if (sandbox.Counts.Enter(company.Subdomain, perMinute, sandbox.Limits.PerHour, sandbox.Clock.GetUtcNow()) is not { } words)
        {
            return null;
        }

        context.Response.Headers.RetryAfter = "60";
        return new Reply(429, "text/plain", words);
    }

    private static Reply Answer(FreeAgentCompany company, HttpRequest request, string path, string body, FaultKind? fault)
    {
        if (fault is FaultKind.FailBefore or FaultKind.Maintenance)
        {
            return fault == FaultKind.Maintenance ? Reply.Maintenance : Reply.Failed;
        }

        try
        {
            var json = body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
            lock (company.Gate)
            {
                SandboxCall.Keep(request.Method);
                var address = $"{request.Scheme}://{request.Host}/freeagent/v2/";
                var reply = Switchboard.Answer(company, new Question(request.Method, path.Trim('/').Split('/'), name => request.Query[name].ToString(), json, address));
                return fault == FaultKind.FailAfter ? Reply.Failed : reply;
            }
        }
        catch (RefusedException refused)
        {
            return Reply.Invalid(refused.Messages);
        }
        catch (DeniedException denied)
        {
            return Reply.Denied(denied.Status, denied.Message);
        }
        catch (Exception unread) when (unread is JsonException or FormatException)
        {
            return Reply.Denied(400, unread.Message);
        }
    }

    private static Task SendAsync(HttpContext context, Reply reply, Guid request)
    {
        context.Response.StatusCode = reply.HttpStatus;
        context.Response.ContentType = reply.MediaType;
        context.Response.Headers["X-Request-Id"] = request.ToString();
        if (reply.Location is not null)
        {
            context.Response.Headers.Location = reply.Location;
        }

        if (reply.Total is { } total)
        {
            context.Response.Headers["X-Total-Count"] = $"{total}";
            context.Response.Headers.Link = Links(context.Request, total);
        }

        return context.Response.WriteAsync(reply.Text, context.RequestAborted);
    }

    private static string Links(HttpRequest request, int total)
    {
        var (page, size) = Listing.PageOf(name => request.Query[name].ToString());
        var last = Math.Max(1, (total + size - 1) / size);
        string To(string rel, int number)
        {
            var query = request.Query.Where(one => one.Key != "page").ToDictionary(one => one.Key, one => (string?)one.Value.ToString(), StringComparer.Ordinal);
            return $"<{QueryHelpers.AddQueryString($"{request.Scheme}://{request.Host}{request.Path}", new Dictionary<string, string?>(query) { ["page"] = $"{number}" })}>; rel=\"{rel}\"";
        }

        var links = new List<string>();
        if (page > 1)
        {
            links.AddRange([To("prev", page - 1), To("first", 1)]);
        }

        if (page < last)
        {
            links.AddRange([To("next", page + 1), To("last", last)]);
        }

        return string.Join(", ", links);
    }
}
