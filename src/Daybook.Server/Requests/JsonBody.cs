using System.Text.Json;
using Daybook.Server.Errors;
using Daybook.Wire;

namespace Daybook.Server.Requests;

/// <summary>Reads small JSON bodies into the wire's types.</summary>
internal static class JsonBody
{
    /// <summary>Reads a body; an empty one and <c>null</c> are the default.</summary>
    public static async Task<(T? Value, Fault? Fault)> ReadAsync<T>(HttpContext context)
    {
        var (root, fault) = await ReadAsync(context);
        return root is { } json ? As<T>(json) : (default, fault);
    }

    /// <summary>Reads a body of any shape; null where there is none.</summary>
    public static async Task<(JsonElement? Root, Fault? Fault)> ReadAsync(HttpContext context)
    {
        var (body, fault) = await RequestBody.ReadAsync(context);
        if (body is null)
        {
            return (null, fault);
        }

        using (body)
        {
            if (body.Bytes.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            {
                return (null, null);
            }

            try
            {
                using var document = JsonDocument.Parse(body.Bytes);
                return (document.RootElement.Clone(), null);
            }
            catch (JsonException malformed)
            {
                return (null, Fault.Invalid($"The JSON is malformed. {malformed.Message}"));
            }
        }
    }

    /// <summary>The JSON as one of the wire's types, or the fault that names the field of the wrong type.</summary>
    public static (T? Value, Fault? Fault) As<T>(JsonElement json)
    {
        try
        {
            return (json.Deserialize<T>(WireJson.Options), null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            var field = (fault as JsonException)?.Path?.TrimStart('$', '.');
            return (default, Fault.Invalid($"{(string.IsNullOrEmpty(field) ? "The body" : field)}: the value is not of the type that it must be."));
        }
    }
}
