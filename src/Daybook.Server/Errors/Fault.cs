using Daybook.Server.Telemetry;
using Daybook.Wire;

namespace Daybook.Server.Errors;

/// <summary>An answer that is not a success: the one error body.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="error">What is wrong, in words for the caller.</param>
/// <param name="errors">The faults one by one, where there are several.</param>
/// <param name="canBeRetried">Whether the same request may succeed later; null: as the status says.</param>
internal sealed class Fault(int statusCode, string error, IReadOnlyList<ErrorValidationItem>? errors = null, bool? canBeRetried = null) : IResult
{
    public static Fault Invalid(string error) => new(StatusCodes.Status400BadRequest, error);

    public static Fault NotFound(string error) => new(StatusCodes.Status404NotFound, error);

    public static Fault Conflict(string error) => new(StatusCodes.Status409Conflict, error);

    public static Fault NoCompany(string id) => NotFound($"There is no company '{id}'.");

    public static Fault NoConnection(string id) => NotFound($"The company has no connection '{id}'.");

    /// <param name="key">The key that there is none of.</param>
    /// <param name="kind">Of what kind it was to be; null: of any.</param>
    public static Fault NoPlatform(string key, string? kind = null) => NotFound($"There is no {(kind is null ? "" : kind + " ")}platform '{key}'.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = statusCode;
        var body = new ErrorMessage
        {
            StatusCode = statusCode,
            Service = "Daybook",
            Error = error,
            CorrelationId = Correlation.IdOf(httpContext),
            CanBeRetried = CanBeRetried,
            Validation = errors is null ? null : new ErrorValidation { Errors = errors, Warnings = [] },
        };

        // Not application/problem+json, the framework's default: the official clients accept application/json alone.
        return httpContext.Response.WriteAsJsonAsync(body, WireJson.Options, "application/json", httpContext.RequestAborted);
    }

    private string CanBeRetried => statusCode switch
    {
        _ when canBeRetried is { } known => known ? "True" : "False",
        StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage => "True",
        >= StatusCodes.Status500InternalServerError => "Unknown",
        _ => "False",
    };
}
