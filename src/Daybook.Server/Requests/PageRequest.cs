using System.Globalization;
using Daybook.Server.Errors;
using Daybook.Wire;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Server.Requests;

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Size">1 to 5000.</param>
internal sealed record PageRequest(int Number, int Size)
{
    private const int DefaultSize = 100;
    private const int MostSize = 5000;

    public int Skip => (int)Math.Min(int.MaxValue, (Number - 1L) * Size);

    /// <summary>Reads <c>page</c> and <c>pageSize</c>.</summary>
    public static (PageRequest? Page, Fault? Fault) Read(HttpContext context)
    {
        var query = context.Request.Query;
        return !TryRead(query["page"], 1, int.MaxValue, out var number) ? (null, Fault.Invalid("page: must be a whole number from 1."))
            : !TryRead(query["pageSize"], DefaultSize, MostSize, out var size) ? (null, Fault.Invalid($"pageSize: must be a whole number from 1 to {MostSize}."))
            : (new PageRequest(number, size), null);
    }

    /// <summary>The answer.</summary>
    public IResult Answer<T>(HttpContext context, IReadOnlyList<T> results, int total)
    {
        var self = context.Request.PathBase.Add(context.Request.Path).ToUriComponent();
        return Results.Json(
            new Page<T>
            {
                Results = results,
                PageNumber = Number,
                PageSize = Size,
                TotalResults = total,
                Links = new PageLinks(
                    new PageLink(self),
                    Link(context, self, Number),
                    (long)Number * Size < total ? Link(context, self, Number + 1) : null,
                    Number > 1 ? Link(context, self, Number - 1) : null),
            },
            WireJson.Options);
    }

    private PageLink Link(HttpContext context, string self, int page)
    {
        var query = new Dictionary<string, string?> { ["page"] = Text(page), ["pageSize"] = Text(Size) };
        foreach (var (name, value) in context.Request.Query)
        {
            if (!query.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                query.Add(name, value);
            }
        }

        return new PageLink(QueryHelpers.AddQueryString(self, query));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool TryRead(string? text, int missing, int most, out int value)
    {
        value = missing;
        return string.IsNullOrEmpty(text) || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= most);
    }
}
