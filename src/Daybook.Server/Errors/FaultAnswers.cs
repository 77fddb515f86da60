using Daybook.Server.Telemetry;
using Daybook.Storage;
using Daybook.Syncing;

namespace Daybook.Server.Errors;

/// <summary>Sees to it that whatever goes wrong is answered with the error body, and that nothing of the inside shows.</summary>
internal sealed class FaultAnswers(RequestDelegate next, ILogger<FaultAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            LogRefusal(context);
            if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentType: null })
            {
                await new Fault(context.Response.StatusCode, WordsFor(context)).ExecuteAsync(context);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: there is nobody to answer.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await AnswerOf(fault, context).ExecuteAsync(context);
        }
    }

    /// <summary>Leads from the correlation id that a caller quotes to what was refused. The pattern of the path, since the path itself is the caller's text.</summary>
    private void LogRefusal(HttpContext context)
    {
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest)
        {
            log.LogInformation(
                "{Method} {Route} was answered with {Status}, correlation id {CorrelationId}",
                HttpMethods.GetCanonicalizedValue(context.Request.Method),
                (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)",
                context.Response.StatusCode,
                Correlation.IdOf(context));
        }
    }

    private Fault AnswerOf(Exception fault, HttpContext context)
    {
        switch (fault)
        {
            case BadHttpRequestException bad:
                return new Fault(bad.StatusCode, bad.Message);
            case PlatformNotAuthorizedException closed:
                return Fault.Conflict(closed.Message);
            case PlatformUnavailableException unavailable:
                log.LogWarning(unavailable, "The accounting platform could not be asked, correlation id {CorrelationId}", Correlation.IdOf(context));
                context.Response.Headers.RetryAfter = "30";
                return new Fault(StatusCodes.Status503ServiceUnavailable, "The accounting software can't be reached at the moment; try again later.");
            case var _ when StorageTroubles.Of(fault) is { } trouble:
                log.LogError(fault, "The database could not do what was asked, correlation id {CorrelationId}", Correlation.IdOf(context));
                return TroubleOf(trouble, context);
            default:
                log.LogError(fault, "A request failed, correlation id {CorrelationId}", Correlation.IdOf(context));
                return new Fault(StatusCodes.Status500InternalServerError, "Something went wrong in the server, not with the request. Quote the correlation id to its operator.");
        }
    }

    private static Fault TroubleOf(StorageTrouble trouble, HttpContext context)
    {
        var isFull = trouble == StorageTrouble.Full;
        context.Response.Headers.RetryAfter = isFull ? "60" : "5";
        return isFull
            ? new Fault(StatusCodes.Status507InsufficientStorage, "The server's disk is full: its operator has to make room. Nothing of this request was stored; send it again later.")
            : new Fault(StatusCodes.Status503ServiceUnavailable, "The server's database does not answer at the moment. Send the request again: whatever of it was stored is not stored twice.");
    }

    private static string WordsFor(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible at {context.Request.Path}; possible: {context.Response.Headers.Allow}.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be application/json.",
        var status => $"The request can't be answered: HTTP status {status}.",
    };
}
