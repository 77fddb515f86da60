using System.Text.Json.Serialization;

namespace Daybook.Sandbox;

/// <summary>What is to go wrong.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>HTTP 500 before anything is done.</summary>
    FailBefore = 1,

    /// <summary>HTTP 500 after it is done.</summary>
    FailAfter = 2,

    /// <summary>The line drops after it is done.</summary>
    DropAfter = 3,

    /// <summary>HTTP 429 for the minute, with <c>Retry-After: 1</c>.</summary>
    TooMany = 4,

    /// <summary>HTTP 503 in plain text.</summary>
    Maintenance = 5,

    /// <summary>The access token has run out.</summary>
    TokenExpired = 6,

    /// <summary>HTTP 403, as where the user lost the permission.</summary>
    Forbidden = 7,
}

/// <summary>A fault in waiting: it comes with the next calls that fit.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Method">The method it waits for.</param>
/// <param name="Path">What the path behind the version begins with.</param>
/// <param name="Times">How often it comes.</param>
public sealed record Fault(FaultKind Kind, string Method, string Path, int Times = 1);

/// <summary>The faults that wait.</summary>
internal sealed class FaultPlan
{
    private readonly List<Fault> faults = [];
    private readonly Lock gate = new();

    public void Add(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }
    }

    /// <summary>Takes one fault that fits; null where none waits.</summary>
    public FaultKind? Take(string method, string path)
    {
        lock (gate)
        {
            var at = faults.FindIndex(fault => fault.Method == method && path.StartsWith(fault.Path, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                return null;
            }

            var fault = faults[at];
            if (fault.Times > 1)
            {
                faults[at] = fault with { Times = fault.Times - 1 };
            }
            else
            {
                faults.RemoveAt(at);
            }

            return fault.Kind;
        }
    }
}
