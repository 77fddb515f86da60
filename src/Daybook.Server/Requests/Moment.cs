using System.Text;
using Daybook.Server.Resources.Push.Reading;
using NodaTime;

namespace Daybook.Server.Requests;

/// <summary>Reads a moment of a request.</summary>
internal static class Moment
{
    /// <summary>The moment of a text as the contract's dates are written; the given one where there is no text.</summary>
    public static bool TryRead(string? text, Instant? missing, out Instant moment)
    {
        moment = missing ?? default;
        return string.IsNullOrEmpty(text) ? missing is not null : Moments.TryRead(Encoding.UTF8.GetBytes(text), out moment);
    }
}
