using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Daybook.Server.Errors;

namespace Daybook.Server.Resources.Integrations;

/// <summary>Draws a platform's name: the marks themselves are their owners', and are not given out here.</summary>
internal static class ReadImage
{
    public const string Full = "logo";
    public const string Square = "icon";
    public const string Button = "button";
    public const string ButtonHover = "button-hover";

    public static IResult HandleAsync(string platformKey, string image, HttpContext context, IntegrationShape shape)
    {
        if (shape.All.FirstOrDefault(one => one.Key == platformKey) is not { } platform)
        {
            return Fault.NoPlatform(platformKey);
        }

        var hue = SHA256.HashData(Encoding.UTF8.GetBytes(platformKey))[0] * 360 / 256;
        var drawn = image switch
        {
            Full => Draw(platform.Name, WidthOf(platform.Name), hue, 30),
            Square => Draw(platform.Name[..1], 64, hue, 30),
            Button => Draw($"Connect to {platform.Name}", WidthOf($"Connect to {platform.Name}"), hue, 30),
            ButtonHover => Draw($"Connect to {platform.Name}", WidthOf($"Connect to {platform.Name}"), hue, 22),
            _ => null,
        };
        if (drawn is null)
        {
            return Fault.NotFound($"There is no image '{image}'; there are {Full}, {Square}, {Button} and {ButtonHover}.");
        }

        context.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Text(drawn, "image/svg+xml", Encoding.UTF8);
    }

    private static int WidthOf(string text) => 48 + (text.Length * 15);

    private static string Draw(string text, int width, int hue, int lightness) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="64" viewBox="0 0 {width} 64" role="img"><title>{WebUtility.HtmlEncode(text)}</title><rect width="{width}" height="64" rx="8" fill="hsl({hue},45%,{lightness}%)"/><text x="{width / 2}" y="41" font-family="system-ui,sans-serif" font-size="26" text-anchor="middle" fill="#fff">{WebUtility.HtmlEncode(text)}</text></svg>
        """);
}
