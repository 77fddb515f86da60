using Daybook.Server.Errors;
using Daybook.Wire;

namespace Daybook.Server.Resources.Companies;

/// <summary>Checks what a request says of a company.</summary>
internal static class CompanyCheck
{
    private const int MostTags = 10;
    private const int LongestKey = 27;
    private const int LongestValue = 100;

    /// <summary>The fault of the request, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="nameIsRequired">Whether it must have a name; else it may.</param>
    public static Fault? Of(CompanyRequest request, bool nameIsRequired)
    {
        if ((nameIsRequired || request.Name is not null) && CompanyName.Clean(request.Name).Length == 0)
        {
            return Fault.Invalid("name: a company must have a name of letters, digits, spaces and - ' & @ . , ? ! (other characters are removed).");
        }

        // PostgreSQL's text can't hold it.
        if (request.Description?.Contains('\0', StringComparison.Ordinal) == true)
        {
            return Fault.Invalid("description: can't contain a NUL character.");
        }

        return request.Tags is not { } tags ? null
            : tags.Count > MostTags ? Fault.Invalid($"tags: a company can have at most {MostTags} tags.")
            : tags.Any(tag => tag.Key.Length is 0 or > LongestKey || tag.Value is null || tag.Value.Length > LongestValue)
                ? Fault.Invalid($"tags: a tag has a key of 1 to {LongestKey} characters and a value of at most {LongestValue}.")
            : null;
    }
}
