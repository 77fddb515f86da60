namespace Daybook.Server.Requests;

/// <summary>Reads addresses that clients give.</summary>
internal static class WebAddress
{
    /// <summary>The absolute http or https URL that a text is; null where it is none.</summary>
    public static Uri? Read(string? text) =>
        text?.Any(char.IsControl) != true && Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? url : null;
}
