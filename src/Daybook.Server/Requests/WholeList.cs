namespace Daybook.Server.Requests;

/// <summary>Lists that are at hand whole.</summary>
internal static class WholeList
{
    /// <summary>Cuts the page that is asked for.</summary>
    public static IResult Answer<T>(HttpContext context, IReadOnlyList<T> all)
    {
        var (page, fault) = PageRequest.Read(context);
        return page is null ? fault! : page.Answer(context, [.. all.Skip(page.Skip).Take(page.Size)], all.Count);
    }
}
