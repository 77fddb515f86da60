using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Daybook.Server.Webhooks;

/// <summary>Signs what is posted, by the Standard Webhooks convention.</summary>
internal static class WebhookSignature
{
    public const string Prefix = "whsec_";

    /// <summary>A secret from random text.</summary>
    public static string SecretFrom(string random) => Prefix + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(random)));

    /// <summary>The value of <c>webhook-signature</c>: one signature for each secret that is good.</summary>
    public static string Of(Guid id, Instant sent, ReadOnlySpan<byte> body, IEnumerable<string> secrets)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{sent.ToUnixTimeSeconds()}."), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed))));
    }
}
