using System.Globalization;

namespace Daybook.Server.SyncFlow.Desk;

/// <summary>The shades that the pages make of a client's colour. Whatever the colour, white can be read on it and it can be read on white.</summary>
/// <param name="Accent">Of buttons, links and marks.</param>
/// <param name="Deep">Of what the pointer is on.</param>
/// <param name="Pale">Of what lies behind text.</param>
internal sealed record Palette(string Accent, string Deep, string Pale)
{
    /// <summary>What the Web Content Accessibility Guidelines ask of text.</summary>
    public const double Readable = 4.5;

    /// <returns>Null where the text is no colour of the form <c>#rrggbb</c>.</returns>
    public static Palette? Read(string? text)
    {
        if (text is not { Length: 7 } || text[0] != '#' || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var (red, green, blue) = ((double)(number >> 16), (double)((number >> 8) & 255), (double)(number & 255));
        while (ContrastWithWhite(red, green, blue) < Readable)
        {
            (red, green, blue) = (red * 0.97, green * 0.97, blue * 0.97);
        }

        return new Palette(Write(red, green, blue), Write(red * 0.7, green * 0.7, blue * 0.7), Write(Mixed(red), Mixed(green), Mixed(blue)));
    }

    public string ToCss() => $":root {{ --accent: {Accent}; --accent-deep: {Deep}; --accent-pale: {Pale}; }}\n";

    /// <summary>How many times brighter white is than a colour.</summary>
    public static double ContrastWithWhite(double red, double green, double blue) =>
        1.05 / (((0.2126 * Light(red)) + (0.7152 * Light(green)) + (0.0722 * Light(blue))) + 0.05);

    private static double Light(double part) => Math.Floor(part) / 255 is <= 0.04045 and var low ? low / 12.92 : Math.Pow(((Math.Floor(part) / 255) + 0.055) / 1.055, 2.4);

    private static double Mixed(double part) => 255 - ((255 - part) * 0.1);

    private static string Write(double red, double green, double blue) => string.Create(CultureInfo.InvariantCulture, $"#{(int)red:x2}{(int)green:x2}{(int)blue:x2}");
}
