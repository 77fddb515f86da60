using Daybook.Server.Requests;
using Daybook.Wire;

namespace Daybook.Server.SyncFlow.Desk;

/// <summary>How the client shows itself.</summary>
internal sealed record Brand
{
    public required string Name { get; init; }

    /// <summary>Null: the name alone is shown.</summary>
    public Uri? Logo { get; init; }

    public Uri? Icon { get; init; }

    /// <summary>The client's own pages: only they may frame these ones, and only to them leads a way back.</summary>
    public required IReadOnlyList<string> AllowedOrigins { get; init; }

    public IEnumerable<string> ImageOrigins => new[] { Logo, Icon }.OfType<Uri>().Select(OriginOf).Distinct(StringComparer.Ordinal);

    /// <summary>The client's own shades; null: Daybook's.</summary>
    public Palette? Palette { get; init; }

    public static Brand Of(Profile? profile, FlowColours? colours) => new()
    {
        Palette = Palette.Read(colours?.Accent),
        Name = profile?.Name ?? "Daybook",
        Logo = WebAddress.Read(profile?.LogoUrl),
        Icon = WebAddress.Read(profile?.IconUrl),
        AllowedOrigins = [.. (profile?.WhiteListUrls ?? []).Select(WebAddress.Read).OfType<Uri>().Select(OriginOf).Distinct(StringComparer.Ordinal)],
    };

    /// <summary>The address back to the client; null where it is not one of the client's own pages.</summary>
    public Uri? WayBack(Uri? wanted) => wanted is not null && AllowedOrigins.Contains(OriginOf(wanted)) ? wanted : null;

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
