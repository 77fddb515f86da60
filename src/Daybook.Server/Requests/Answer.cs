using Daybook.Wire;
using NodaTime;

namespace Daybook.Server.Requests;

/// <summary>Writes answers and moments as the wire has them.</summary>
internal static class Answer
{
    /// <summary>200 with a body.</summary>
    public static IResult Ok<T>(T value) => Results.Json(value, WireJson.Options);

    /// <summary>201 with a body.</summary>
    public static IResult Created<T>(T value) => Results.Json(value, WireJson.Options, statusCode: StatusCodes.Status201Created);

    public static DateTime? ToWire(Instant? moment) => moment?.ToDateTimeUtc();

    /// <summary>The moment that it is.</summary>
    public static Instant Now(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
