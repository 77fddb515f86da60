using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Wire;

namespace Daybook.Server.Resources.Integrations;

internal static class ReadBranding
{
    public static IResult HandleAsync(string platformKey, IntegrationShape shape)
    {
        if (shape.All.FirstOrDefault(one => one.Key == platformKey) is not { } platform)
        {
            return Fault.NoPlatform(platformKey);
        }

        BrandingImage Image(string name, string alt) => new(new ImageReference(shape.ImageOf(platformKey, name), alt));
        return Answer.Ok(new Branding(
            new BrandingLogo(Image(ReadImage.Full, $"{platform.Name} logo"), Image(ReadImage.Square, $"{platform.Name} icon")),
            new BrandingButton(Image(ReadImage.Button, $"Connect to {platform.Name}"), Image(ReadImage.ButtonHover, $"Connect to {platform.Name}")),
            platform.SourceId));
    }
}
