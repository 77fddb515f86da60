using System.Security.Cryptography;
using Daybook.Server.Errors;
using Daybook.Server.Hosting;
using Daybook.Storage;

namespace Daybook.Server.Security;

/// <summary>Lets through who has an API key, before anything of the request is looked at.</summary>
/// <remarks>Keys are found by their hash: the time it takes tells nothing of the keys themselves.</remarks>
internal sealed class ApiKeyCheck(RequestDelegate next, ApiKeyStore keys, DaybookSettings settings)
{
    private readonly byte[]? given = settings.ApiKey is { } key ? ApiKeys.HashOf(key) : null;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is null && !await IsKnownAsync(context))
        {
            var fault = new Fault(StatusCodes.Status401Unauthorized, "The Authorization header must be 'Basic ' and the base64 of a valid API key.");
            await fault.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<bool> IsKnownAsync(HttpContext context)
    {
        foreach (var key in ApiKeys.ReadFrom(context.Request.Headers.Authorization))
        {
            var hash = ApiKeys.HashOf(key);
            if (CryptographicOperations.FixedTimeEquals(hash, given) || await keys.ExistsAsync(hash, context.RequestAborted))
            {
                context.Features.Set(new Caller(hash));
                return true;
            }
        }

        return false;
    }
}

/// <summary>Marks an endpoint that needs no API key.</summary>
internal sealed record OpenToAll;
