using Daybook.Server.Errors;
using Daybook.Server.Requests;
using Daybook.Server.Security;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.ApiKeys;

internal static class CreateApiKey
{
    private const int LongestName = 50;

    public static async Task<IResult> HandleAsync(HttpContext context, ApiKeyStore keys, ApiKeyMaker maker, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (request, fault) = await JsonBody.ReadAsync<ApiKeyRequest>(context);
        if (fault is not null)
        {
            return fault;
        }

        var name = request?.Name ?? "";
        if (name.Length > LongestName || name.Any(char.IsControl))
        {
            return Fault.Invalid($"name: must have at most {LongestName} characters, and no control characters.");
        }

        var secret = maker.Make();
        return await keys.CreateAsync(name, Security.ApiKeys.HashOf(secret), clock.Now(), cancellationToken) is { } key
            ? Answer.Created(ListApiKeys.Shape(key, secret))
            : Fault.Conflict($"There are {ApiKeyStore.Most} API keys already: delete one first.");
    }
}
