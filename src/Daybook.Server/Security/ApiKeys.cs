using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Daybook.Server.Security;

/// <summary>Makes API keys, hashes them, and reads them from requests.</summary>
public static class ApiKeys
{
    private const string Scheme = "Basic ";

    /// <summary>A new key: 256 random bits, spelled for a URL.</summary>
    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a key. A plain hash does: there is nothing to guess in 256 random bits.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>
    /// The keys that an Authorization header may mean: what is encoded is the bare key by contract; clients that insist on a user name
    /// and password send it as the user name.
    /// </summary>
    /// <returns>None where the header is not <c>Basic</c> or can't be decoded.</returns>
    internal static IReadOnlyList<string> ReadFrom(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var encoded = authorization[Scheme.Length..].Trim().TrimEnd('=');
        var padded = encoded.PadRight(encoded.Length + ((4 - (encoded.Length % 4)) % 4), '=');
        var decoded = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, decoded, out var length) || length == 0)
        {
            return [];
        }

        var text = Encoding.UTF8.GetString(decoded, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? [text, text[..colon]] : [text];
    }
}
