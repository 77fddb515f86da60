using Daybook.Platforms.PlainText;
using Daybook.Syncing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Platforms;

/// <summary>What the platforms need to know of the place they run in.</summary>
public sealed record PlatformOptions
{
    /// <summary>The folder that holds what the server keeps; the plain-text books lie in its <c>books</c> folder. It is made when first needed.</summary>
    public required string DataFolder { get; init; }
}

public static class PlatformRegistration
{
    /// <summary>Registers every platform as <see cref="IAccountingPlatform"/>, and <see cref="PlainTextBooks"/> also as itself.</summary>
    public static IServiceCollection AddPlatforms(this IServiceCollection services, PlatformOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<PlainTextBooks>();
        services.AddSingleton<IAccountingPlatform>(provider => provider.GetRequiredService<PlainTextBooks>());
        return services;
    }
}
