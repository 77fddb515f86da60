namespace Daybook.Wire;

/// <summary>A platform that companies can be connected to.</summary>
public sealed record Integration
{
    /// <summary>Four lower-case letters.</summary>
    public required string Key { get; init; }

    /// <summary>Absolute.</summary>
    public required Uri LogoUrl { get; init; }

    public required string Name { get; init; }

    public required bool Enabled { get; init; }

    public required Guid SourceId { get; init; }

    /// <summary><c>Accounting</c> or <c>Commerce</c>.</summary>
    public required string SourceType { get; init; }

    public required Guid IntegrationId { get; init; }

    /// <summary>Whether its data comes from a program on the merchant's machine: always false.</summary>
    public required bool IsOfflineConnector { get; init; }

    public required bool IsBeta { get; init; }
}

/// <summary>Whether companies connected to a platform are synced by their schedules.</summary>
public sealed record ContinuousSync
{
    /// <summary>Default true; false: only when somebody asks for a sync. Absent in a request: refused.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>How a platform is shown.</summary>
public sealed record Branding(BrandingLogo Logo, BrandingButton Button, Guid SourceId);

/// <summary>A platform's logo.</summary>
public sealed record BrandingLogo(BrandingImage Full, BrandingImage Square);

/// <summary>The button that connects to a platform.</summary>
public sealed record BrandingButton(BrandingImage Default, BrandingImage Hover);

/// <summary>An image.</summary>
public sealed record BrandingImage(ImageReference Image);

/// <summary>Where an image is.</summary>
/// <param name="Src">Absolute.</param>
/// <param name="Alt">What it says to those who can't see it.</param>
public sealed record ImageReference(Uri Src, string Alt);
