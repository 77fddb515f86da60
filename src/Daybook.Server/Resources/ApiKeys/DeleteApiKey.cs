using Daybook.Server.Errors;
using Daybook.Storage;

namespace Daybook.Server.Resources.ApiKeys;

internal static class DeleteApiKey
{
    public static async Task<IResult> HandleAsync(string apiKeyId, ApiKeyStore keys, CancellationToken cancellationToken) =>
        await keys.DeleteAsync(Guid.Parse(apiKeyId), cancellationToken) switch
        {
            ApiKeyDeletion.Deleted => Results.NoContent(),
            ApiKeyDeletion.IsLast => Fault.Conflict("This is the last API key, without which nobody could get in: create another one first."),
            _ => Fault.NotFound($"There is no API key '{apiKeyId}'."),
        };
}
