using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Daybook.Sandbox.Calls;

/// <summary>A call that is kept happens in one moment and draws its ids from a seed: made again, it does the same.</summary>
/// <param name="at">The moment.</param>
/// <param name="seed">What its ids are made from.</param>
/// <param name="keep">Keeps the call; null: it is kept already.</param>
internal sealed class SandboxCall(DateTimeOffset at, Guid seed, Action? keep)
{
    private static readonly AsyncLocal<SandboxCall?> Answered = new();
    private Action? keep = keep;
    private int drawn;

    /// <summary>The call that is being answered; null where calls are not kept.</summary>
    public static SandboxCall? Current
    {
        get => Answered.Value;
        set => Answered.Value = value;
    }

    public DateTimeOffset At => at;

    /// <summary>A secret such as a token is made of.</summary>
    public static string Secret(Func<Guid> newId) => WebEncoders.Base64UrlEncode(SHA256.HashData(newId().ToByteArray()));

    /// <summary>Says, before it is done and while nobody else changes the same, that the call changes something.</summary>
    public static void Keep() => Current?.KeepOnce();

    /// <inheritdoc cref="Keep()"/>
    /// <param name="method">Its HTTP method: a GET changes nothing.</param>
    public static void Keep(string method)
    {
        if (!HttpMethods.IsGet(method))
        {
            Keep();
        }
    }

    public Guid NewId() => new(SHA256.HashData([.. seed.ToByteArray(), .. BitConverter.GetBytes(++drawn)]).AsSpan(0, 16));

    private void KeepOnce()
    {
        var first = keep;
        keep = null;
        first?.Invoke();
    }
}
