using Daybook.Server.Requests;
using Daybook.Storage;
using Daybook.Wire;

namespace Daybook.Server.Resources.ApiKeys;

internal static class ListApiKeys
{
    public static async Task<IResult> HandleAsync(ApiKeyStore keys, CancellationToken cancellationToken) =>
        Answer.Ok(new Whole<ApiKeyDetails>([.. (await keys.ListAsync(cancellationToken)).Select(key => Shape(key, null))]));

    /// <param name="key">What is known of the key.</param>
    /// <param name="secret">The key itself, where it was made just now.</param>
    public static ApiKeyDetails Shape(ApiKey key, string? secret) => new()
    {
        Id = key.Id,
        Name = key.Name.Length == 0 ? null : key.Name,
        ApiKey = secret,
        CreatedDate = key.CreatedAt.ToDateTimeUtc(),
    };
}
